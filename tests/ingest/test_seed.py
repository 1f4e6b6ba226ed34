"""The seed report, fact by fact, against the hand-coded gold beside the checkout."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from graph.model import Case, CaseFactor, CaseLegalStatus, Evidence, Record, Status
from graph.vocabulary import load_vocabulary
from ingest.extract import extract
from tests.real import SHARED, shared

pytestmark = pytest.mark.real

GOLD = SHARED / "domain" / "seed_gold.json"
FACTS = ("riskFactors", "legalStatuses", "outcomes", "practiceThemes")
SCHEMES = ("risk-factor", "legal-status", "harm-outcome")
# Who of the gold may be found under which roles; "both parents" speaks of each.
ROLES = {
    "M": {"subject-child"},
    "E": {"subject-child"},
    "E-mother": {"mother", "parents-unspecified"},
    "E-father": {"father", "parents-unspecified"},
    "E-halfsibs": {"sibling"},
}
STATUSES = {
    "ASSERTED": {Status.ASSERTED},
    "HISTORICAL": {Status.HISTORICAL},
    "POSSIBLE": {Status.POSSIBLE},
    "NEGATED": {Status.NEGATED},
    "HYPOTHETICAL": {Status.HYPOTHETICAL},
    # "Other" in the gold means a relative of the case who is not its subject.
    "OTHER": {Status.OTHER, Status.ASSERTED, Status.HISTORICAL},
}

_Row = dict[str, Any]


@cache
def _gold() -> _Row:
    return json.loads(GOLD.read_text("utf-8")) if GOLD.exists() else {"cases": []}


@cache
def _record() -> Record:
    path = shared(_gold()["document"]["path"] if GOLD.exists() else "domain/seed_gold.json")
    return extract(path.read_bytes(), path.name)


def _rows() -> list[Any]:
    return [
        pytest.param(case["subject"], kind, row, id=f"{case['id']}-{row['concept']}-{kind}-{at}")
        for case in _gold()["cases"]
        for kind in FACTS
        for at, row in enumerate(case[kind])
        if row["tier"] == "core"
    ]


def _case(subject: str) -> Case:
    return next(one for one in _record().cases if one.label.split()[-1] == subject)


def _places(row: _Row) -> list[tuple[int, int]]:
    wanted = {one["para"] for one in row["evidence"]}
    return [
        (segment["start"], segment["end"])
        for paragraph in _gold()["paragraphs"]
        if paragraph["id"] in wanted
        for segment in paragraph["segments"]
    ]


def _overlaps(one: Evidence, places: list[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in places)


def _premises(case: Case, concepts: set[str]) -> list[tuple[Evidence, str | None]]:
    """Return the evidence of a case for concepts with its person, derived factors' too."""
    by_id = {one.id: one for one in _record().evidence}
    stated = [(one, one.person) for one in by_id.values() if one.concept in concepts]
    derived = [
        (by_id[one], factor.person)
        for factor in case.factors
        if factor.concept in concepts
        for one in factor.evidence
    ]
    return [pair for pair in (*stated, *derived) if pair[0].case == case.id]


@pytest.mark.parametrize(("subject", "kind", "row"), _rows())
def test_core_fact_is_found(subject: str, kind: str, row: _Row) -> None:
    concepts = {row["concept"], *(row.get("acceptConcepts") or ())}
    labels = row.get("accept") or [(row.get("label") or row["status"])["label"]]
    statuses = set[Status]().union(*(STATUSES[label] for label in labels))
    person = str(row.get("person") or row.get("experiencer"))
    found = _premises(_case(subject), concepts)
    assert any(
        one.status in statuses
        and (kind == "practiceThemes" or role in ROLES[person])
        and _overlaps(one, _places(row))
        for one, role in found
    ), [(one.concept, one.status, role, one.quote) for one, role in found]


def _traps() -> list[Any]:
    vocabulary = load_vocabulary()
    return [
        pytest.param(row, id=f"{row['wrongConcept']}-{row['evidence']['start']}")
        for row in _gold().get("mustNotExtract", ())
        if row["wrongConcept"] in vocabulary and vocabulary[row["wrongConcept"]].scheme in SCHEMES
    ]


@pytest.mark.parametrize("row", _traps())
def test_trap_is_no_fact(row: _Row) -> None:
    place = [(row["evidence"]["start"], row["evidence"]["end"])]
    by_id = {one.id: one for one in _record().evidence}
    for case in _record().cases:
        facts: list[CaseFactor | CaseLegalStatus] = [*case.factors, *case.legal]
        for fact in facts:
            # A trap of the wrong person is true of a relative, and no fact of the subject.
            relative = row["trap"] == "wrong-person" and fact.person == "sibling"
            if fact.concept == row["wrongConcept"] and not relative:
                assert not any(_overlaps(by_id[one], place) for one in fact.evidence), row["why"]


def test_two_cases_and_none_of_the_others_facts() -> None:
    assert [case.label.split()[-1] for case in _record().cases] == ["M", "E"]
    by_id = {one.id: one for one in _record().evidence}
    for case in _record().cases:
        for factor in case.factors:
            assert {by_id[one].case for one in factor.evidence} == {case.id}


def test_every_core_row_is_tested() -> None:
    shared("domain/seed_gold.json")
    assert len(_rows()) == 29
