"""Which harm led to the review: read where the report first tells it (`harm_tellings.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.aged import years_of
from ingest.extract import extract

_CHILD = "Serious Case Review: Child P\nExample Safeguarding Children Board, May 2016\n\n"
_ADULT = "Safeguarding Adults Review: Mr Q\nExample Safeguarding Adults Board, May 2019\n\n"
_HOMICIDE = (
    "Domestic Homicide Review\nInto the death of Ms Q\n"
    "Example Community Safety Partnership, May 2019\n\n"
)
_HEAD = "1. Circumstances that led to the review\n\n"

_HEADS = {"child": _CHILD, "adult": _ADULT, "homicide": _HOMICIDE}
_TELLINGS = Path(__file__).with_name("harm_tellings.toml")


def _rows() -> Iterator[tuple[str, str, str]]:
    for kind, outcomes in tomllib.loads(_TELLINGS.read_text(encoding="utf-8")).items():
        for outcome, tellings in outcomes.items():
            yield from ((outcome, kind, one) for one in tellings)


@pytest.mark.parametrize(("outcomes", "kind", "told"), list(_rows()))
def test_the_first_account_gives_the_outcome(outcomes: str, kind: str, told: str) -> None:
    (case,) = extract((_HEADS[kind] + _HEAD + told + "\n").encode(), "review.txt").cases
    assert sorted(case.outcomes) == sorted(outcomes.split())


def test_the_death_of_somebody_else_is_not_the_subjects() -> None:
    told = (
        "1.1 Child P, a girl of 13, took an overdose in May 2015 and was critically ill in "
        "hospital for a week. Her father had died in 2012.\n"
    )
    (case,) = extract((_CHILD + _HEAD + told).encode(), "review.txt").cases
    assert case.outcomes == ("child-self-harm-serious",)


@pytest.mark.parametrize(
    ("age", "years"),
    [
        ("3 years and 1 month", 3),
        ("ten weeks", 0),
        ("18 months", 1),
        ("sixteen", 16),
        ("old", None),
    ],
)
def test_an_age_in_years(age: str, years: float | None) -> None:
    assert years_of(age) == years
