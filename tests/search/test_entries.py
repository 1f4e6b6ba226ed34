"""From a Record to what is searched, fact by fact."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import RecordInvalid
from graph.model import (
    Agency,
    Case,
    CaseFactor,
    CaseLegalStatus,
    Document,
    Evidence,
    FactorStatus,
    Lesson,
    Passage,
    PassageKind,
    Recommendation,
    Record,
    Review,
    Source,
    Status,
)
from graph.vocabulary import load_vocabulary
from search.entries import entries
from search.entry import Entry, EntryKind, entry_from_json, entry_to_json
from search.indexed import indexed


def evidence(key: str, place: str, concept: str, case: str | None, **more: object) -> Evidence:
    plain: dict[str, object] = {
        "id": key,
        "passage": place,
        "start": 0,
        "end": 1,
        "quote": "x",
        "concept": concept,
        "status": Status.ASSERTED,
        "person": "mother",
        "case": case,
        "method": "test",
        "confidence": 1.0,
    }
    return Evidence(**(plain | more))  # type: ignore[arg-type] # a table of plain values


def place(key: str, text: str, kind: PassageKind = PassageKind.NARRATIVE) -> Passage:
    return Passage(key, key.upper(), 3, ("Findings",), kind, 0, len(text), text)


RECORD = Record(
    document=Document("doc", "Two babies", "2009-05", Source("x.txt", "0" * 64, "text/plain")),
    reviews=(
        Review("rev-m", "scr-child", ("Wendlebury LSCB",), "Wendlebury", ("case-m",)),
        Review("rev-e", "scr-child", ("Averdale LSCB",), None, ("case-e",)),
    ),
    cases=(
        Case(
            "case-m",
            "Baby M",
            ("M",),
            outcomes=("fatal-outcome",),
            factors=(
                CaseFactor("domestic-abuse", FactorStatus.PRESENT, "mother", ("e1",)),
                CaseFactor("self-neglect", FactorStatus.NEGATED, "mother", ("e2",)),
            ),
            legal=(CaseLegalStatus("looked-after-status", FactorStatus.PRESENT, ("e3",)),),
        ),
        Case("case-e", "Baby E"),
    ),
    agencies=(Agency("a1", "Wendlebury Police", ("the Constabulary",), "police", ("e4",)),),
    lessons=(Lesson("les", "Share it.", "p3", ("information-sharing",), ("the Constabulary",)),),
    recommendations=(
        Recommendation(
            "rec",
            "1",
            "The Board should share it.",
            "p3",
            ("Wendlebury Police", "Nobody known"),
            ("audit-assurance",),
            themes=("information-sharing",),
            factors=("domestic-abuse",),
            cases=("case-m",),
        ),
    ),
    passages=(
        place("p1", "DV, no neglect of self; looked after."),
        place("p2", "Baby E and Baby M."),
        place("p3", "Share it. The Board should share it.", PassageKind.RECOMMENDATION),
    ),
    evidence=(
        evidence("e1", "p1", "domestic-abuse", "case-m"),
        evidence("e2", "p1", "self-neglect", "case-m", status=Status.NEGATED),
        evidence("e3", "p1", "looked-after-status", "case-m"),
        evidence("e4", "p1", "police", None, person=None, status=Status.GENERAL),
        evidence("e5", "p2", "domestic-abuse", "case-m", status=Status.POLICY, person=None),
        evidence("e6", "p2", "information-sharing", "case-e", status=Status.GENERAL, person=None),
    ),
)
FOUND = {entry.id: entry for entry in entries(RECORD, load_vocabulary())}


def test_every_part_is_an_entry_once_in_reading_order() -> None:
    found = list(entries(RECORD, load_vocabulary()))
    assert [one.id for one in found] == ["rev-m", "rev-e", "p1", "p2", "p3", "les", "rec"]
    assert [one.position for one in found] == list(range(7))
    assert len({indexed(one).newest for one in found}) == len(found)


def test_a_passage_has_the_facts_it_is_evidence_for() -> None:
    entry = FOUND["p1"]
    assert entry == Entry(
        id="p1",
        kind=EntryKind.PASSAGE,
        title="Two babies",
        text="DV, no neglect of self; looked after.",
        document="doc",
        review="rev-m",
        cases=("case-m",),
        case_labels=("Baby M", "M"),
        passage="p1",
        number="P1",
        page=3,
        section="narrative",
        position=2,
        type="scr-child",
        board=("Wendlebury LSCB",),
        area="Wendlebury",
        year=2009,
        date="2009-05",
        outcomes=("fatal-outcome",),
        factors=("domestic-abuse",),
        legal=("looked-after-status",),
        agencies=("police",),
        people=("mother",),
        facts=(
            "factor|domestic-abuse|present|mother",
            "factor|self-neglect|negated|mother",
            "legal|looked-after-status|present|",
        ),
    )


def test_a_passage_of_two_cases_belongs_to_neither_review() -> None:
    entry = FOUND["p2"]
    assert (entry.cases, entry.review, entry.board) == (("case-m", "case-e"), "", ())
    assert entry.type == "scr-child"  # both reviews are of one type
    assert entry.factors == ()  # a mention in a policy is no factor of the case
    assert entry.themes == ("information-sharing",)


def test_a_review_has_what_its_own_cases_have() -> None:
    entry = FOUND["rev-m"]
    assert (entry.factors, entry.people) == (("domestic-abuse",), ("mother",))
    assert entry.outcomes == ("fatal-outcome",)
    assert entry.text == (
        "Two babies. Serious case review (child, England). Wendlebury LSCB. Wendlebury. Baby M. M"
    )
    assert FOUND["rev-e"].factors == ()


def test_lessons_and_recommendations_carry_their_own_facts() -> None:
    lesson, recommendation = FOUND["les"], FOUND["rec"]
    assert (lesson.text, lesson.passage, lesson.agencies) == ("Share it.", "p3", ("police",))
    assert (recommendation.number, recommendation.actions) == ("1", ("audit-assurance",))
    assert recommendation.factors == ("domestic-abuse",)
    assert (recommendation.review, recommendation.case_labels) == ("rev-m", ("Baby M", "M"))


def test_in_a_document_of_one_case_every_passage_speaks_of_it() -> None:
    single = replace(RECORD, cases=RECORD.cases[:1], reviews=RECORD.reviews[:1], evidence=())
    found = {entry.id: entry for entry in entries(single, load_vocabulary())}
    assert {one.cases for one in found.values()} == {("case-m",)}
    assert {one.review for one in found.values()} == {"rev-m"}


@given(st.builds(Entry, kind=st.sampled_from(EntryKind), page=st.integers(0, 9000)))
def test_json_brings_an_entry_back(entry: Entry) -> None:
    assert entry_from_json(entry_to_json(entry)) == entry


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"1", b'{"id": 1, "colour": "red"}'])
def test_damaged_entries_say_what_to_do(data: bytes) -> None:
    with pytest.raises(RecordInvalid, match="lessons rebuild"):
        entry_from_json(data)
