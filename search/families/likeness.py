"""How alike lessons and recommendations are: words, words of near meaning, sense, themes.

Likeness lies between 0 and 1 and depends on the two texts alone. Words are
compared by the cosine of their weights; words of near meaning by the soft cosine
of Sidorov, Gelbukh, Gomez-Adorno and Pinto, "Soft similarity and soft cosine
measure", Computacion y Sistemas 18(3), 2014, over the word vectors that ship
with us; sense by the mean of those vectors; themes by Jaccard's index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from search import vectors
from search.families.columns import Numbers
from search.families.terms import printed_form, rules, weight

__all__ = ["Floats", "Likeness", "Matrix", "meanings"]

Floats = NDArray[np.float32]
Matrix = sparse.csr_array

_BLOCK = 1_000  # rows compared with all others at once: bounds memory
_PAIRS = 400_000  # pairs measured at once
_THREADS = 2
# A word in more texts than this is shared by chance: it counts for how alike two texts
# are, but does not bring them together.
_COMMON = 1_500


class Likeness:
    """Texts as rows of weighted words and of themes, ready to be compared.

    `words` holds which stems of `vocabulary` are in each text, `themes` which themes
    of any fixed list.
    """

    def __init__(self, words: Matrix, themes: Matrix, vocabulary: Sequence[str]) -> None:
        weights = np.array([weight(stem) for stem in vocabulary], dtype=np.float32)
        weighted = words.astype(np.float32)
        weighted.data *= weights[weighted.indices]
        self._words = _normed(weighted)
        self._themes = themes.astype(np.float32)
        self._vocabulary = vocabulary

    def __len__(self) -> int:
        return int(self._words.shape[0])

    def candidates(self, rows: Numbers, most: int) -> tuple[Numbers, Numbers]:
        """Return pairs (one of `rows`, another text): the `most` that share the weightiest words.

        Each pair once, the lower row first, in order. Words that too many texts hold
        find no pairs.
        """
        texts = np.bincount(self._words.indices, minlength=self._words.shape[1])
        telling = sparse.diags_array((texts <= _COMMON).astype(np.float32))
        held = sparse.csr_array(self._words @ telling)
        held.eliminate_zeros()
        columns = sparse.csr_array(held.T)
        parts = np.array_split(rows, max(1, -(-len(rows) // _BLOCK)))
        with ThreadPoolExecutor(_THREADS) as pool:  # the products let go of Python's lock
            found = list(pool.map(lambda part: _best(held[part] @ columns, part, most), parts))
        first = np.concatenate([pair[0] for pair in found])
        second = np.concatenate([pair[1] for pair in found])
        low, high = np.minimum(first, second), np.maximum(first, second)
        keys = np.unique(low * len(self) + high)
        return keys // len(self), keys % len(self)

    def of(self, first: Numbers, second: Numbers) -> Floats:
        """Return the likeness of pairs of rows."""
        measured = [np.zeros(0, np.float32)]
        for at in range(0, len(first), _PAIRS):
            pairs = np.stack([first[at : at + _PAIRS], second[at : at + _PAIRS]])
            rows, places = np.unique(pairs, return_inverse=True)
            own, other = places.reshape(pairs.shape)
            measured.append(self._part(rows)(own, other))
        return np.concatenate(measured)

    def _part(self, rows: Numbers) -> Callable[[Numbers, Numbers], Floats]:
        """Return what measures pairs of these rows, by their places among them."""
        shares = rules()
        words, used = _narrowed(self._words[rows])
        printed = [printed_form(self._vocabulary[column]) for column in used.tolist()]
        spread = sparse.csr_array(words @ meanings(printed))
        lengths = np.sqrt(_row_sums(words.multiply(spread)))
        senses = vectors.embed(_printed(words, printed))
        themes = self._themes[rows]
        held = _row_sums(themes)

        def measured(first: Numbers, second: Numbers) -> Floats:
            near = _row_sums(spread[first].multiply(words[second]))
            both = _row_sums(themes[first].multiply(themes[second]))
            total: Floats = (
                shares.words * _row_sums(words[first].multiply(words[second]))
                + shares.meaning * near / np.maximum(lengths[first] * lengths[second], 1e-9)
                + shares.sense * np.einsum("ij,ij->i", senses[first], senses[second])
                + shares.themes * both / np.maximum(held[first] + held[second] - both, 1)
            )
            return total

        return measured


def meanings(words: Sequence[str]) -> Matrix:
    """Return how near the meanings of words are: the squared cosine of their vectors.

    1 for a word and itself; nothing for words whose vectors are less alike than
    the rules say.
    """
    made = vectors.embed(words)
    least = rules().least_meaning
    parts = []
    for at in range(0, len(words), _BLOCK):
        near = made[at : at + _BLOCK] @ made.T
        near[near < least] = 0
        own = np.arange(at, min(at + _BLOCK, len(words)))
        near[own - at, own] = 1
        parts.append(sparse.csr_array(near * near))
    empty = sparse.csr_array((0, len(words)), dtype=np.float32)
    return sparse.csr_array(sparse.vstack(parts or [empty], format="csr"))


def _best(products: Matrix, rows: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of the largest products of each row; the lower column where equal."""
    first: list[Numbers] = []
    second: list[Numbers] = []
    # Rounded, so that two builds of one number never differ by the order of a sum.
    worth = np.round(products.data, 5)
    for at, row in enumerate(rows.tolist()):
        span = slice(products.indptr[at], products.indptr[at + 1])
        columns, values = products.indices[span], worth[span]
        others = columns != row
        kept = _largest(columns[others], values[others], most)
        second.append(kept.astype(np.int64))
        first.append(np.full(len(kept), row, dtype=np.int64))
    nothing = np.zeros(0, np.int64)
    return np.concatenate([*first, nothing]), np.concatenate([*second, nothing])


def _largest(columns: NDArray[np.integer], values: Floats, most: int) -> NDArray[np.integer]:
    """Return the columns of the largest values, in no order; the lower ones where equal."""
    if len(columns) <= most:
        return columns
    least = np.partition(values, len(values) - most)[len(values) - most]
    above, equal = columns[values > least], np.sort(columns[values == least])
    return np.concatenate([above, equal[: most - len(above)]])


def _narrowed(matrix: Matrix) -> tuple[Matrix, Numbers]:
    """Return a matrix without its empty columns, and which columns these are."""
    used, places = np.unique(matrix.indices, return_inverse=True)
    shape = (matrix.shape[0], len(used))
    narrowed = sparse.csr_array((matrix.data, places, matrix.indptr), shape=shape)
    return narrowed, used.astype(np.int64)


def _printed(words: Matrix, forms: Sequence[str]) -> list[str]:
    """Return each row's words, joined."""
    columns, ends = words.indices.tolist(), words.indptr.tolist()
    return [
        " ".join(forms[column] for column in columns[start:end]) for start, end in pairwise(ends)
    ]


def _normed(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(_row_sums(matrix.multiply(matrix)))
    scaled = sparse.diags_array(1 / np.maximum(lengths, 1e-9)) @ matrix
    return sparse.csr_array(scaled, dtype=np.float32)


def _row_sums(matrix: Matrix) -> Floats:
    sums: Floats = np.asarray(matrix.sum(axis=1), dtype=np.float32).ravel()
    return sums
