"""Where a document gives its subject a label: title, introductions, opening sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import PassageKind
from ingest.cases.telling import relation_words
from ingest.labels import (
    base,
    called,
    is_collective,
    is_label,
    label_pattern,
    members,
    normal,
    person_uses,
    same_person,
    title_label_pattern,
)
from ingest.numerals import NUMBER
from ingest.outline import Outline
from ingest.review_front import front_text, table_value
from ingest.rulebook import load_rules

__all__ = ["Candidate", "candidates", "introduced", "opened", "titled", "unpersonal_kinds"]

# What a label weighs by where it is printed; a subject's label stands in several places.
_TITLE, _INTRODUCED, _OPENED, _OTHER_PERSON = 6.0, 4.0, 3.0, -6.0
_OPENED_AT_MOST = 2
_USES_AT_MOST, _USES_A_POINT, _USES = 2.0, 5, 10
# A line of the front with more words than this is prose, not a title.
_TITLE_WORDS = 16
# A line of more words that ends in a full stop is a sentence.
_SHORT_SENTENCE = 8
# "The eldest of four siblings, who is called": the subject is one of them, no relation of theirs.
_ONE_OF = re.compile(
    r"(?i)\b(?:of|with|and)\s+(?:(?:the|his|her|their|a)\s+)?(?:\w+\s+)?"
    r"(?:siblings|brothers|sisters|children)\b"
    r"|\bchild['\u2019]s\s+(?:name|initials|pseudonym|identifier|reference)\b"
)
# "Miss Pell" in quotation marks is whom a title is about.
_QUOTES = ("\u201c", "\u2018", '"', "'")
# How far before a label a relation ("her daughter, whom we call ...") is looked for.
_RELATION_REACH = 60
# Two people are joined by "and"; only three or more may be told apart by commas alone.
_PAIR = 2
# Passages whose opening sentences are looked at for the subject's first appearance.
_OPENING_PASSAGES = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that may be a case's, what it weighs, and where it first stands."""

    label: str
    weight: float
    start: int
    in_title: bool


def unpersonal_kinds() -> frozenset[PassageKind]:
    """Return the kinds of passage in which no case is told."""
    return frozenset(
        {
            PassageKind.METHODOLOGY,
            PassageKind.POLICY,
            PassageKind.RESEARCH,
            PassageKind.GLOSSARY,
            PassageKind.REFERENCES,
            PassageKind.BOILERPLATE,
            PassageKind.ACTION_PLAN,
        }
    )


def candidates(outline: Outline, title: str) -> tuple[Candidate, ...]:
    """Return the labels a document may mean its subject by, the weightiest first."""
    weights: dict[str, float] = {}
    starts: dict[str, int] = {}
    in_title: set[str] = set()

    def add(label: str, weight: float, start: int) -> None:
        weights[label] = weights.get(label, 0.0) + weight
        starts[label] = min(start, starts.get(label, start))

    for label in dict.fromkeys(titled(outline, title)):
        in_title.add(label)
        add(label, _TITLE, 0)
    for label, start, other in introduced(outline):
        add(label, _OTHER_PERSON if other else _INTRODUCED, start)
    opened_times: dict[str, int] = {}
    for label, start in opened(outline):
        opened_times[label] = opened_times.get(label, 0) + 1
        if opened_times[label] <= _OPENED_AT_MOST:
            add(label, _OPENED, start)
    for label in weights:
        if not is_collective(label):
            weights[label] += min(
                _USES_AT_MOST, person_uses(label, outline.text, _USES) / _USES_A_POINT
            )
    ranked = sorted(weights, key=lambda label: (-weights[label], starts[label], label))
    return tuple(Candidate(one, weights[one], starts[one], one in in_title) for one in ranked)


def titled(outline: Outline, title: str) -> Iterator[str]:
    """Yield the labels of the title, the front's short lines and the first headings.

    A bare name there counts only when the body uses it as a person's.
    """
    for line in _title_lines(outline, title):
        for slot in _slots():
            for found in slot.finditer(line):
                label = normal(found["label"])
                related = _related().search(line[: found.start("label")]) is not None
                quoted = line[: found.start("label")].endswith(_QUOTES) and base(label) != label
                if not related and (quoted or is_titled(label, outline.text)):
                    yield label


def is_titled(label: str, text: str) -> bool:
    """Say whether a label found in a title is one: the text must use a bare name as a person's."""
    people = members(label)
    if len(people) > 1:
        return _is_list(people, text, joined=" and " in label or "&" in label)
    if not is_label(label):
        return False
    if is_collective(label):
        return True
    if base(label) != label and not re.search(r"[A-Z][a-z]", base(label)):
        return True  # "Child A" needs no proof, "Mr Smith" does
    return any(person_uses(form, text, 1) for form in called(label))


def _is_list(people: Sequence[str], text: str, *, joined: bool) -> bool:
    """Say whether the parts of a list are people's labels: "Dami, Brackwell" has a place in it."""
    if not all(is_label(one) or is_label(f"Child {one}") for one in people):
        return False
    if not joined and len(people) == _PAIR:
        return False
    names = [one for one in people if re.fullmatch(r"[A-Z][a-z]{2,}", one)]
    if not joined and not all(person_uses(one, text, 1) for one in names):
        return False
    return any(person_uses(form, text, 1) for one in people for form in (one, base(one)))


def _title_lines(outline: Outline, title: str) -> Iterator[str]:
    yield title
    printed = table_value(outline, "title", "subject", "case", "re", "name")
    if printed:
        yield printed
    yield from _pieces(outline.declared_title.split("|")[:1])
    yield from _pieces(front_text(outline).splitlines())
    yield from _pieces(heading.text for heading in outline.headings[:3])


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    for piece in (piece for line in lines for piece in re.split(r"[|\t]", line)):
        plain = piece.strip(" #*_")
        words = len(plain.split())
        prose = plain.endswith(".") and words > _SHORT_SENTENCE
        if plain and words <= _TITLE_WORDS and not prose:
            yield plain


def introduced(outline: Outline) -> Iterator[tuple[str, int, bool]]:
    """Yield (label, offset, of somebody else) for every sentence that gives a person a label."""
    relations = _relations()
    kinds = unpersonal_kinds() - {PassageKind.METHODOLOGY}
    for passage in outline.passages:
        if passage.kind in kinds:
            continue
        text = " ".join(passage.text.split())
        for pattern in _introductions():
            for found in pattern.finditer(text):
                label = _without_next_word(normal(found["label"]))
                if not is_label(label):
                    continue
                at = found.start("label")
                before = text[max(0, at - _RELATION_REACH) : at]
                clause = _ONE_OF.sub(" ", re.split(r"[.;]\s", before)[-1])
                yield label, passage.start + found.start("label"), bool(relations.search(clause))


def _without_next_word(label: str) -> str:
    """Return a label without the word of the next line that has run into it: "Robbie Date"."""
    shorter = label.rpartition(" ")[0]
    return shorter if shorter and not is_label(label) and is_label(shorter) else label


def opened(outline: Outline) -> Iterator[tuple[str, int]]:
    """Yield (label, offset) where a sentence of the opening tells who somebody is."""
    told = [one for one in outline.passages if one.kind not in unpersonal_kinds()]
    for passage in told[:_OPENING_PASSAGES]:
        text = " ".join(passage.text.split())
        for pattern in _openings():
            for found in pattern.finditer(text):
                label = normal(found["label"])
                if is_label(label):
                    yield label, passage.start + found.start("label")


def _filled(pattern: str) -> str:
    return (
        pattern.replace("{L}", label_pattern())
        .replace("{P}", title_label_pattern())
        .replace("{N}", NUMBER)
    )


@cache
def _slots() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(_cased(slot), re.MULTILINE) for slot in load_rules("cases")["title"]["slots"]
    )


def _cased(pattern: str) -> str:
    """Return a pattern whose own words match in any case, and whose labels keep theirs."""
    before, label, after = re.split(r"(\(\?P<label>\{[LP]\}\))", pattern)
    return (
        "".join(
            part if part == label or not part else f"(?i:{_filled(part)})" for part in (before,)
        )
        + _filled(label)
        + _filled(after)
    )


@cache
def _introductions() -> tuple[re.Pattern[str], ...]:
    patterns = load_rules("cases")["introductions"]["subject"]
    return tuple(re.compile(_cased(pattern)) for pattern in patterns)


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    start = r"(?:(?<=\A)|(?<=[.!?]\s)|(?<=\n)|(?<=\d\s)|(?<=[\"\u201c']))(?:[\dIVX.()]+\s+)?"
    patterns = load_rules("cases")["openings"]["patterns"]
    return tuple(
        re.compile((start if pattern.startswith("(?P<label>") else "") + _filled(pattern))
        for pattern in patterns
    )


@cache
def _relations() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_rules("cases")["introductions"]["relations"]))
    return re.compile(rf"(?i)\b(?:{words})s?\b")


@cache
def _related() -> re.Pattern[str]:
    """Return the pattern of a relation right before a label: "and his son "."""
    return re.compile(rf"\b(?i:his|her|their)\s+(?:[\w-]+\s+)?{relation_words()}\W*$")


def grouped(found: tuple[Candidate, ...], label: str) -> tuple[str, ...]:
    """Return the labels that are forms of `label`'s name, itself first."""
    forms = [one.label for one in found if one.label != label and same_person(one.label, label)]
    return (label, *dict.fromkeys(forms))
