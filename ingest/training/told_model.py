"""Train the told reader: one linear row per concept over words, pairs and the sentence's vector.

    python -m ingest.training.told_model FILE GOLD_FOLDER [GOLD_FOLDER ...]

Least squares with a ridge, all concepts in one factorisation (Rifkin, Yeo and
Poggio, "Regularized least-squares classification", 2003). How sure a proposal must
be is not decided here but where it is weighed (`ingest.keeping`). The same sentences
give the same file.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from ingest.told_model import grams, leading, products
from ingest.training.sentences import (
    Sentence,
    exemplar_sentences,
    gold_sentences,
    narrative_sentences,
)
from search.vectors import embed

__all__ = ["Fitted", "fit", "main", "rows_of", "save", "targets", "taught"]

Array = NDArray[np.float32]
ROUNDS = 2
RIDGE = 1.5
VECTOR_SHARE = 1.0  # how much the sentence's vector weighs beside its words
PRODUCT_SHARE = 2.0  # and the products of its numbers
FEWEST_SENTENCES = 2  # a word or pair of fewer teaches nothing
FEWEST_TOLD = 8
SMALLEST = 0.004  # weights nearer to 0 are left out of the file
CHUNK = 2048  # sentences whose products are held at once


@dataclass(frozen=True, slots=True)
class Fitted:
    """A trained reader before it is rounded: one column per concept."""

    concepts: tuple[str, ...]
    features: Mapping[str, int]
    inverse: Array
    words: Array
    dense: Array
    products: Array
    bias: Array


def main(file: Path, *folders: Path) -> None:
    """Write the model trained on what is written for it and the gold documents of the folders."""
    save(file, fit(taught(folders)))


def taught(folders: Iterable[Path]) -> list[Sentence]:
    """Return the exemplars, the coded narrative and the sentences of gold folders."""
    written = chain(exemplar_sentences(), narrative_sentences())
    return [*written, *chain(*(gold_sentences(folder) for folder in folders))]


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
    wanted, known = targets(sentences, concepts)
    kernel = _kernel(words, vectors)
    bias = wanted.mean(axis=0)
    ridged = kernel.copy()
    np.fill_diagonal(ridged, ridged.diagonal() + RIDGE)
    factor = cho_factor(ridged.T, lower=True, overwrite_a=True)
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
        np.asarray(PRODUCT_SHARE * sum(_of_products(vectors, dual)), np.float32),
        np.asarray(bias, np.float32),
    )


def _kernel(words: csr_matrix, vectors: Array) -> Array:
    """Return how alike the sentences are, two by two: gigabytes, so made row by row."""
    kernel = np.empty((len(vectors), len(vectors)), np.float32)
    numbers = leading(vectors)
    for first in range(0, len(vectors), CHUNK):
        part = slice(first, first + CHUNK)
        kernel[part] = (words[part] @ words.T).toarray()
        kernel[part] += VECTOR_SHARE * (vectors[part] @ vectors.T)
        kernel[part] += PRODUCT_SHARE * (numbers[part] @ numbers.T) ** 2
    return kernel


def _of_products(vectors: Array, dual: Array) -> Iterator[Array]:
    for first in range(0, len(vectors), CHUNK):
        part = slice(first, first + CHUNK)
        yield products(vectors[part]).T @ dual[part]


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


def targets(
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


# ------------------------------------------------------------------------------------- saving
def save(file: Path, fitted: Fitted) -> None:
    """Write the model as `ingest.told_model.load_model` reads it, weights as bytes."""
    kept = np.abs(fitted.words) >= SMALLEST
    used: NDArray[np.bool_] = np.asarray(kept.any(axis=1))
    names = [name for name, use in zip(fitted.features, used, strict=True) if use]
    own = np.where(kept, fitted.words, 0)[used]
    scales = np.maximum(np.abs(own).max(axis=0), 1e-6) / 127
    rounded = np.round(own / scales).astype(np.int8)
    steps = np.maximum(np.abs(fitted.products).max(axis=0), 1e-6) / 127
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
        products=np.round(fitted.products / steps).astype(np.int8),
        steps=steps.astype(np.float32),
        bias=fitted.bias,
    )


def _members(row: str) -> str:
    return " ".join(concept for concept, own in rows_of().items() if own == row)


def _letters(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
