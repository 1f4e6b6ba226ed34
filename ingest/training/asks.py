"""Train what hears requests: a logistic model of whether a sentence begins a recommendation.

    python -m ingest.training.asks FILE GOLD_FOLDER [GOLD_FOLDER ...]

Newton-like descent (L-BFGS; Liu and Nocedal, Mathematical Programming 45, 1989) on the
log loss with a ridge. A gold recommendation is begun by the sentence that holds its
first words. The same folders give the same file.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from graph.identifiers import fingerprint
from ingest.evaluation import GoldDocument, load_gold
from ingest.limits import DEFAULT_LIMITS
from ingest.readers import read
from ingest.recommendations.heard import sentences_of
from ingest.structure import outline

__all__ = ["fit", "main", "taught"]

Array = NDArray[np.float64]
# What a sentence shows, and whether it begins a recommendation.
Example = tuple[frozenset[str], bool]

RIDGE = 1.0
FEWEST = 3  # what fewer sentences show teaches nothing
STEPS = 200
SMALLEST = 0.005  # weights nearer to 0 are left out of the file
OPENING = 6  # words of a gold recommendation's start that must be there
REACH = 30  # among this many words of the sentence


def main(file: Path, *folders: Path) -> None:
    """Write the model trained on the gold documents of the folders."""
    names, weights, bias = fit([one for folder in folders for one in taught(folder)])
    kept = np.abs(weights) >= SMALLEST
    np.savez_compressed(
        file,
        names=np.frombuffer(
            "\n".join(name for name, keep in zip(names, kept, strict=True) if keep).encode(),
            np.uint8,
        ),
        weights=weights[kept].astype(np.float16),
        bias=np.float32(bias),
    )


def taught(folder: Path) -> Iterator[Example]:
    """Yield every sentence of the gold documents of a folder."""
    for document in load_gold(folder):
        yield from _of_document(document)


def fit(examples: Sequence[Example]) -> tuple[list[str], Array, float]:
    """Return what is seen in enough sentences, the weight of each, and the constant."""
    counts = Counter(name for seen, _ in examples for name in seen)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    at = {name: column for column, name in enumerate(names)}
    rows = [sorted(at[name] for name in seen if name in at) for seen, _ in examples]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row], np.int32)
    shown = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    begins = np.array([asks for _, asks in examples], float)

    def loss(found: Array) -> tuple[float, Array]:
        scores = shown @ found[:-1] + found[-1]
        wrong = 1 / (1 + np.exp(-scores)) - begins
        cost = (
            np.logaddexp(0, -scores * (2 * begins - 1)).sum() + RIDGE / 2 * found[:-1] @ found[:-1]
        )
        return float(cost), np.append(shown.T @ wrong + RIDGE * found[:-1], wrong.sum())

    found = minimize(
        loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    ).x
    return names, found[:-1], float(found[-1])


def _of_document(document: GoldDocument) -> Iterator[Example]:
    data = document.path.read_bytes()
    reading = read(data, document.path.name, DEFAULT_LIMITS)
    openings = [_words(one.starts)[:OPENING] for one in document.recommendations]
    wanted = [f" {' '.join(one)} " for one in openings if one]
    for sentence in sentences_of(outline(reading, fingerprint(data)).passages):
        words = f" {' '.join(_words(sentence.text)[:REACH])} "
        yield sentence.seen, any(one in words for one in wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
