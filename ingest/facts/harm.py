"""The harm that led to the review: how the subject died, or what was done to one who lived."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graph.identifiers import content_id
from graph.model import Evidence, Status
from ingest.aged import years_of
from ingest.confidence import confidence_of
from ingest.outline import Outline
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope, ReviewFacts
from ingest.statements import Statement, statements

__all__ = ["METHOD", "find_harms"]

# How the method of this evidence begins.
METHOD = "harm:"
# Before every rule: "death" if the subject died, else "harm"; then these as well.
_ANY, _BESIDE = "any", "beside"
# Classes of words may name classes, so deep.
_NESTED = 2


@dataclass(frozen=True, slots=True)
class _Told:
    """Whether the subject died, and the sentences that tell the harm: nearest first.

    Each of `readings` holds the one before it and more.
    """

    died: bool
    readings: tuple[tuple[Statement, ...], ...]


def find_harms(
    outline: Outline,
    scopes: Sequence[CaseScope],
    case_ids: Sequence[str],
    facts: ReviewFacts,
) -> tuple[Evidence, ...]:
    """Return evidence of each case's outcomes, asserted of its subject.

    None where no rule of `rules/harms.toml` fits what the report first tells.
    """
    found: list[Evidence] = []
    for case, scope in zip(case_ids, scopes, strict=True):
        passages = None if len(scopes) == 1 else scope.passages
        told = _told(_of_case(outline, passages), scope, facts) or _told(
            _of_case(outline, passages, everywhere=True), scope, facts
        )
        if told is not None:
            found += _outcomes(told, case, scope, facts)
    return tuple(found)


def _outcomes(told: _Told, case: str, scope: CaseScope, facts: ReviewFacts) -> Iterator[Evidence]:
    chosen = _chosen(told, scope, facts)
    if chosen is None:
        return
    rule, reading = chosen
    yield _evidence(rule, reading, case, scope)
    for other in load_rules("harms")["harm"]:
        wanted = other["kind"] == _BESIDE and rule["concept"] in other["needs"]
        if wanted and _holds(other, told.readings[-1], scope, facts):
            yield _evidence(other, told.readings[-1], case, scope)


def _chosen(
    told: _Told, scope: CaseScope, facts: ReviewFacts
) -> tuple[Mapping[str, Any], tuple[Statement, ...]] | None:
    """Return the first rule that holds for the nearest reading, and that reading."""
    kinds = (_ANY, "death" if told.died else "harm")
    rules = [rule for rule in load_rules("harms")["harm"] if rule["kind"] in kinds]
    tried = (
        (rule, reading)
        for late in (False, True)
        for reading in told.readings
        for rule in rules
        if rule.get("late", False) is late
    )
    return next((one for one in tried if _holds(*one, scope, facts)), None)


def _fits(rule: Mapping[str, Any], scope: CaseScope, facts: ReviewFacts) -> bool:
    if rule.get("cases", str(scope.subject)) != str(scope.subject):
        return False
    if "reviews" in rule and facts.review_type not in rule["reviews"]:
        return False
    years = None if scope.age is None else years_of(scope.age)
    first, last = rule.get("ages", (0, float("inf")))
    return years is None or bool(first <= years <= last)


def _of_killer(rule: Mapping[str, Any], scope: CaseScope) -> bool:
    """Say whether a perpetrator of the case has one of the roles the rule asks for."""
    roles = [set(person.roles) for person in scope.people if "perpetrator" in person.roles]
    return "killers" not in rule or any(one & set(rule["killers"]) for one in roles)


def _holds(
    rule: Mapping[str, Any], reading: Sequence[Statement], scope: CaseScope, facts: ReviewFacts
) -> bool:
    if not (_fits(rule, scope, facts) and _of_killer(rule, scope)):
        return False
    text = "\n".join([facts.title, *(one.text for one in reading)])
    names = _names(scope)
    if "unless" in rule and _pattern(rule["unless"], names).search(text):
        return False
    return all(_pattern(one, names).search(text) for one in rule["when"])


def _evidence(
    rule: Mapping[str, Any], reading: Sequence[Statement], case: str, scope: CaseScope
) -> Evidence:
    at, span = _place(rule, reading, scope)
    start, end = at.place(*span)
    role = scope.people[0].roles[0] if scope.people else f"subject-{scope.subject}"
    method = f"{METHOD}{rule['id']}"
    return Evidence(
        id=content_id("ev", METHOD, at.passage.id, start, end, rule["concept"], role, case),
        passage=at.passage.id,
        start=start,
        end=end,
        quote=at.passage.text[start - at.passage.start : end - at.passage.start],
        concept=rule["concept"],
        status=Status.ASSERTED,
        person=role,
        case=case,
        method=method,
        confidence=confidence_of(method, rule["concept"], Status.ASSERTED),
    )


def _place(
    rule: Mapping[str, Any], reading: Sequence[Statement], scope: CaseScope
) -> tuple[Statement, tuple[int, int]]:
    """Return where the words of the rule stand; the first sentence told where they span two."""
    for pattern in reversed(rule["when"]):
        for one in reading:
            found = _pattern(pattern, _names(scope)).search(one.text)
            if found and found[0]:
                return one, found.span()
    return reading[0], (0, len(reading[0].text))


def _of_case(
    outline: Outline, passages: Collection[str] | None, *, everywhere: bool = False
) -> tuple[Statement, ...]:
    """Return the sentences of a case (of all passages: None) that tell what happened.

    `everywhere` reads those too that a part of another name may hold (terms of reference).
    """
    rules = load_rules("harms")
    silent = {*rules["not_in"], *(() if everywhere else rules["not_in_at_first"])}
    return tuple(
        one
        for passage in outline.passages
        if (passages is None or passage.id in passages) and passage.kind not in silent
        for one in statements(passage)
        if not _pattern(rules["places"]["not_told"], "").search(one.text)
    )


def _told(case: Sequence[Statement], scope: CaseScope, facts: ReviewFacts) -> _Told | None:
    """Return the sentences around the first places that tell of death, or else of harm."""
    rules = load_rules("harms")
    deaths = [at for at, one in enumerate(case) if _tells_death(one, scope)]
    if deaths and deaths[0] < rules["within"]:
        return _Told(died=True, readings=_readings(case, deaths))
    if facts.review_type in rules["of_deaths"] and case:
        return _Told(died=True, readings=(tuple(case[: rules["within"]]),))
    harm = _compiled("harm", _names(scope))
    harms = [at for at, one in enumerate(case) if any(x.search(one.text) for x in harm)]
    if not harms or harms[0] >= rules["within"]:
        return None
    return _Told(died=False, readings=_readings(case, harms))


def _tells_death(one: Statement, scope: CaseScope) -> bool:
    if _pattern(load_rules("harms")["places"]["not_death"], "").search(one.text):
        return False
    return any(pattern.search(one.text) for pattern in _compiled("death", _names(scope)))


def _readings(
    case: Sequence[Statement], places: Sequence[int]
) -> tuple[tuple[Statement, ...], ...]:
    """Return the first place with its neighbours, with the findings too, with all places."""
    found = _compiled("findings", "")
    findings = {at for at, one in enumerate(case) if any(x.search(one.text) for x in found)}
    first = _window(case, places[0])
    every = {at for one in places[: load_rules("harms")["most"]] for at in _window(case, one)}
    chosen = (first, first | findings, every | findings)
    return tuple(tuple(case[at] for at in sorted(one)) for one in chosen)


def _window(case: Sequence[Statement], place: int) -> set[int]:
    """Return the places around one that stand in the same part of the report."""
    rules, kind = load_rules("harms"), case[place].passage.kind
    around = range(place - rules["before"], place + rules["after"] + 1)
    return {at for at in around if 0 <= at < len(case) and case[at].passage.kind == kind}


def _names(scope: CaseScope) -> str:
    """Return the printed forms of the subject as one alternation."""
    people = [form for person in scope.people[:1] for form in person.forms]
    forms = sorted({scope.label, *scope.also, *people}, key=len, reverse=True)
    return "|".join(re.escape(form) for form in forms if form)


def _compiled(name: str, names: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(one, names) for one in load_rules("harms")["places"][name])


def _pattern(pattern: str, names: str) -> re.Pattern[str]:
    """Return a pattern of the rules compiled; most of them do not name the subject."""
    return _of_names(pattern, names) if "{who}" in pattern else _of_nobody(pattern)


@cache
def _of_nobody(pattern: str) -> re.Pattern[str]:
    return re.compile(_expanded(pattern), re.IGNORECASE)


# One document's cases at a time: names come and go, patterns that hold them too.
@lru_cache(maxsize=256)
def _of_names(pattern: str, names: str) -> re.Pattern[str]:
    person = load_rules("harms")["classes"]["person"]
    who = "|".join(part for part in (names, "she", "he", "they", person) if part)
    return re.compile(_expanded(pattern).replace("{who}", f"(?:{who})"), re.IGNORECASE)


@cache
def _expanded(pattern: str) -> str:
    classes: Mapping[str, str] = load_rules("harms")["classes"]
    for _ in range(_NESTED):
        for name, words in classes.items():
            pattern = pattern.replace(f"{{{name}}}", words)
    return pattern
