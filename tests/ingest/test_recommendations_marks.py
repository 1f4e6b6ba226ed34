"""Recommendations behind printed marks, in lists run together, and rows that ask for nothing."""

import pytest

from graph.model import PassageKind
from graph.vocabulary import load_vocabulary
from ingest.outline import Outline
from ingest.recommendations import find_recommendations
from tests.ingest.outline_pieces import outline_of, section

_LISTED = PassageKind.RECOMMENDATION


def _found(outline: Outline) -> list[tuple[str | None, str]]:
    told = find_recommendations(outline, {}, (), load_vocabulary())
    return [(one.number, one.text) for one in told]


def _items(*printed: str) -> Outline:
    return outline_of(section("Recommendations", _LISTED, *printed))


MARKS = [
    ("Rec. 1   The Board should audit its log.", "1", "The Board should audit its log."),
    ("E. (all) The Board should audit its log.", "E", "The Board should audit its log."),
    ("3. [both areas] The Board should audit its log.", "3", "The Board should audit its log."),
    (
        "3. (with others) The Board should audit it.",
        "3",
        "(with others) The Board should audit it.",
    ),
]


@pytest.mark.parametrize(("printed", "number", "text"), MARKS)
def test_marks_are_left_out(printed: str, number: str, text: str) -> None:
    assert _found(_items(printed)) == [(number, text)]


def test_items_that_a_page_ran_together_are_parted_where_the_count_goes_on() -> None:
    printed = (
        "R2  Marlow Council to put a question on its form.\n   R3  Haven to agree a safe time."
    )
    assert _found(_items(printed)) == [
        ("R2", "Marlow Council to put a question on its form."),
        ("R3", "Haven to agree a safe time."),
    ]


def test_requests_behind_semicolons_are_parted_where_each_names_a_body() -> None:
    asked = "Marlow Trust should write to the surgery; the Board should publish a safety message."
    assert [text for _, text in _found(_items(asked))] == [
        "Marlow Trust should write to the surgery",
        "the Board should publish a safety message.",
    ]
    reasoned = "The Board should say who visits; they did not know it, and it mattered."
    assert [text for _, text in _found(_items(reasoned))] == [reasoned]


NOTHING_ASKED = [
    ("P 1. None was considered necessary.", "a row that asks for nothing"),
    ("According to the National Panel, infants are at most risk.", "no verb behind 'to'"),
    ("The executive group has agreed that the following will be done.", "an introduction"),
    ("The Trust's own report of 2018 said that the form should be shortened.", "another report"),
    ("Should you suspect that somebody is being hurt, ring us.", "what a reader may do"),
    ("Work / ask the Board for its account / done 14/09", "done since"),
]


@pytest.mark.parametrize(("printed", "why"), NOTHING_ASKED)
def test_what_asks_for_nothing(printed: str, why: str) -> None:
    assert _found(_items("1. The Board should audit its log.", printed)) == [
        ("1", "The Board should audit its log.")
    ], why


def test_a_measure_named_by_its_doing_is_asked_in_a_list() -> None:
    assert _found(_items("Setting up a night service for children under eight.")) != []
    assert _found(_items("Setting up the service was hard for everybody there.")) == []


def test_each_item_below_a_term_is_one_recommendation() -> None:
    term = "For Marlow Council"
    row = (term, "(i) Visit every adult four times.", "(ii) Keep a register of conditions.")
    table = section("Proposals", _LISTED, headers=("", term, term), rows=(row,))
    assert _found(outline_of(table)) == [
        ("i", "Visit every adult four times."),
        ("ii", "Keep a register of conditions."),
    ]
