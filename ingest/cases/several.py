"""Documents that report several cases: told under headings, in turn, or listed in the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Passage
from ingest.cases.candidates import is_titled, titled
from ingest.labels import (
    base,
    is_collective,
    is_label,
    label_pattern,
    members,
    normal,
    person_uses,
    same_person,
    title_label_pattern,
)
from ingest.outline import Heading, Outline
from ingest.rulebook import load_rules

__all__ = ["Told", "several_cases"]

_OPENING_CHARACTERS = 4_000
# An opening of a case without its own section is found within this much of a passage.
_AT_LEAST = 2
# A further form this short ("A", "JB") is a code that other things carry too.
_CODE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A case told in a document: its labels, its heading and the passages of its own."""

    forms: tuple[str, ...]
    own: tuple[str, ...]
    headline: str = ""


def several_cases(outline: Outline, title: str) -> tuple[Told, ...]:
    """Return the cases of a document that reports at least two, else an empty tuple.

    Children of one family that share an incident are one case, not several.
    """
    found = (
        _under_headings(outline, title)
        or _in_turn(outline)
        or _run_in(outline)
        or _listed(outline, title)
    )
    return found if len(found) >= _AT_LEAST else ()


# ---- under headings


def _under_headings(outline: Outline, title: str) -> tuple[Told, ...]:
    named = [
        (heading, label)
        for heading in outline.headings
        for label in _heading_label(heading, outline.text)
    ]
    by_level: dict[tuple[int, tuple[str, ...]], list[tuple[Heading, str]]] = {}
    for heading, label in named:
        by_level.setdefault((heading.level, heading.path[:-1]), []).append((heading, label))
    cases: list[Told] = []
    for siblings in by_level.values():
        if len(siblings) < _AT_LEAST:
            continue
        told = [_told_under(outline, heading, label) for heading, label in siblings]
        told = [one for one in told if one.own and _tells_incident(outline, one)]
        if len(told) > len(cases):
            cases = told
    if len(cases) < _AT_LEAST or not _says_several(outline, title, cases):
        return ()
    return _distinct(cases)


def _heading_label(heading: Heading, text: str) -> list[str]:
    """Return the label a heading consists of; "2018 - Corve Vale - Daniel" needs no other proof."""
    printed = heading.text.strip(" *#_")
    if printed.lower().startswith(tuple(load_rules("cases")["several"]["not_headings"])):
        return []
    found = _heading_pattern().match(printed)
    if not found:
        return []
    label = normal(found["label"])
    dated = bool(found["place"] or found["year"])
    proven = is_titled(label, text) or (dated and is_label(label))
    return [label] if proven else []


def _told_under(outline: Outline, heading: Heading, label: str) -> Told:
    following = [
        one.start
        for one in outline.headings
        if one.start > heading.start and one.level <= heading.level
    ]
    end = min(following, default=len(outline.text))
    own = tuple(one.id for one in outline.passages if heading.start <= one.start < end)
    found = _heading_pattern().match(heading.text.strip(" *#_"))
    place = found["place"] if found and found["place"] else ""
    first = (
        base(label) if is_collective(label) and person_uses(base(label), outline.text, 1) else label
    )
    forms = tuple(dict.fromkeys(one for one in (first, label, base(label), place) if one))
    return Told(_usable(forms, outline), own, heading.text)


def _usable(forms: tuple[str, ...], outline: Outline) -> tuple[str, ...]:
    return tuple(
        form
        for index, form in enumerate(forms)
        if index == 0 or len(form) > _CODE or person_uses(form, outline.text, 1)
    )


def _tells_incident(outline: Outline, told: Told) -> bool:
    own = set(told.own)
    verbs = load_rules("cases")["incident"]["verbs"]
    texts = (one.text for one in outline.passages if one.id in own)
    return any(re.search(verb, text) for text in texts for verb in verbs)


def _says_several(outline: Outline, title: str, cases: Sequence[Told]) -> bool:
    rules = load_rules("cases")["several"]
    head = f"{title}\n{outline.front}\n{outline.text[:_OPENING_CHARACTERS]}"
    if re.search(rules["thematic"], title) or re.search(rules["counted"], head):
        return True
    return len(cases) > _AT_LEAST


def _distinct(cases: Sequence[Told]) -> tuple[Told, ...]:
    """Return one case per person: two headings for one label are one case in two parts."""
    merged: list[Told] = []
    for case in cases:
        for index, known in enumerate(merged):
            if same_person(known.forms[0], case.forms[0]):
                forms = tuple(dict.fromkeys(known.forms + case.forms))
                merged[index] = Told(forms, known.own + case.own, known.headline)
                break
        else:
            merged.append(case)
    return tuple(merged)


# ---- in turn, without headings


def _in_turn(outline: Outline) -> tuple[Told, ...]:
    """Return cases that sentences open ("The first review concerns the case of M")."""
    starts: list[tuple[int, str]] = []
    for index, passage in enumerate(outline.passages):
        found = _turn_pattern().search(passage.text)
        if found and is_label(normal(found["label"])):
            starts.append((index, normal(found["label"])))
    return _from_starts(outline, starts)


def _run_in(outline: Outline) -> tuple[Told, ...]:
    """Return cases whose paragraphs open with their labels ("Baby Elm. A girl who died ...")."""
    starts: list[tuple[int, str]] = []
    for index, passage in enumerate(outline.passages):
        found = _run_in_pattern().match(passage.text)
        label = normal(found["label"]) if found else ""
        if label and base(label) != label and is_label(label) and not is_collective(label):
            starts.append((index, label))
    cases = _from_starts(outline, starts)
    return cases if all(_tells_incident(outline, one) for one in cases) else ()


def _from_starts(outline: Outline, starts: Sequence[tuple[int, str]]) -> tuple[Told, ...]:
    """Return the cases that begin at these passages, one after the other; at least two."""
    if len({label for _, label in starts}) < _AT_LEAST:
        return ()
    cases = []
    for place, (index, label) in enumerate(starts):
        stop = starts[place + 1][0] if place + 1 < len(starts) else len(outline.passages)
        own = _run(outline.passages, index, stop)
        forms = tuple(dict.fromkeys((label, base(label))))
        cases.append(Told(forms, own, label))
    return _distinct(cases)


def _run(passages: Sequence[Passage], start: int, stop: int) -> tuple[str, ...]:
    """Return the passages from `start` while the outermost section stays the same."""
    section = passages[start].section[:1]
    own = []
    for passage in passages[start:stop]:
        if passage.section[:1] != section:
            break
        own.append(passage.id)
    return tuple(own)


# ---- listed in the title


def _listed(outline: Outline, title: str) -> tuple[Told, ...]:
    """Return the people of a plural title when they are of several families."""
    rules = load_rules("cases")["several"]
    lists = [one for one in titled(outline, title) if len(members(one)) >= _AT_LEAST]
    if not lists or not re.search(rules["thematic"], title):
        return ()
    head = outline.text[:_OPENING_CHARACTERS]
    people = members(lists[0])
    for one in people:
        for found in re.finditer(rf"{re.escape(one)}\b[^.\n]{{0,80}}", head):
            named = [other for other in people if other != one and other in found[0]]
            if named and re.search(rules["one_family"], found[0]):
                return ()
    if any(is_collective(one) for one in people):
        return ()
    return tuple(
        Told(
            _usable(tuple(dict.fromkeys((one, base(one)))), outline), _naming(outline, one, people)
        )
        for one in people
    )


def _naming(outline: Outline, one: str, people: Sequence[str]) -> tuple[str, ...]:
    """Return the passages that name one of the people and no other."""
    own = []
    for passage in outline.passages:
        named = [
            person for person in people if re.search(rf"\b{re.escape(person)}\b", passage.text)
        ]
        if named == [one]:
            own.append(passage.id)
    return tuple(own)


@cache
def _heading_pattern() -> re.Pattern[str]:
    return re.compile(
        load_rules("cases")["several"]["heading"].replace("{P}", title_label_pattern())
    )


@cache
def _turn_pattern() -> re.Pattern[str]:
    turn = load_rules("cases")["several"]["turn"].replace("{L}", label_pattern())
    return re.compile(turn)


@cache
def _run_in_pattern() -> re.Pattern[str]:
    return re.compile(
        load_rules("cases")["several"]["run_in"].replace("{P}", title_label_pattern())
    )
