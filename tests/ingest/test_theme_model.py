"""The trained reader of practice themes: its features, its file, what it leaves to the rules."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.vocabulary import load_vocabulary
from ingest.theme_model import load_model, shipped, stems, support_of, worded
from ingest.themes import find_themes
from ingest.training.theme_model import Example, fit

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Nobody shared it.", ["nobody", "shar", "it"], "an ending goes"),
        ("The nurse's bed", ["the", "nurse", "bed"], "a short word keeps its own"),
        ("42, 43!", [], "no words"),
    ],
)
def test_stems(text: str, expected: list[str], why: str) -> None:
    assert stems(text) == expected, why


def test_a_text_is_a_vector_of_length_one_or_nothing() -> None:
    words, inverse = {"nobody": 0, "shar": 1}, np.array([1.0, 2.0], np.float32)
    assert np.linalg.norm(worded("Nobody shared, nobody", words, inverse)) == pytest.approx(1)
    assert not worded("Elsewhere", words, inverse).any()


def test_rules_count_up_to_one() -> None:
    assert support_of(["a", "b"], {"a": 9}, {"b": 2}).tolist() == [1.0, 0.0, 0.0, 0.5]


def test_the_shipped_themes_are_of_the_vocabulary() -> None:
    assert all(concept in VOCABULARY for concept in shipped().concepts)
    assert shipped().supported < shipped().alone


def test_what_is_trained_is_told_again(tmp_path: Path) -> None:
    told = [
        *(Example(f"Staff at place {at} did not share what they knew.", ("a",)) for at in range(3)),
        *(Example(f"The man in house {at} was never seen alone.", ("b",)) for at in range(3)),
        *(Example(f"It rained on day {at} and the bus came late.", ()) for at in range(6)),
    ]
    arrays = fit(told, VOCABULARY)
    np.savez_compressed(tmp_path / "themes.npz", allow_pickle=False, **arrays)
    model = load_model(tmp_path / "themes.npz")
    scores = model.scores("They did not share what they knew.", {}, {})
    assert scores["a"] > scores["b"]
    assert all(np.array_equal(arrays[name], fit(told, VOCABULARY)[name]) for name in arrays)


def test_a_short_text_is_left_to_the_rules() -> None:
    assert find_themes("She was 34 and worked in a shop.", VOCABULARY) == ()
