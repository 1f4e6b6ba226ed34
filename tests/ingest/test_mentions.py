"""Where labels of the vocabulary are found, and where they are not."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from graph.model import Passage, PassageKind
from graph.vocabulary import load_vocabulary
from ingest.mentions import Lexicon, Mention
from ingest.statements import statements


@cache
def _lexicon() -> Lexicon:
    return Lexicon(load_vocabulary())


def _mentions(text: str) -> list[Mention]:
    passage = Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(text), text)
    return [one for piece in statements(passage) for one in _lexicon().mentions(piece)]


def _found(text: str) -> set[str]:
    return {concept for one in _mentions(text) for concept in one.concepts}


FOUND = [
    # (text, concept that is found, what the row proves)
    ("There was domestic abuse at home.", "domestic-abuse", "a plain label"),
    ("There was Domestic\nAbuse at home.", "domestic-abuse", "case and a line break vary"),
    ("Records of self harm and of self-harm.", "self-harm-suicidality-any", "a hyphen varies"),
    ("She had taken overdoses.", "self-harm-suicidality-any", "a plural s"),
    ("The home was overcrowded.", "overcrowding", "another label of the same concept"),
    ("He was made subject to a care order.", "care-order", "a legal status"),
]
NOT_FOUND = [
    # (text, concept that is not found, what the row proves)
    ("The speeding driver was fined.", "parental-stimulant-use", "only whole words match"),
    ("The mental health trust replied late.", "mental-ill-health", "the name of a body swallows"),
    ("She saw the substance misuse service.", "substance-misuse", "an exclusion vetoes"),
    ("A supervision order was made.", "supervision-management-oversight", "longest label first"),
    ("The midwife saw the baby twice.", "infancy-vulnerability", "an unsafe label is not used"),
    ("Please spice up the leaflet.", "parental-cannabis-use", "an everyday phrase"),
    ("They met on a bend of the road.", "parental-personality-disorder", "capitals stay capitals"),
]


@pytest.mark.parametrize(("text", "concept", "proves"), FOUND)
def test_label_is_found(text: str, concept: str, proves: str) -> None:
    assert concept in _found(text), proves


@pytest.mark.parametrize(("text", "concept", "proves"), NOT_FOUND)
def test_label_is_not_found(text: str, concept: str, proves: str) -> None:
    assert concept not in _found(text), proves


def test_the_place_is_that_of_the_printed_words() -> None:
    text = "On  the\n night there was  domestic\n  abuse."
    mention = next(one for one in _mentions(text) if "domestic-abuse" in one.concepts)
    start, end = mention.statement.place(mention.start, mention.end)
    assert text[start:end] == "domestic\n  abuse"


def test_labels_of_one_scheme_do_not_overlap() -> None:
    vocabulary = load_vocabulary()
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in _mentions("A history of domestic violence and of alcohol misuse; drug dealing too."):
        spans.setdefault(vocabulary[one.concepts[0]].scheme, []).append((one.start, one.end))
    for found in spans.values():
        found.sort()
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))
