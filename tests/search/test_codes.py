"""Vectors made small: how much of them is kept, and that nothing depends on what else there is."""

from __future__ import annotations

import numpy as np
import pytest

from search.embedding.codes import as_bits, as_codes, differing, products, words_of_bits
from search.embedding.embedder import Vectors


def _vectors(rows: int, dimensions: int = 160) -> Vectors:
    made = np.random.default_rng(5).standard_normal((rows, dimensions)).astype(np.float32)
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return np.asarray(made / lengths, dtype=np.float32)


@pytest.mark.parametrize(
    ("dimensions", "words"),
    [
        (1, 1),  # at least one word
        (64, 1),
        (65, 2),  # 128 signs
        (160, 4),  # 256 signs
        (384, 8),  # 512 signs
    ],
)
def test_bits_fill_whole_words(dimensions: int, words: int) -> None:
    assert words_of_bits(dimensions) == words
    assert as_bits(_vectors(3, dimensions)).shape == (words, 3)


def test_bytes_keep_the_cosine() -> None:
    vectors = _vectors(200)
    codes, scales = as_codes(vectors)
    assert np.abs(products(codes, scales, vectors[0]) - vectors @ vectors[0]).max() < 0.01


def test_bits_differ_the_more_the_wider_the_angle() -> None:
    own, other = _vectors(2)
    between = [own, own + 0.2 * other, own + other, -own]
    rows = np.stack([one / np.linalg.norm(one) for one in between]).astype(np.float32)
    bits = as_bits(rows)
    found = differing(bits, bits[:, :1]).tolist()
    assert found == sorted(found)
    assert found[0] == 0
    assert found[-1] == 256


def test_a_row_is_coded_by_itself() -> None:
    vectors = _vectors(40)
    whole, alone = as_codes(vectors), as_codes(vectors[7:8])
    assert (whole[0][7] == alone[0][0]).all()
    assert whole[1][7] == alone[1][0]
    assert (as_bits(vectors)[:, 7] == as_bits(vectors[7:8])[:, 0]).all()


def test_no_rows_and_a_row_of_zeros_are_coded_too() -> None:
    assert as_codes(np.zeros((0, 160), np.float32))[0].shape == (0, 160)
    codes, scales = as_codes(np.zeros((1, 160), np.float32))
    assert not codes.any()
    assert scales.tolist() == [0.0]
