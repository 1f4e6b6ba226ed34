"""What names a theme: ordinary words, never places, boards, people or months."""

from __future__ import annotations

import doctest

import pytest

import search.families.ordinary
from search.analysis import stem
from search.families.grouping import theme_groups
from search.families.items import RECOMMENDATION, item
from search.families.network import network
from search.families.ordinary import Printed
from search.families.terms import rules

EVERYTHING = Printed("Agencies should relaunch the escalation pathway in winter")


def test_doctests() -> None:
    assert doctest.testmod(search.families.ordinary).failed == 0


@pytest.mark.parametrize(
    ("text", "word", "can"),
    [
        ("Ask about fathers", "fathers", True),  # an ordinary word
        ("Tell Northfold about fathers", "Northfold", False),  # a place
        ("Castle Aldren should tell fathers", "Aldren", False),  # the second word of one
        ("The review of Rowan, and Rowan's school", "Rowan", False),  # a pseudonym
        ("Write by March, and again in October", "October", False),  # a month
        ("Northfold should act", "Northfold", False),  # only where a sentence begins
        ("Escalation should be known", "Escalation", True),  # so too, but small elsewhere
        ("Tell the Police and Probation", "Police", True),  # the vocabulary's word for a body
        ("Take it to MARAC", "MARAC", True),  # an abbreviation
        ("Greater Glasgow and Greater Glasgow", "Glasgow", False),  # known, but as a body's name
        ("In Hope's case hope was lost, Hope said, and so did Hope", "Hope", False),  # mostly so
        ("The hoarding panel, or Panel, is a panel", "panel", True),  # now and then a capital
        ("The Borough Council in the county", "council", False),  # what boards are called
        ("Services in Wales and in Scotland", "Wales", False),  # a nation
        ("", "Kestrel", False),  # printed nowhere: who knows
    ],
)
def test_what_may_name_a_theme(text: str, word: str, *, can: bool) -> None:
    assert Printed(text).can_name(stem(word), EVERYTHING) is can


def test_a_theme_of_one_place_is_named_by_what_is_asked() -> None:
    asked = (
        "discuss safer sleeping with fathers",
        "give fathers advice on safer sleeping",
        "ask fathers where the baby is sleeping",
        "record safer sleeping of fathers",
    )
    texts = [f"The Northfold Board should {one} in Northfold by March." for one in asked]
    texts += [f"Schools should renew their {one} policy." for one in ("trips", "meals", "keys")]
    items = [
        item(f"r{at}", RECOMMENDATION, f"d{at}", "2010", text, ()) for at, text in enumerate(texts)
    ]
    lines = [one.line for one in theme_groups(network(items))]
    assert any("sleeping" in one.lower() for one in lines), lines
    assert not any(word in one for one in lines for word in ("orthfold", "arch")), lines


def test_months_and_nations_are_data() -> None:
    assert {stem("January"), stem("Wales"), stem("borough")} <= rules().nameless
