"""Sentences as vectors: the weighted mean of word vectors that ship with the package.

The table (`models/words.npz`) holds what all-MiniLM-L6-v2 (Apache-2.0,
sentence-transformers) says of each word by itself, centred and reduced by
principal components; `ingest/training/words.py` writes it. The mean is weighted
by smooth inverse frequency: Arora, Liang and Ma, "A simple but tough-to-beat
baseline for sentence embeddings", ICLR 2017. No network, no randomness: the same
text gives the same vector everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

__all__ = ["DIMENSIONS", "embed", "known_words", "words_of"]

# Numbers a text's vector has.
DIMENSIONS = 160

Vectors = NDArray[np.float32]
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_APOSTROPHES = str.maketrans("\u2018\u2019", "''")


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows by word; each row already carries the word's weight."""

    rows: Mapping[str, int]
    vectors: Vectors


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in small letters, without possessive endings.

    >>> words_of("Mother\u2019s friend didn't call")
    ['mother', 'friend', "didn't", 'call']
    """
    folded = text.lower().translate(_APOSTROPHES)
    return [word.removesuffix("'s") for word in _WORD.findall(folded)]


def embed(texts: Sequence[str]) -> Vectors:
    """Return one row per text, of length 1; zeros for a text of which no word is known."""
    table = _table()
    made = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for at, text in enumerate(texts):
        rows = [table.rows[word] for word in words_of(text) if word in table.rows]
        if rows:
            made[at] = table.vectors[rows].sum(axis=0)
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return np.asarray(made / np.maximum(lengths, np.float32(1e-9)), np.float32)


@cache
def _table() -> _Table:
    with (
        as_file(files("search") / "models" / "words.npz") as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        words = bytes(stored["words"]).decode().split("\n")
        vectors = stored["vectors"].astype(np.float32) * stored["scales"].astype(np.float32)
        weights = stored["weights"].astype(np.float32)
    return _Table({word: at for at, word in enumerate(words)}, vectors * weights[:, None])


def known_words() -> tuple[str, ...]:
    """Return the words that have a vector of their own, in the table's order."""
    return tuple(_table().rows)
