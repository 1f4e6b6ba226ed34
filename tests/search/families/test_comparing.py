"""What is compared of a text, and how alike two texts are."""

from __future__ import annotations

import numpy as np
import pytest

from search.families.asks import in_a_line
from search.families.items import node_of
from search.families.network import likeness_of
from search.families.terms import content_stems, printed_form, weight

SHARED = "The trust should hold a discharge meeting before a baby leaves the ward."


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("", ()),
        # who is asked, and that something is asked, is not what is asked
        ("The Board should seek assurance that all agencies ensure it.", ()),
        ("Fathers must be assessed by 2024.", ("assess", "father")),  # no numbers
        ("father FATHERS Father's", ("father",)),  # each stem once
    ],
)
def test_content_stems(text: str, stems: tuple[str, ...]) -> None:
    assert content_stems(text) == stems


def test_rare_words_weigh_more_but_not_without_end() -> None:
    assert 1 <= weight("child") < weight("chronolog") <= weight("xyzzy")
    assert weight("xyzzy") == weight("another-unseen-word")


def test_a_stem_has_a_printed_form_or_is_its_own() -> None:
    assert content_stems(printed_form("assess")) == ("assess",)
    assert printed_form("xyzzyx") == "xyzzyx"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The Board should relaunch its escalation policy.", "Relaunch its escalation policy"),
        # "ensure that" is said everywhere
        ("All agencies must ensure that fathers are seen and heard.", "Fathers are seen and heard"),
        # nothing that asks: the words as they are
        ("Discussions always include health.", "Discussions always include health"),
        # too little left behind the addressee
        ("The police should act now.", "The police should act now"),
        # only the first sentence
        ("Midwives should ask about fathers routinely. This is to start in May.",
         "Ask about fathers routinely"),
        ("  spaces \n are one,  the first a capital", "Spaces are one, the first a capital"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_line_of_its_own_words(text: str, line: str) -> None:
    assert in_a_line(text, asked=True) == line


def test_a_long_line_is_cut_between_words() -> None:
    line = in_a_line("word " * 100, asked=False)
    assert line.endswith("word…")
    assert len(line) <= 111


@pytest.mark.parametrize(
    ("near", "far"),
    [
        # other words of the same meaning, against the same words of another ask
        ("Hospitals need a meeting before an infant goes home from the ward.",
         "The trust should review its waste contract."),
        # the same ask to somebody else
        (SHARED.replace("The trust", "NHS England"), "The trust should audit its records of pain."),
    ],
)  # fmt: skip
def test_the_same_ask_is_more_alike(near: str, far: str) -> None:
    compared = likeness_of([node_of("", text, ()) for text in (SHARED, near, far)])
    one, other = compared.of(np.array([0, 0]), np.array([1, 2]))
    assert one > other


def test_likeness_is_of_the_pair_alone() -> None:
    texts = [SHARED, "Fathers should be seen.", "Review the ward meeting policy."]
    pair = likeness_of([node_of("", text, ("a",)) for text in texts[:2]])
    many = likeness_of([node_of("", text, ("a",)) for text in texts])
    first, second = np.array([0]), np.array([1])
    assert pair.of(first, second) == pytest.approx(many.of(first, second), abs=1e-5)
    assert many.of(second, first) == pytest.approx(many.of(first, second), abs=1e-6)
    assert many.of(first, first) == pytest.approx([1.0], abs=1e-5)


def test_candidates_are_pairs_once_and_in_order() -> None:
    compared = likeness_of([node_of("", f"{SHARED} {word}", ()) for word in ("bed", "cot", "bed")])
    first, second = compared.candidates(np.arange(3), 5)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
