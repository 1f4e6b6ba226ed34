"""How well families are found: `python -m tests.families` prints both parts of the gold pairs.

Pairwise F1 and B-cubed F1, and beside them those of plain TF-IDF cosine at the
threshold that is best on the very texts it is measured on (an advantage that
ours does not have).
"""

from __future__ import annotations

import math
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.vocabulary import load_vocabulary
from ingest.themes import find_themes
from search.analysis import is_stop_word, tokens
from search.families.grouping import family_groups
from search.families.items import item
from search.families.network import network

__all__ = ["PARTS", "Score", "Told", "by_tf_idf", "load", "ours", "score"]

PARTS = ("develop", "test")
_FOLDER = Path(__file__).parent / "corpora" / "pairs"


@dataclass(frozen=True, slots=True)
class Told:
    """One text of the gold file: what it asks for, the subject of that, by whom and when."""

    ask: str
    subject: str
    board: str
    year: int
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """F1 over pairs, and precision, recall and F1 over the members of each text's family."""

    pairs: float
    precision: float
    recall: float
    b_cubed: float


def load(part: str) -> list[Told]:
    """Return the texts of one part, in the file's order."""
    asks = tomllib.loads((_FOLDER / f"{part}.toml").read_text(encoding="utf-8"))["ask"]
    return [Told(ask["id"], ask["subject"], *text) for ask in asks for text in ask["texts"]]


def score(found: Sequence[object], gold: Sequence[object]) -> Score:
    """Return how well one clustering agrees with another."""
    pairs = list(combinations(range(len(gold)), 2))
    said = {one for one in pairs if found[one[0]] == found[one[1]]}
    true = {one for one in pairs if gold[one[0]] == gold[one[1]]}
    both, own, other = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    precision = sum(n * n / own[f] for (f, _), n in both.items()) / len(gold)
    recall = sum(n * n / other[g] for (_, g), n in both.items()) / len(gold)
    return Score(
        pairs=2 * len(said & true) / max(1, len(said) + len(true)),
        precision=precision,
        recall=recall,
        b_cubed=2 * precision * recall / (precision + recall),
    )


def ours(texts: Sequence[Told]) -> list[str]:
    """Return the family of each text."""
    vocabulary = load_vocabulary()
    items = [
        item(
            f"t{at:04}",
            "recommendation",
            one.board,
            str(one.year),
            one.text,
            find_themes(one.text, vocabulary),
        )
        for at, one in enumerate(texts)
    ]
    groups = family_groups(network(items))
    family = {member: group.id for group in groups for member in group.members}
    return [family.get(one.id, one.id) for one in items]


def by_tf_idf(texts: Sequence[Told]) -> tuple[float, list[int]]:
    """Return the threshold of TF-IDF cosine with the best B-cubed F1, and what it joins."""
    alike = _tf_idf([one.text for one in texts])
    gold = [one.ask for one in texts]
    tried = [(round(at / 100, 2), _joined(alike, at / 100)) for at in range(5, 95)]
    return max(tried, key=lambda one: score(one[1], gold).b_cubed)


def _joined(alike: np.ndarray, threshold: float) -> list[int]:
    _, found = connected_components(sparse.csr_array((alike >= threshold).astype(np.float64)))
    return [int(one) for one in found]


def _tf_idf(texts: Sequence[str]) -> np.ndarray:
    counts = [
        Counter(one.stem for one in tokens(text) if not is_stop_word(one.word)) for text in texts
    ]
    held = Counter(word for one in counts for word in one)
    order = {word: at for at, word in enumerate(sorted(held))}
    made = np.zeros((len(texts), len(order)))
    for at, one in enumerate(counts):
        for word, number in one.items():
            idf = 1 + math.log((1 + len(texts)) / (1 + held[word]))
            made[at, order[word]] = (1 + math.log(number)) * idf
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made @ made.T


def main() -> None:
    """Print the scores of both parts."""
    for part in sys.argv[1:] or PARTS:
        texts = load(part)
        gold = [one.ask for one in texts]
        threshold, joined = by_tf_idf(texts)
        for name, found in (("ours", ours(texts)), (f"TF-IDF at {threshold:.2f}", joined)):
            one = score(found, gold)
            sys.stdout.write(
                f"{part:8} {name:15} {len(texts)} texts: pairs F1 {one.pairs:.3f}, B-cubed F1 "
                f"{one.b_cubed:.3f} (precision {one.precision:.3f}, recall {one.recall:.3f})\n"
            )


if __name__ == "__main__":
    main()
