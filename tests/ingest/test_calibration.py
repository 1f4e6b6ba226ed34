"""Places judged by gold, the table of stated confidence, headline figures and their margins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.model import (
    Agency,
    Case,
    Document,
    Evidence,
    Passage,
    PassageKind,
    Record,
    Source,
    Status,
)
from graph.vocabulary import load_vocabulary
from ingest.evaluation import baseline, falls, for_release, side_by_side
from ingest.evaluation.calibration import calibration
from ingest.evaluation.gold import GoldAgency, GoldCase, GoldDocument, GoldFactor
from ingest.evaluation.places import judged_places

_CASE = GoldCase(
    label="Child A",
    outcomes=("fatal-outcome",),
    incident_year=None,
    age=None,
    sex=None,
    factors=(
        GoldFactor("parental-alcohol-misuse", "present", ("mother",), "", optional=False),
        GoldFactor("poverty", "negated", ("family-group",), "", optional=False),
        GoldFactor("overcrowding", "present", ("family-group",), "", optional=True),
    ),
    legal=(GoldFactor("care-order", "present", (), "", optional=False),),
)
_GOLD = GoldDocument(
    path=Path("a.txt"),
    review_types=("scr-child",),
    commissioned_by=(),
    published=None,
    cases=(_CASE,),
    not_factors=(),
    agencies=(
        GoldAgency(("Wendlebury Trust", "the Trust"), "acute-trust", optional=False),
        GoldAgency(("Link House",), "care-home", optional=True),
    ),
    lessons=(),
    recommendations=(),
    not_recommendations=(),
)
_OURS = Case("c", "Child A")


def _judged(evidence: Evidence, *agencies: Agency) -> bool | None:
    record = Record(
        document=Document("d", "Title", None, Source("a.txt", "0", "text/plain")),
        cases=(_OURS,),
        agencies=agencies,
        passages=(Passage("p", None, None, (), PassageKind.NARRATIVE, 0, 4, "text"),),
        evidence=(evidence,),
    )
    found = list(judged_places(_GOLD, record, [(_CASE, _OURS)], load_vocabulary()))
    return found[0].right if found else None


def _place(concept: str, status: Status, person: str | None, case: str | None = "c") -> Evidence:
    return Evidence("e", "p", 0, 4, "text", concept, status, person, case, "label", 0.5)


@pytest.mark.parametrize(
    ("concept", "status", "person", "right"),
    [
        # concept, status and person as gold has them
        ("parental-alcohol-misuse", Status.ASSERTED, "mother", True),
        # the parent concept will do
        ("parental-substance-misuse", Status.ASSERTED, "mother", True),
        # another person, another status, another concept will not
        ("parental-alcohol-misuse", Status.ASSERTED, "father", False),
        ("parental-alcohol-misuse", Status.HISTORICAL, "mother", False),
        ("debt", Status.ASSERTED, "mother", False),
        # what gold rules out is right when denied and wrong when stated
        ("poverty", Status.NEGATED, "family-group", True),
        ("poverty", Status.ASSERTED, "family-group", False),
        # a denial of what is so is wrong; of what gold does not speak of, neutral
        ("parental-alcohol-misuse", Status.NEGATED, "mother", False),
        ("domestic-abuse", Status.NEGATED, "mother", None),
        # an optional row is neutral either way
        ("overcrowding", Status.ASSERTED, "family-group", None),
        ("overcrowding", Status.POSSIBLE, "family-group", None),
        # gold's legal statuses have no person
        ("care-order", Status.ASSERTED, "subject-child", True),
        ("care-order", Status.POSSIBLE, "subject-child", False),
        # outcomes are those that came about
        ("fatal-outcome", Status.ASSERTED, "subject-child", True),
        ("fatal-outcome", Status.POSSIBLE, "subject-child", None),
        # policy states nothing of a case; themes are not coded by paragraph
        ("parental-alcohol-misuse", Status.POLICY, "mother", None),
        ("information-sharing", Status.ASSERTED, None, None),
    ],
)
def test_places_of_a_case(
    concept: str, status: Status, person: str | None, right: bool | None
) -> None:
    assert _judged(_place(concept, status, person)) is right


def test_a_place_of_no_paired_case_is_not_judged() -> None:
    assert _judged(_place("debt", Status.ASSERTED, "mother", None)) is None
    assert _judged(_place("debt", Status.ASSERTED, "mother", "another")) is None


@pytest.mark.parametrize(
    ("name", "kind", "right"),
    [
        ("The Trust", "acute-trust", True),
        # the right body with the wrong type is wrong, as is a body gold does not list
        ("Wendlebury Trust", "mental-health-trust", False),
        ("Wendlebury Police", "police", False),
        ("Link House", "care-home", None),
    ],
)
def test_mentions_of_agencies(name: str, kind: str, right: bool | None) -> None:
    place = _place(kind, Status.ASSERTED, None, None)
    assert _judged(place, Agency("a", name, (), kind, ("e",))) is right


def test_calibration_by_hand() -> None:
    # 4 places at 0.75, 3 of them right: as stated. 2 at 0.95, 1 right: 0.45 too much.
    table = calibration([(0.75, True)] * 3 + [(0.75, False), (0.95, True), (0.95, False)])
    assert (table["of"], table["right"]) == (6, 4)
    assert [(one["from"], one["of"], one["share"]) for one in table["bins"]] == [
        (0.7, 4, 0.75),
        (0.9, 2, 0.5),
    ]
    assert table["expected_calibration_error"] == pytest.approx(2 * 0.45 / 6, abs=1e-4)
    brier = (3 * 0.25**2 + 0.75**2 + 0.05**2 + 0.95**2) / 6
    assert table["brier"] == pytest.approx(brier, abs=1e-4)


def test_calibration_at_the_edges() -> None:
    assert calibration([])["brier"] is None
    assert calibration([])["bins"] == []
    # certainty falls into the last bin
    assert [one["from"] for one in calibration([(1.0, True), (0.0, False)])["bins"]] == [0.0, 0.9]


def _evaluation(f1: float, leaks: float, of: int = 200) -> dict[str, Any]:
    return {
        "schema": "lessons-evaluation/1",
        "documents": 2,
        "scores": {"lessons": {"f1": f1, "hit": of // 2, "missed": of // 2}},
        "shares": {"factor leaks": {"share": leaks, "of": of}, "age": {"share": None, "of": 0}},
        "disagreements": [{"gold": "words of a document"}],
    }


@pytest.mark.parametrize(
    ("before", "now", "fallen"),
    [
        # as good, better, or worse within the margin
        (_evaluation(0.80, 0.05), _evaluation(0.80, 0.05), []),
        (_evaluation(0.80, 0.05), _evaluation(0.95, 0.00), []),
        (_evaluation(0.80, 0.05), _evaluation(0.78, 0.07), []),
        # a fall of a score, a rise of leaks
        (_evaluation(0.80, 0.05), _evaluation(0.77, 0.05), ["lessons"]),
        (_evaluation(0.80, 0.05), _evaluation(0.80, 0.08), ["factor leaks"]),
        # of ten things two may be lost before it is a fall
        (_evaluation(0.80, 0.05, of=10), _evaluation(0.65, 0.05, of=10), []),
        (_evaluation(0.80, 0.05, of=10), _evaluation(0.55, 0.05, of=10), ["lessons"]),
    ],
)
def test_falls(before: dict[str, Any], now: dict[str, Any], fallen: list[str]) -> None:
    lines = list(falls(baseline(before), baseline(now)))
    assert [line.partition(":")[0] for line in lines] == fallen


def test_a_fall_is_told_with_both_figures() -> None:
    (line,) = falls(baseline(_evaluation(0.80, 0.0)), baseline(_evaluation(0.70, 0.0)))
    assert "0.800 before, 0.700 after" in line


def test_a_score_that_vanishes_has_fallen() -> None:
    now = _evaluation(0.8, 0.0) | {"scores": {}}
    (line,) = falls(baseline(_evaluation(0.8, 0.0)), baseline(now))
    assert line.startswith("lessons")


def test_before_and_after_stand_side_by_side() -> None:
    rows = list(side_by_side(baseline(_evaluation(0.8, 0.0)), baseline(_evaluation(0.7, 0.0))))
    lessons = next(row for row in rows if row.startswith("lessons"))
    assert lessons.split()[1:4] == ["0.800", "0.700", "-0.100"]
    assert "worse" in lessons
    assert not any("worse" in row for row in rows if row is not lessons)


def test_a_release_carries_figures_and_no_words() -> None:
    plain = _evaluation(0.8, 0.0)
    found = for_release(plain, plain, version="1.2", measured="2026-01-02")
    assert "words of a document" not in str(found)
    assert found["scores"] == plain["scores"]
    assert found["labels_only"]["documents"] == 2
    assert (found["version"], found["measured"]) == ("1.2", "2026-01-02")
