"""Whom a recommendation addresses, what it asks for, and by when."""

from __future__ import annotations

import pytest

from graph.model import PassageKind, Recommendation, Strength
from graph.vocabulary import load_vocabulary
from ingest.agencies import find_agencies
from ingest.outline import Outline
from ingest.recommendations import find_recommendations
from ingest.recommendations.actions import actions_of, strength_of
from ingest.recommendations.deadlines import deadline_of
from ingest.scopes import ReviewFacts
from tests.ingest.outline_pieces import outline_of, section

VOCABULARY = load_vocabulary()
RECOMMENDATION = PassageKind.RECOMMENDATION


def found(outline: Outline, board: str = "") -> tuple[Recommendation, ...]:
    facts = ReviewFacts(is_review=True, title="", commissioned_by=(board,) if board else ())
    agencies, _ = find_agencies(outline, {}, facts, VOCABULARY)
    return find_recommendations(outline, {}, agencies, VOCABULARY)


def under(heading: str, *texts: str, kind: PassageKind = RECOMMENDATION) -> Outline:
    return outline_of(section(heading, kind, *texts))


ADDRESSED = [
    (
        "Marlow Council and Marlow Police should agree a protocol.",
        ("Marlow Council", "Marlow Police"),
    ),
    ("Marlow Council should ask Marlow Police for its log.", ("Marlow Council",)),
    ("Interviews must be carried out by Marlow Council.", ("Marlow Council",)),
    ("add a flag to the record (Marlow Police)", ("Marlow Police",)),
    ("It is recommended that Marlow Police meets each family.", ("Marlow Police",)),
    ("As part of its reply to Marlow Police the Government should say how.", ("Government",)),
    ("All agencies should ensure that staff are trained.", ()),
    ("Procedures should be reviewed by next year.", ()),  # nobody is told
]


@pytest.mark.parametrize(("text", "addressees"), ADDRESSED)
def test_addressees(text: str, addressees: tuple[str, ...]) -> None:
    story = section(
        "Story", PassageKind.NARRATIVE, "Marlow Council and Marlow Police knew. Officers called."
    )
    outline = outline_of(story, section("Recommendations", RECOMMENDATION, f"1. {text}"))
    assert [one.addressed_to for one in found(outline)] == [addressees]


ACTIONS = [
    ("The Board should audit case files.", "audit-assurance", Strength.INTERMEDIATE),
    ("Train all reception staff.", "training-action", Strength.WEAK),
    (
        "The Trust should build an automatic alert into its record system.",
        "it-system-change",
        Strength.STRONG,
    ),
    (
        "The Trust should consider whether to fund a post.",
        "research-further-review",
        Strength.INTERMEDIATE,
    ),
    ("Remind officers through a bulletin.", "awareness-dissemination", Strength.WEAK),
    ("Practitioners should be kind.", "practice-expectation", Strength.WEAK),
]


@pytest.mark.parametrize(("text", "first", "strength"), ACTIONS)
def test_actions_and_their_strength(text: str, first: str, strength: Strength) -> None:
    actions = actions_of(text, VOCABULARY)
    assert first in actions
    assert strength_of(text, actions, VOCABULARY) is strength


DEADLINES = [
    ("Clear the backlog by March 2011.", "", "2011-03"),
    ("Do this by the end of June 2022.", "", "2022-06"),
    ("Act on what was said in March 2011.", "", None),  # a date, but no deadline
    ("Act.", "Sept 2021", "2021-09"),
    ("Act.", "Immediate", None),
    ("Act within six months.", "", None),
]


@pytest.mark.parametrize(("text", "cell", "iso"), DEADLINES)
def test_deadline(text: str, cell: str, iso: str | None) -> None:
    assert deadline_of(text, cell) == iso
