"""The seed report's agencies, recommendations and date, against the hand-coded gold."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from graph.model import Record
from ingest.extract import extract
from tests.real import SHARED, shared

pytestmark = pytest.mark.real

_GOLD = SHARED / "domain" / "seed_gold.json"
_Row = dict[str, Any]


@cache
def _gold() -> _Row:
    return json.loads(_GOLD.read_text("utf-8")) if _GOLD.exists() else {"cases": []}


@cache
def _record() -> Record:
    path = shared(_gold()["document"]["path"] if _GOLD.exists() else "domain/seed_gold.json")
    return extract(path.read_bytes(), path.name)


def _core_agencies() -> list[Any]:
    return [
        pytest.param(row, id=row["id"])
        for case in _gold()["cases"]
        for row in case["agencies"]
        if row["tier"] == "core"
    ]


@pytest.mark.parametrize("row", _core_agencies())
def test_every_core_agency_is_found_where_gold_finds_it(row: _Row) -> None:
    types = set(row.get("accept", ())) | {row["agencyType"]}
    kept = {one for agency in _record().agencies for one in agency.evidence}
    found = [
        one.quote
        for one in _record().evidence
        if one.id in kept
        and one.concept in types
        and any(one.start < place["end"] and place["start"] < one.end for place in row["evidence"])
    ]
    assert found, (row["nameAsStated"], sorted(types))


def test_only_the_reported_recommendation_is_one() -> None:
    """Committee resolutions (D-R1, D-R2) are none; D-R3 is reported in a comment."""
    rows = _gold().get("documentRecommendations", [])
    wanted = [row for row in rows if row["learning"] and row["tier"] == "core"]
    if not wanted:
        shared("domain/seed_gold.json")
    found = _record().recommendations
    assert [one.text for one in found] == [row["evidence"][0]["quote"] for row in wanted]
    for one, row in zip(found, wanted, strict=True):
        assert {row["actionType"], row["alsoActionType"]} <= set(one.actions)


def test_document_and_review() -> None:
    shared("domain/seed_gold.json")
    document, record = _gold()["document"], _record()
    assert record.document.published == document["date"]
    assert record.document.title == document["title"]
    assert [one.review_type for one in record.reviews] == ["scr-child"]


def test_no_contact_detail_is_left() -> None:
    """The committee paper prints officers' names and a telephone number."""
    text = " ".join(passage.text for passage in _record().passages)
    for officer in _gold()["document"]["officers"] if _GOLD.exists() else []:
        assert officer["name"] not in text
    assert "7364" not in text
