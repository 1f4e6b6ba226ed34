"""Labels in brackets: none of them closes two at once."""

from __future__ import annotations

import doctest

import pytest

import graph.bracketing
from graph.bracketing import within_brackets
from graph.network.relations import relations
from graph.network.tell import Step
from graph.network.things import Thing
from graph.vocabulary import load_vocabulary
from search.describing import describe
from search.query import read_query


def test_doctests() -> None:
    assert doctest.testmod(graph.bracketing).failed == 0


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("mother", "mother"),  # nothing of its own
        ("victim (domestic homicide or offence)", "victim, domestic homicide or offence"),
        ("the Trust (NHS) board", "the Trust [NHS] board"),  # in the middle: no comma fits
        ("Adult A (Family B (Overview))", "Adult A [Family B [Overview]]"),  # brackets in brackets
        ("aged 3 (approx", "aged 3 [approx"),  # one that is never closed
        ("", ""),
    ],
)
def test_what_stands_in_brackets(label: str, expected: str) -> None:
    assert within_brackets(label) == expected


def test_every_person_of_the_vocabulary_stands_in_one_pair_of_brackets() -> None:
    vocabulary = load_vocabulary()
    roles = [one.pref_label for one in vocabulary if one.scheme == "person-role"]
    assert any("(" in one for one in roles)
    case = Thing("i", "i", "case", "Rowan")
    with_whose = [name for name, one in relations().items() if "{person}" in one.sentence]
    assert with_whose
    for name in with_whose:
        for role in roles:
            sentence = Step(name, case, Thing("n", "n", "concept", "Neglect"), role).sentence
            assert (sentence.count("("), sentence.count(")")) == (1, 1), sentence
    for one in vocabulary:
        if one.scheme == "person-role":
            assert "))" not in describe(read_query(f"factor:neglect person:{one.id}")), one.id
