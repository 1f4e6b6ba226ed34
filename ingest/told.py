"""Told, not named: patterns over classes of words for what reviews seldom call by its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from ingest.mentions import Mention
from ingest.rulebook import load_rules
from ingest.statements import Statement
from ingest.triggers import required_words

__all__ = ["expanded", "told"]

# Factors by subject, then legal statuses and outcomes.
_FILES = (
    "told",
    "told_parents",
    "told_violence",
    "told_home",
    "told_child",
    "told_adult",
    "told_legal",
    "told_orders",
    "told_outcomes",
)
# Words that the patterns of all files refer to; a file's own classes come before them.
_WORDS = "told_words"


_Table = Mapping[str, Any]
_CLASS = re.compile(r"\{([a-z][a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a sentence tells without the label; `unless` are words that make it mean another."""

    id: str
    concept: str
    patterns: tuple[str, ...]
    unless: str | None
    weak: bool
    past: bool
    cases: str
    not_in: frozenset[str]
    of_subject: bool


def told(statement: Statement) -> Iterator[Mention]:
    """Yield the mentions that patterns find in a sentence, one per rule and place.

    The words of `(?P<at>...)`, where a pattern has them, are the place quoted.
    """
    text = statement.text
    for rule in _triggered(text):
        if statement.passage.kind in rule.not_in:
            continue
        if rule.unless is not None and _regex(rule.unless).search(text):
            continue
        for start, end in _places(rule, text):
            yield Mention(
                statement=statement,
                start=start,
                end=end,
                concepts=(rule.concept,),
                weak=rule.weak,
                method=f"told:{rule.id}",
                past=rule.past,
                cases=rule.cases,
                of_subject=rule.of_subject,
            )


def _places(rule: _Rule, text: str) -> list[tuple[int, int]]:
    """Return the places of a rule in order; of those that overlap, the first one."""
    found = [
        match.span("at") if match.groupdict().get("at") else match.span()
        for pattern in map(_regex, rule.patterns)
        for match in pattern.finditer(text)
    ]
    places: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not places or start >= places[-1][1]:
            places.append((start + len(text[start:end]) - len(text[start:end].lstrip()), end))
    return places


def _triggered(text: str) -> list[_Rule]:
    """Return the rules one of whose trigger words stands in the text, in the file's order."""
    automaton, rules = _compiled()
    hits = {index for _, indexes in automaton.iter(text.lower()) for index in indexes}
    return [rules[index] for index in sorted(hits)]


@cache
def _compiled() -> tuple[ahocorasick.Automaton, tuple[_Rule, ...]]:
    rules: list[_Rule] = []
    triggers: dict[str, set[int]] = {}
    shared = load_rules(_WORDS)["classes"]
    for file in map(load_rules, _FILES):
        classes = shared | file.get("classes", {})
        for row in file["told"]:
            patterns = tuple(_written(row, file, classes))
            words = row.get("trigger") or frozenset().union(*map(required_words, patterns))
            for word in words:
                triggers.setdefault(word, set()).add(len(rules))
            rules.append(_rule(row, file, classes, patterns))
    automaton = ahocorasick.Automaton()
    for word, indexes in triggers.items():
        automaton.add_word(word, tuple(sorted(indexes)))
    automaton.make_automaton()
    return automaton, tuple(rules)


def _rule(
    row: _Table, file: _Table, classes: Mapping[str, str], patterns: tuple[str, ...]
) -> _Rule:
    return _Rule(
        id=row["id"],
        concept=row["concept"],
        patterns=patterns,
        unless=expanded(row["unless"], classes) if "unless" in row else None,
        weak=row.get("weak", False),
        past=row.get("past", False),
        cases=row.get("cases", ""),
        not_in=frozenset(row.get("not_in", ())),
        of_subject=file.get("of_subject", False),
    )


def _written(row: _Table, file: _Table, classes: Mapping[str, str]) -> Iterator[str]:
    """Yield the patterns of a row, in a file of whole words bounded by the words' ends."""
    for one in row["patterns"]:
        pattern = expanded(one, classes)
        yield rf"(?<!\w)(?:{pattern})(?!\w)" if file.get("whole_words", False) else pattern


def expanded(pattern: str, classes: Mapping[str, str]) -> str:
    """Return the pattern with the words of every class it names."""
    return _CLASS.sub(lambda name: expanded(classes[name[1]], classes), pattern)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    """Return the pattern compiled when it is first needed: a text needs few of them."""
    return re.compile(pattern, re.IGNORECASE)
