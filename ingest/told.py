"""Told, not named: patterns over classes of words for what reviews seldom call by its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick

from ingest.mentions import Mention
from ingest.rulebook import load_rules
from ingest.statements import Statement

__all__ = ["told"]

# Factors, legal statuses, outcomes.
_FILES = ("told", "told_legal", "told_outcomes")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a sentence tells without the label; `unless` are words that make it mean another."""

    id: str
    concept: str
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    weak: bool
    past: bool
    cases: str
    not_in: frozenset[str]
    of_subject: bool
    confidence: float


def told(statement: Statement) -> Iterator[Mention]:
    """Yield the mentions that patterns find in a sentence, one per rule and place.

    The words of `(?P<at>...)`, where a pattern has them, are the place quoted.
    """
    text = statement.text
    for rule in _triggered(text):
        if statement.passage.kind in rule.not_in:
            continue
        if rule.unless is not None and rule.unless.search(text):
            continue
        for start, end in _places(rule, text):
            yield Mention(
                statement=statement,
                start=start,
                end=end,
                concepts=(rule.concept,),
                weak=rule.weak,
                method=f"told:{rule.id}",
                confidence=rule.confidence,
                past=rule.past,
                cases=rule.cases,
                of_subject=rule.of_subject,
            )


def _places(rule: _Rule, text: str) -> list[tuple[int, int]]:
    """Return the places of a rule in order; of those that overlap, the first one."""
    found = [
        match.span("at") if "at" in match.re.groupindex else match.span()
        for pattern in rule.patterns
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
    rows = [(file, row) for file in map(load_rules, _FILES) for row in file["told"]]
    for file, row in rows:
        for word in row["trigger"]:
            triggers.setdefault(word, set()).add(len(rules))
        rules.append(
            _Rule(
                id=row["id"],
                concept=row["concept"],
                patterns=tuple(_pattern(one, file["classes"]) for one in row["patterns"]),
                unless=_pattern(row["unless"], file["classes"]) if "unless" in row else None,
                weak=row.get("weak", False),
                past=row.get("past", False),
                cases=row.get("cases", ""),
                not_in=frozenset(row.get("not_in", ())),
                of_subject=file.get("of_subject", False),
                confidence=row.get("confidence", file["confidence"]),
            )
        )
    automaton = ahocorasick.Automaton()
    for word, indexes in triggers.items():
        automaton.add_word(word, tuple(sorted(indexes)))
    automaton.make_automaton()
    return automaton, tuple(rules)


def _pattern(pattern: str, classes: Mapping[str, str]) -> re.Pattern[str]:
    for name, words in classes.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return re.compile(pattern, re.IGNORECASE)
