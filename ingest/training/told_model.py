"""Train the told reader: one linear row per concept over words, pairs and the sentence's vector.

    python -m ingest.training.told_model FILE GOLD_FOLDER [GOLD_FOLDER ...]

Least squares with a ridge, all concepts in one factorisation (Rifkin, Yeo and
Poggio, "Regularized least-squares classification", 2003). The score from which a
concept is heard comes from documents left out in turn: precision first. The same
sentences give the same file.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix, diags

from graph.vocabulary import Vocabulary, load_vocabulary
from ingest.rulebook import load_rules
from ingest.told_model import grams
from ingest.training.sentences import Sentence, exemplar_sentences, gold_sentences
from search.vectors import embed

__all__ = ["Fitted", "fit", "listen", "lowest_sure", "main", "rows_of", "save", "thresholds"]

Array = NDArray[np.float32]
# By concept and document: the best score, and whether it is coded there.
_Heard = dict[str, dict[str, tuple[float, bool]]]

ROUNDS = 2
RIDGE = 1.0
VECTOR_SHARE = 1.0  # how much the sentence's vector weighs beside its words
FEWEST_SENTENCES = 2  # a word or pair of fewer teaches nothing
FEWEST_TOLD = 8
SMALLEST = 0.004  # weights nearer to 0 are left out of the file
LOWEST = 0.24  # no concept is heard below this score
SURE = 0.85
PRIOR = 2.0  # how many right-as-wanted proposals each concept is given beforehand
NEVER = 9.0
READ = {
    "narrative",
    "analysis",
    "background",
    "circumstances",
    "family-composition",
    "lesson",
    "conclusion",
    "finding",
    "front-matter",
    "good-practice",
    "family-views",
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A trained reader before it is rounded: one column per concept."""

    concepts: tuple[str, ...]
    features: Mapping[str, int]
    inverse: Array
    words: Array
    dense: Array
    bias: Array

    def scores(self, texts: Sequence[str]) -> Array:
        """Return one row of scores per text."""
        own = _matrix(texts, self.features, self.inverse)
        return np.asarray(own @ self.words + embed(texts) @ self.dense + self.bias, np.float32)


def main(file: Path, *folders: Path) -> None:
    """Write the model trained on the exemplars and the gold documents of the folders."""
    exemplars = list(exemplar_sentences())
    gold = [list(gold_sentences(folder)) for folder in folders]
    save(file, fit([*exemplars, *chain(*gold)]), thresholds(exemplars, gold))


# ------------------------------------------------------------------ concepts that share a row
@cache
def rows_of() -> Mapping[str, str]:
    """Return the row of each concept: one for those that differ only by person.

    No row holds two concepts of the same kind of person: the person could not tell them apart.
    """
    pivots, vocabulary = load_rules("pivots")["concepts"], load_vocabulary()
    rows = {concept.id: {concept.id} for concept in vocabulary}
    for concept, kinds in pivots.items():
        for other in kinds.values():
            both = rows[concept] | rows[other]
            alone = len({vocabulary[one].experiencer for one in both}) == len(both)
            if alone and concept in pivots.get(other, {}).values():
                rows.update(dict.fromkeys(both, both))
    return {concept: min(row) for concept, row in rows.items()}


@cache
def _kin() -> Mapping[str, AbstractSet[str]]:
    """Return the rows of a row's parents and children, which it cannot be told from."""
    kin: dict[str, set[str]] = defaultdict(set)
    for concept in load_vocabulary():
        for broader in _above(concept.id, load_vocabulary()):
            one, other = rows_of()[concept.id], rows_of()[broader]
            kin[one].add(other)
            kin[other].add(one)
    return kin


def _above(concept: str, vocabulary: Vocabulary) -> AbstractSet[str]:
    return vocabulary.broader(concept) - {concept}


# ------------------------------------------------------------------------------------ fitting
def fit(sentences: Sequence[Sentence]) -> Fitted:
    """Return the reader that these sentences teach."""
    told = Counter(row for one in sentences for row in {rows_of()[x] for x in one.tells})
    concepts = tuple(sorted(row for row, count in told.items() if count >= FEWEST_TOLD))
    texts = [one.text for one in sentences]
    features, inverse = _features(texts)
    words, vectors = _matrix(texts, features, inverse), embed(texts)
    wanted, known = _targets(sentences, concepts)
    kernel = np.asarray((words @ words.T).todense(), np.float32)
    kernel += VECTOR_SHARE * (vectors @ vectors.T)
    bias = wanted.mean(axis=0)
    factor = cho_factor(kernel + RIDGE * np.eye(len(kernel), dtype=np.float32), lower=True)
    seen = np.where(known, wanted, bias)
    for _ in range(ROUNDS):
        dual = cho_solve(factor, seen - bias)
        seen = np.where(known, wanted, kernel @ dual + bias)
    return Fitted(
        concepts,
        features,
        inverse,
        np.asarray(words.T @ dual, np.float32),
        np.asarray(VECTOR_SHARE * (vectors.T @ dual), np.float32),
        np.asarray(bias, np.float32),
    )


def _features(texts: Iterable[str]) -> tuple[dict[str, int], Array]:
    sets = [{gram for gram, _, _ in grams(text)} for text in texts]
    counts = Counter(gram for one in sets for gram in one)
    kept = sorted(gram for gram, count in counts.items() if count >= FEWEST_SENTENCES)
    inverse = [np.log(len(sets) / counts[gram]) + 1 for gram in kept]
    return {gram: at for at, gram in enumerate(kept)}, np.array(inverse, np.float32)


def _matrix(texts: Sequence[str], features: Mapping[str, int], inverse: Array) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for text in texts:
        columns += sorted({features[one] for one, _, _ in grams(text) if one in features})
        ends.append(len(columns))
    where = np.array(columns, np.int32)
    made = csr_matrix((inverse[where], where, ends), shape=(len(texts), len(features)))
    lengths = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.maximum(lengths, 1e-9)) @ made, dtype=np.float32)


def _targets(
    sentences: Sequence[Sentence], concepts: Sequence[str]
) -> tuple[Array, NDArray[np.bool_]]:
    """Return what each sentence should score for each concept, and where that is known."""
    place = {row: at for at, row in enumerate(concepts)}
    wanted = np.zeros((len(sentences), len(concepts)), np.float32)
    known = np.ones(wanted.shape, bool)
    for at, one in enumerate(sentences):
        if one.judges:
            known[at] = False
            known[at, [place[row] for row in [rows_of()[one.judges]] if row in place]] = True
            continue
        tells, unsure = ({rows_of()[x] for x in some} for some in (one.tells, one.unsure))
        kin = {other for row in tells | unsure for other in _kin()[row]}
        known[at, [place[row] for row in unsure | kin if row in place]] = False
        mine = [place[row] for row in tells if row in place]
        wanted[at, mine], known[at, mine] = 1, True
    return wanted, known


# --------------------------------------------------------------------------------- thresholds
def thresholds(
    exemplars: Sequence[Sentence], gold: Sequence[Sequence[Sentence]]
) -> Mapping[str, float]:
    """Return the score from which each concept is heard, by folders left out in turn.

    A folder's documents share their writers: what is left out must be a whole folder.
    """
    heard: _Heard = defaultdict(dict)
    for left_out in gold:
        others = chain(*(one for one in gold if one is not left_out))
        listen(fit([*exemplars, *others]), left_out, heard)
    return {row: lowest_sure(list(found.values())) for row, found in heard.items()}


def listen(fitted: Fitted, left_out: Sequence[Sentence], heard: _Heard) -> None:
    """Add the best score of each concept in each document, and whether it is coded there."""
    asked = [one for one in left_out if one.kind in READ]
    for one, scores in zip(asked, fitted.scores([x.text for x in asked]), strict=True):
        true = _true_rows(one)
        for at in np.flatnonzero(scores >= LOWEST):
            row = fitted.concepts[at]
            found = float(scores[at]), row in true
            heard[row][one.document] = max(heard[row].get(one.document, (0.0, False)), found)


def _true_rows(one: Sentence) -> AbstractSet[str]:
    rows = {rows_of()[x] for x in one.tells | one.unsure}
    return rows | {other for row in rows for other in _kin()[row]}


def lowest_sure(found: Sequence[tuple[float, bool]]) -> float:
    """Return the lowest score above which enough proposals are right, NEVER if none is."""
    best, right = NEVER, 0
    for count, (score, true) in enumerate(sorted(found, reverse=True), start=1):
        right += true
        if (right + PRIOR * SURE) / (count + PRIOR) >= SURE:
            best = score
    return best


# ------------------------------------------------------------------------------------- saving
def save(file: Path, fitted: Fitted, heard_from: Mapping[str, float]) -> None:
    """Write the model as `ingest.told_model.load_model` reads it, weights as bytes."""
    kept = np.abs(fitted.words) >= SMALLEST
    used: NDArray[np.bool_] = np.asarray(kept.any(axis=1))
    names = [name for name, use in zip(fitted.features, used, strict=True) if use]
    own = np.where(kept, fitted.words, 0)[used]
    scales = np.maximum(np.abs(own).max(axis=0), 1e-6) / 127
    rounded = np.round(own / scales).astype(np.int8)
    at, columns = np.nonzero(rounded)
    np.savez_compressed(
        file,
        concepts=_letters(fitted.concepts),
        members=_letters(_members(row) for row in fitted.concepts),
        features=_letters(names),
        inverse=fitted.inverse[used],
        ends=np.cumsum(np.bincount(at, minlength=len(names))).astype(np.int32),
        columns=columns.astype(np.uint16),
        weights=rounded[at, columns],
        scales=scales.astype(np.float32),
        dense=fitted.dense.astype(np.float16),
        bias=fitted.bias,
        thresholds=np.array([heard_from.get(x, LOWEST) for x in fitted.concepts], np.float32),
    )


def _members(row: str) -> str:
    return " ".join(concept for concept, own in rows_of().items() if own == row)


def _letters(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
