"""Records go to JSON and come back the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

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
    ReadingWarning,
    Recommendation,
    Record,
    Review,
    Source,
    Status,
    Strength,
)
from graph.records import SCHEMA, dump_record, load_record, record_from_json, record_to_json

_RECORD = Record(
    document=Document("d", "Siân’s review", "2011-03", Source("a.txt", "0", "text/plain")),
    reviews=(Review("r", "scr-child", ("Wendlebury LSCB",), "Wendlebury", ("c",)),),
    cases=(
        Case(
            "c",
            "Baby E",
            factors=(CaseFactor("poverty", FactorStatus.POSSIBLE, "mother", ("e",)),),
            legal=(CaseLegalStatus("care-order", FactorStatus.NEGATED, ("e",), "subject-child"),),
        ),
    ),
    agencies=(Agency("a", "The Trust", ("HT",), "acute-trust", ("e",)),),
    lessons=(Lesson("l", "A lesson.", "p", ("hidden-men",), (), ("c",)),),
    recommendations=(Recommendation("x", "1", "Do it.", "p", strength=Strength.STRONG),),
    passages=(Passage("p", "4.6", 3, ("Body",), PassageKind.NARRATIVE, 0, 4, "Debt"),),
    evidence=(
        Evidence("e", "p", 0, 4, "Debt", "poverty", Status.POSSIBLE, "mother", "c", "label", 0.5),
    ),
    warnings=(ReadingWarning("ocr", "Recognised."),),
)


def test_a_record_comes_back_as_it_went() -> None:
    assert load_record(dump_record(_RECORD)) == _RECORD
    assert dump_record(_RECORD) == dump_record(load_record(dump_record(_RECORD)))


def test_the_shape_is_the_contract() -> None:
    plain = record_to_json(_RECORD)
    assert list(plain) == [
        "schema",
        "document",
        "reviews",
        "cases",
        "agencies",
        "lessons",
        "recommendations",
        "passages",
        "evidence",
        "warnings",
    ]
    assert plain["schema"] == SCHEMA == "lessons-record/1"
    assert plain["document"]["source"]["sha256"] == "0"
    assert "Siân’s" in dump_record(_RECORD).decode()  # readable, not escaped


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "lessons-record/9"},  # another version
        {"cases": [{"id": "c"}]},  # a field is missing
        {"lessons": [{"id": "l", "text": "t", "passage": "p", "colour": "red"}]},  # one too many
        {"passages": [{"id": "p", "kind": "chapter"}]},  # outside its closed set
        {"document": None},
    ],
)
def test_what_breaks_the_schema_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RecordInvalid, match="Extract the document again"):
        record_from_json(json.loads(dump_record(_RECORD)) | change)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(RecordInvalid, match="not JSON"):
        load_record(b"{")
