"""The vocabulary as shipped, and what makes one invalid."""

from __future__ import annotations

import csv

import pytest

from graph.errors import NotFound, VocabularyInvalid
from graph.vocabulary import Concept, Vocabulary, load_vocabulary
from tests.real import shared


@pytest.mark.real
def test_it_holds_every_concept_of_the_source_table() -> None:
    """Ids are stable: the project may add concepts and labels, never lose one."""
    vocabulary = load_vocabulary()
    with shared("domain/vocabulary.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            concept = vocabulary[row["id"]]
            assert concept.scheme == row["scheme"]
            assert set(filter(None, row["broader"].split("|"))) <= set(concept.broader)
            assert {part.strip() for part in row["altLabels"].split("|") if part.strip()} <= set(
                concept.alt_labels
            )


@pytest.mark.parametrize(
    ("scheme", "at_least"),
    [
        ("risk-factor", 227),
        ("agency-type", 130),
        ("practice-theme", 54),
        ("harm-outcome", 42),
        ("review-type", 34),
        ("legal-status", 33),
        ("person-role", 29),
        ("recommendation-action", 22),
    ],
)
def test_every_scheme_is_whole(scheme: str, at_least: int) -> None:
    assert len(load_vocabulary().scheme(scheme)) >= at_least


def test_the_hierarchy_is_walked_both_ways() -> None:
    vocabulary = load_vocabulary()
    assert "parental-opiate-use-ost" in vocabulary.narrower("substance-misuse")
    assert vocabulary.is_a("parental-opiate-use-ost", "substance-misuse")
    assert not vocabulary.is_a("substance-misuse", "parental-opiate-use-ost")
    assert vocabulary["parental-substance-misuse"].broader[0] == "parent-carer-factors"


def test_an_unknown_concept_is_not_found() -> None:
    with pytest.raises(NotFound, match="no concept 'nothing'"):
        load_vocabulary()["nothing"]
    assert load_vocabulary().label("nothing") == "nothing"


@pytest.mark.parametrize(
    ("concepts", "message"),
    [
        ([Concept("a", "s", "A", broader=("b",))], "parent b"),  # parent missing
        (
            [Concept("a", "s", "A", broader=("b",)), Concept("b", "t", "B")],
            "not in s",
        ),  # parent of another scheme
        (
            [
                Concept("a", "s", "A", broader=("b",)),
                Concept("b", "s", "B", broader=("a",)),
            ],
            "own ancestor",
        ),
    ],
)
def test_a_broken_hierarchy_is_refused(concepts: list[Concept], message: str) -> None:
    with pytest.raises(VocabularyInvalid, match=message):
        Vocabulary(concepts)
