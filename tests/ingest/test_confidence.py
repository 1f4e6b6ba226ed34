"""Stated confidence: looked up by family, estimated from counts, shrunk and lowered."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from graph.model import Status
from ingest.confidence import Family, confidence_of, family_of, known_confidence
from ingest.evaluation import estimating
from ingest.evaluation.estimating import Judged, as_toml, rates, shifts
from ingest.evaluation.tally import Share
from ingest.rulebook import load_rules

DRANK: Family = ("risk-factor", "told", "asserted", "named", "drank")
MOVED: Family = ("risk-factor", "told", "asserted", "named", "moved")


def _places(family: Family, right: int, of: int) -> list[Judged]:
    return [(family, at < right) for at in range(of)]


@pytest.mark.parametrize(
    ("method", "concept", "status", "family"),
    [
        # a rule of telling is known by its id
        ("told:drank", "parental-alcohol-misuse", Status.ASSERTED, DRANK),
        # where nobody is named it is another family
        ("told:drank:default-person", "parental-alcohol-misuse", Status.POSSIBLE,
         ("risk-factor", "told", "possible", "default-person", "drank")),
        # a label is known by its concept, weak labels apart
        ("label", "care-order", Status.HISTORICAL,
         ("legal-status", "label", "historical", "named", "care-order")),
        ("label:weak", "debt", Status.ASSERTED,
         ("risk-factor", "label-weak", "asserted", "named", "debt")),
        # harm has rules, agencies have types
        ("harm:fire", "fatal-outcome", Status.ASSERTED,
         ("harm-outcome", "harm", "asserted", "named", "fire")),
        ("agency:generic", "police", Status.POLICY,
         ("agency-type", "agency-generic", "policy", "named", "police")),
    ],
)  # fmt: skip
def test_families(method: str, concept: str, status: Status, family: Family) -> None:
    assert family_of(method, concept, status) == family


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        # the rule's own rate where it has one
        ({"": 0.5, "risk-factor/told": 0.7, "/".join(DRANK): 0.9}, 0.9),
        # else the nearest family's
        ({"": 0.5, "risk-factor/told": 0.7}, 0.7),
        ({"": 0.5}, 0.5),
        # a rule of another family lends nothing
        ({"": 0.5, "legal-status/told": 0.1}, 0.5),
    ],
)
def test_an_unknown_rule_has_its_familys_rate(known: dict[str, float], expected: float) -> None:
    assert known_confidence(DRANK, known) == expected


def test_a_rate_is_shrunk_towards_its_familys() -> None:
    found = rates([*_places(DRANK, 1, 1), *_places(MOVED, 60, 100)])
    family = found["risk-factor/told/asserted/named"]
    alone, often = found["/".join(DRANK)], found["/".join(MOVED)]
    # once right is hardly more than the family; a hundred times speak for themselves
    assert family < alone < 0.75
    assert abs(often - 0.6) < 0.01
    strength = estimating.STRENGTH
    assert alone == pytest.approx((1 + strength * family) / (1 + strength))


def test_all_together_is_laplaces_rule() -> None:
    assert rates(_places(DRANK, 3, 4))[""] == pytest.approx((3 + 1) / (4 + 2))


def test_what_older_folders_promise_too_much_is_taken_off() -> None:
    known = rates(_places(DRANK, 90, 100))
    moved = shifts(known, _places(MOVED, 60, 100))
    assert moved["risk-factor"] < -1
    # never the other way: a lucky folder makes nothing surer
    assert shifts(known, _places(MOVED, 100, 100)) == {"risk-factor": 0.0, "": 0.0}
    written = as_toml(known, moved, ["old", "new"], Share(90, 100))
    stated = tomllib.loads(written)["rates"]
    assert stated["/".join(DRANK)] == pytest.approx(0.62, abs=0.03)
    assert "From: old, new" in written
    assert all(0 < rate < 1 for rate in stated.values())


def test_the_shipped_file_states_chances_of_readings_there_are() -> None:
    stated = load_rules("confidence")["rates"]
    assert all(0 < rate < 1 for rate in stated.values())
    kinds = {tuple(one.split("/")[:2]) for one in stated if one.count("/") == 1}
    assert {("risk-factor", "label"), ("risk-factor", "told"), ("legal-status", "label"),
            ("harm-outcome", "harm"), ("agency-type", "agency-named")} <= kinds  # fmt: skip
    # what nobody ever judged has a rate too
    assert 0 < confidence_of("told:no-such-rule", "debt", Status.ASSERTED) < 1
    assert 0 < confidence_of("label", "information-sharing", Status.ASSERTED) < 1


def test_the_same_folder_gives_the_same_places(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Serious Case Review: Child A\nExample Local Safeguarding Children Board, May 2012\n\n"
        "1. Background\n1.1 Mother was in debt. Father used heroin.\n",
        encoding="utf-8",
    )
    (tmp_path / "a.gold.json").write_text(
        '{"file": "a.txt", "review_type": "scr-child", "commissioned_by": null, "published": null,'
        '"cases": [{"label": "Child A", "legal": [], "factors": [{"concept": "debt",'
        '"status": "present", "person": "mother", "evidence": "in debt"}]}], "not_factors": [],'
        '"agencies": [], "lessons": [], "recommendations": [], "not_recommendations": []}',
        encoding="utf-8",
    )
    judged = estimating.judged_in(tmp_path)
    assert judged == estimating.judged_in(tmp_path)
    factors = {family[-1]: right for family, right in judged if family[0] == "risk-factor"}
    assert factors["debt"] is True
    assert False in factors.values()  # heroin, which this gold does not have
