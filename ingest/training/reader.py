"""Train a reader of sentences (`ingest/hearing.py`): which ones begin what a careful coder found.

Both models are logistic, fitted by Newton-like descent (L-BFGS; Liu and Nocedal,
Mathematical Programming 45, 1989) on the log loss with a ridge. The second one learns from
scores that the first gives documents it was not taught. A coded item is begun by the
sentence that its first words begin. The same folders give the same file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from graph.identifiers import fingerprint
from ingest.evaluation import GoldDocument, load_gold
from ingest.hearing import Sentence, around, sentences_of
from ingest.limits import DEFAULT_LIMITS
from ingest.readers import read
from ingest.structure import outline

__all__ = ["Reader", "Taught", "taught", "train", "write"]

Array = NDArray[np.float64]
# The first words of each item that a coder found in a document.
Coded = Callable[[GoldDocument], Sequence[str]]

RIDGE = 1.0
FEWEST = 3  # what fewer sentences show teaches nothing
STEPS = 120
FOLDS = 5
SMALLEST = 0.005  # weights nearer to 0 are left out of the file
OPENING = 6  # words of a coded item that must be there
LABEL = 8  # words of a sentence before them, at most: "Learning point 2: ..."


@dataclass(frozen=True, slots=True)
class Taught:
    """One document to learn from: its sentences, and which of them begin an item."""

    sentences: Sequence[Sentence]
    begins: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Reader:
    """What was learned: the weight of each thing seen, the constant, and the second model's."""

    names: Sequence[str]
    weights: Array
    bias: float
    around: Array

    def scores(self, sentences: Sequence[Sentence]) -> list[float]:
        """Return the log odds that the first model gives sentences."""
        weights = dict(zip(self.names, self.weights.tolist(), strict=True))
        return [self.bias + sum(weights.get(one, 0.0) for one in told.seen) for told in sentences]


def taught(folder: Path, coded: Coded) -> Iterator[Taught]:
    """Yield the gold documents of a folder with the sentences that begin what was coded."""
    for document in load_gold(folder):
        data = document.path.read_bytes()
        reading = read(data, document.path.name, DEFAULT_LIMITS)
        told = tuple(sentences_of(outline(reading, fingerprint(data))))
        openings = [tuple(_words(starts)[:OPENING]) for starts in coded(document)]
        yield Taught(told, tuple(_begins(one, openings) for one in told))


def train(documents: Sequence[Taught]) -> Reader:
    """Return the reader of some documents."""
    inner = _inner(documents)
    scored: list[tuple[float, ...]] = []
    begins: list[bool] = []
    for fold in range(min(FOLDS, len(documents))):
        others = [one for at, one in enumerate(documents) if at % FOLDS != fold]
        unseen = _inner(others or documents)
        for one in documents[fold::FOLDS]:
            scored.extend(around(one.sentences, unseen.scores(one.sentences)))
            begins.extend(one.begins)
    outer = _fit(csr_matrix(np.array(scored)), np.array(begins, float))
    return Reader(inner.names, inner.weights, inner.bias, outer)


def write(reader: Reader, file: Path) -> None:
    """Write a reader where `ingest.hearing` reads it."""
    kept = np.abs(reader.weights) >= SMALLEST
    names = [name for name, keep in zip(reader.names, kept, strict=True) if keep]
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        weights=reader.weights[kept].astype(np.float16),
        bias=np.float32(reader.bias),
        around=reader.around.astype(np.float32),
    )


def _inner(documents: Sequence[Taught]) -> Reader:
    told = [one for document in documents for one in document.sentences]
    counts = Counter(name for one in told for name in one.seen)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    at = {name: column for column, name in enumerate(names)}
    rows = [sorted(at[name] for name in one.seen if name in at) for one in told]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row], np.int32)
    shown = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    begins = np.array([one for document in documents for one in document.begins], float)
    found = _fit(shown, begins)
    return Reader(names, found[:-1], float(found[-1]), np.zeros(0))


def _fit(shown: csr_matrix, begins: Array) -> Array:
    """Return the weight of each column of what is shown, the constant behind them."""
    columns = shown.T.tocsr()

    def loss(found: Array) -> tuple[float, Array]:
        scores = shown @ found[:-1] + found[-1]
        wrong = 1 / (1 + np.exp(-scores)) - begins
        cost = (
            np.logaddexp(0, -scores * (2 * begins - 1)).sum() + RIDGE / 2 * found[:-1] @ found[:-1]
        )
        return float(cost), np.append(columns @ wrong + RIDGE * found[:-1], wrong.sum())

    begin = np.zeros(shown.shape[1] + 1)
    fitted = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(fitted.x, float)


def _begins(sentence: Sentence, openings: Sequence[tuple[str, ...]]) -> bool:
    """Say whether an item begins in a sentence; its first words may reach into the next."""
    passage = sentence.passage
    words = _words(passage.text[sentence.start - passage.start :])[: LABEL + OPENING]
    last = min(LABEL, max(1, len(_words(sentence.text))))
    return any(
        bool(one) and any(tuple(words[at : at + len(one)]) == one for at in range(last))
        for one in openings
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
