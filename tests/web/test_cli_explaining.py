"""`lessons explain`: each mention of a concept in a file, and what decided it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.commands import Run, runner

REVIEW = """Serious Case Review: Child P
Example Safeguarding Children Board, May 2016

1. Circumstances

1.1 Child P, a boy of two, died in March 2015. Ms P is his mother.

2. What happened

2.1 There was no evidence of domestic abuse. Ms P used heroin daily and was on methadone from 2014.

2.2 Nobody was asked about domestic abuse.
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


@pytest.fixture
def review(tmp_path: Path) -> str:
    path = tmp_path / "review.txt"
    path.write_text(REVIEW, encoding="utf-8")
    return str(path)


def test_each_mention_has_its_status_cue_and_case(run: Run, review: str) -> None:
    plain = run("explain", review, "--concept", "domestic-abuse", "--json").json()
    assert (plain["schema"], plain["concept"]) == ("lessons-explain/1", "domestic-abuse")
    ruled_out, not_asked = plain["mentions"]
    assert ruled_out["status"] == "negated"
    assert ruled_out["marked"] == "2.1 There was no evidence of [domestic abuse]."
    assert ruled_out["section"] == ["What happened"]
    assert [cue["id"] for cue in ruled_out["cues"]] == [ruled_out["rule"]] == ["no-noun"]
    assert ruled_out["cues"][0]["look"] == "forward"
    assert ruled_out["case"] == "Child P"
    assert not_asked["status"] == "not-spoken-of"


def test_a_broader_concept_shows_its_narrower_ones(run: Run, review: str) -> None:
    told = run("explain", review, "--concept", "parental-substance-misuse").out
    assert "asserted  parental-opiate-use-ost" in told
    assert "person:  mother" in told


def test_a_concept_that_is_not_there_is_a_usage_error(run: Run, review: str) -> None:
    ended = run("explain", review, "--concept", "no-such-thing")
    assert ended.code == 2
    assert "usage-invalid" in ended.err
