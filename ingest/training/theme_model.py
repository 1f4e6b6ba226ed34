"""Train the reader of practice themes on the lessons and recommendations of the gold set.

    python -m ingest.training.theme_model FILE GOLD_FOLDER [GOLD_FOLDER ...]

Ridge regression of all themes at once over words, the text's vector and the rules
(Rifkin, Yeo and Poggio, "Regularized least-squares classification", 2003). A text is
what extraction paired with a coded row. The same folders give the same file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.vocabulary import Vocabulary, load_vocabulary
from ingest.evaluation.gold import load_gold
from ingest.evaluation.learning import paired
from ingest.extract import extract
from ingest.theme_model import VECTOR_SHARE, Array, stems, support_of, worded
from ingest.themes import support
from search.vectors import embed

__all__ = ["Example", "examples", "fit", "main"]

FEWEST_TEXTS = 2  # a word of fewer teaches nothing
COMMONEST = 0.3  # a word of a larger share of the texts tells no theme
FEWEST_TOLD = 3  # a theme of fewer is left to the rules
RIDGE = 1.0
# Best over documents left out in turn (F1 over all themes of a text, two at most): the
# score that is enough where a rule speaks for the theme too, and where none does.
SUPPORTED, ALONE = 0.2, 0.34
# A theme that its own heading gives, and no words.
UNTOLD = frozenset({"good-practice"})


@dataclass(frozen=True, slots=True)
class Example:
    """One lesson or recommendation as extracted, with the themes a reader coded."""

    text: str
    themes: tuple[str, ...]


def examples(folders: Iterable[Path]) -> Iterator[Example]:
    """Yield the paired lessons and recommendations of all gold documents."""
    for folder in folders:
        for document in load_gold(folder):
            record = extract(document.path.read_bytes(), document.path.name)
            for lesson, told in paired(document.lessons, record.lessons):
                yield Example(told.text, tuple(lesson.themes))
            for wanted, made in paired(document.recommendations, record.recommendations):
                yield Example(made.text, tuple(wanted.themes))


def fit(told: Sequence[Example], vocabulary: Vocabulary) -> dict[str, NDArray[Any]]:
    """Return the arrays of the model's file by name."""
    counts = Counter(theme for one in told for theme in one.themes)
    concepts = sorted(x for x in counts if counts[x] >= FEWEST_TOLD and x not in UNTOLD)
    words, inverse = _words([one.text for one in told])
    rows = np.array([_row(one.text, words, inverse, concepts, vocabulary) for one in told])
    wanted = np.array([[x in one.themes for x in concepts] for one in told], np.float32)
    mean, share = rows.mean(axis=0), wanted.mean(axis=0)
    centred = rows - mean
    kernel = centred @ centred.T + RIDGE * np.eye(len(told))
    weights = centred.T @ np.linalg.solve(kernel, wanted - share)
    scales = np.abs(weights).max(axis=0) / 127
    return {
        "concepts": _letters(concepts),
        "words": _letters(words),
        "inverse": inverse.astype(np.float16),
        "weights": np.round(weights / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "bias": (share - mean @ weights).astype(np.float32),
        "supported": np.float32(SUPPORTED),
        "alone": np.float32(ALONE),
    }


def _words(texts: Sequence[str]) -> tuple[dict[str, int], Array]:
    """Return the words that can tell a theme, and how rare each is."""
    seen = Counter(word for text in texts for word in set(stems(text)))
    kept = sorted(word for word in seen if FEWEST_TEXTS <= seen[word] <= COMMONEST * len(texts))
    rare = [np.log((1 + len(texts)) / (1 + seen[word])) + 1 for word in kept]
    return {word: at for at, word in enumerate(kept)}, np.array(rare, np.float32)


def _row(
    text: str,
    words: Mapping[str, int],
    inverse: Array,
    concepts: Sequence[str],
    vocabulary: Vocabulary,
) -> NDArray[np.float64]:
    told, broad = support(text, vocabulary)
    parts = [worded(text, words, inverse), embed([text])[0] * VECTOR_SHARE]
    return np.concatenate([*parts, support_of(concepts, told, broad)]).astype(np.float64)


def _letters(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def main(arguments: Sequence[str]) -> None:
    """Train on the folders named and write the file."""
    file, *folders = map(Path, arguments)
    told = list(examples(folders))
    arrays: Any = fit(told, load_vocabulary())
    np.savez_compressed(file, **arrays)
    sys.stdout.write(f"{len(told)} texts\n")


if __name__ == "__main__":
    main(sys.argv[1:])
