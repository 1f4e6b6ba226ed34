"""Told, not named, by a trained reader: a linear model, and a small net that hears more.

`ingest/training/told_model.py` writes the linear one (`models/told.npz`) from exemplar
sentences, coded narrative and the gold set. Each concept has weights for words and
pairs of words, for the numbers of the sentence's vector (`search.vectors`) and for
their products two by two: what is told lies in what stands together ("key" and
"empty", "bath" and "locked"). It says how likely a sentence is to tell anything, and
where in it; what may tell something the net hears too (`ingest.told_net`), and the two
are weighed alike. Concepts that differ only in whose attribute they are share a row:
the person decides which is meant (`ingest.facts.whose`). A proposal is a Mention like
any other: status, person and case are read afterwards by the same rules.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.mentions import Mention
from ingest.statements import Statement
from ingest.told_net import ToldNet, load_net
from search.vectors import embed, words_of

__all__ = [
    "METHOD",
    "ToldModel",
    "grams",
    "in_use",
    "leading",
    "load_model",
    "modelled",
    "products",
    "shipped",
    "support",
]

METHOD = "told-model"
# Sentences of fewer words tell too little to be judged by them.
SHORTEST = 5
# A score from which a concept is proposed at all; `ingest.keeping` then weighs the row.
PROPOSED = 0.3
# The net hears a sentence in which some concept has at least this score: half of all, with
# one in a hundred of what it would have heard lost.
WORTH_HEARING = 0.12
# What one unit of the net's log odds adds to a score, from what says "none" on: so the two
# readers have about the same weight. Much less or much more of it ranks worse.
NET_SHARE = 0.04
NET_NONE, NET_SURE = -9.2, 9.2
# Proposals for one sentence: who tells more than this many things at once is listing.
MOST = 3
# The place quoted is at least this many words about the ones that decided.
QUOTED = 4
# Letters before the place in which a negator still speaks of it, and how much the
# negators must add to the score to be part of what is told.
REACH_OF_NO = 12
NEEDED = 0.1
# Numbers of a vector that are multiplied with each other: the first say the most.
LEADING = 96
# Concepts for which the products are looked at: those likeliest by the rest; others
# seldom rise so far, and a sentence should cost well under a millisecond.
LIKELY = 32

Array = NDArray[np.float32]
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_NEGATOR = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without)\b|n't\b")
_APOSTROPHES = str.maketrans("\u2018\u2019", "''")
_Gram = tuple[str, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class ToldModel:
    """The weights: `rows[gram]` are places in `columns` and `weights`.

    `products` has a row for each concept.
    """

    concepts: tuple[str, ...]
    members: Mapping[str, int]
    rows: Mapping[str, tuple[int, int]]
    inverse: Mapping[str, float]
    columns: NDArray[np.intp]
    weights: Array
    dense: Array
    products: Array
    bias: Array
    net: ToldNet | None = None

    def by_order(self, text: str) -> Array:
        """Return the log odds of each concept by the net; of those it never learnt, its least."""
        odds = np.full(len(self.concepts), NET_NONE, np.float32)
        if self.net is not None:
            heard = self.net.odds(text)
            for concept, at in self.net.columns.items():
                odds[self.members[concept]] = heard[at]
        return np.clip(odds, NET_NONE, NET_SURE)

    def by_words(self, text: str) -> Array:
        """Return the score of each concept by the linear reader."""
        found = {gram for gram, _, _ in grams(text) if gram in self.inverse}
        vector = embed([text])
        made = self.bias + (vector @ self.dense)[0]
        length = float(np.sqrt(sum(self.inverse[gram] ** 2 for gram in found)))
        for gram in sorted(found):
            first, last = self.rows[gram]
            share = self.inverse[gram] / length
            made[self.columns[first:last]] += self.weights[first:last] * share
        likely = np.argsort(-made, kind="stable")[:LIKELY]
        made[likely] += self.products[likely] @ products(vector)[0]
        return np.asarray(made, dtype=np.float32)

    def place(self, text: str, concept: int) -> tuple[int, int]:
        """Return the run of words that speaks most for a concept, as offsets in the text."""
        words = [gram for gram in grams(text) if " " not in gram[0]]
        heard = [self._heard(word, concept) for word, _, _ in words]
        vectors = embed([word for word, _, _ in words]) @ self.dense[:, concept]
        first, last = _best_run([a + float(b) for a, b in zip(heard, vectors, strict=True)])
        last = min(len(words), max(last, first + QUOTED))
        first = max(0, min(first, last - QUOTED))
        return words[first][1], words[last - 1][2]

    def denied(self, text: str, start: int, end: int, concept: int) -> bool:
        """Say whether a "no" or "not" at the place speaks against the concept, or not for it.

        "Could not see the floor" needs its "not"; "had no convictions" is a denial.
        """
        heard = [
            self._heard(gram, concept)
            for gram, first, last in grams(text)
            if start - REACH_OF_NO <= first and last <= end and _NEGATOR.search(gram)
        ]
        return bool(heard) and sum(heard) < NEEDED

    def _heard(self, gram: str, concept: int) -> float:
        if gram not in self.rows:
            return 0.0
        first, last = self.rows[gram]
        own = self.weights[first:last][self.columns[first:last] == concept]
        return float(own.sum()) * self.inverse[gram]


_IN_USE: ContextVar[ToldModel | None] = ContextVar("told model", default=None)


def modelled(statement: Statement, model: ToldModel | None = None) -> Iterator[Mention]:
    """Yield what a sentence tells by the trained reader, the surest first."""
    model = model or _IN_USE.get() or shipped()
    text = statement.text
    if len(words_of(text)) < SHORTEST or not model.concepts:
        return
    scores = _scores(text, model)
    heard = np.flatnonzero(scores >= PROPOSED)
    for concept in sorted(heard, key=lambda one: (-scores[one], one))[:MOST]:
        start, end = model.place(text, int(concept))
        if model.denied(text, start, end, int(concept)):
            continue
        yield Mention(statement, start, end, (model.concepts[concept],), weak=True, method=METHOD)


def support(text: str, concept: str) -> tuple[float, float]:
    """Return how far a sentence tells a concept: by its words, and by their order.

    The first is about 0 for none and 1 for a plain telling, the second log odds. Infinity
    stands for what was never learnt.
    """
    model = _IN_USE.get() or shipped()
    at = model.members.get(concept)
    if at is None:
        return math.inf, math.inf
    return float(_by_words(text, model)[at]), float(_by_order(text, model)[at])


@contextmanager
def in_use(model: ToldModel) -> Iterator[None]:
    """Read with another model inside the block: to judge one by what it was not taught."""
    token = _IN_USE.set(model)
    try:
        yield
    finally:
        _IN_USE.reset(token)


# A sentence is asked for again when what it tells is weighed (`ingest.keeping`).
@lru_cache(maxsize=4096)
def _by_words(text: str, model: ToldModel) -> Array:
    return model.by_words(text)


@lru_cache(maxsize=4096)
def _by_order(text: str, model: ToldModel) -> Array:
    return model.by_order(text)


def _scores(text: str, model: ToldModel) -> Array:
    """Return the score of each concept by both readers, about 0 for none, 1 for a plain telling."""
    words = _by_words(text, model)
    if model.net is None:
        return words
    by_order = 0.0 * words
    if words.max() >= WORTH_HEARING:
        by_order = NET_SHARE * (_by_order(text, model) - NET_NONE)
    return np.asarray(words / 2 + by_order, np.float32)


def leading(vectors: Array) -> Array:
    """Return the leading numbers of each vector, at length 1."""
    first = vectors[:, :LEADING]
    lengths = np.linalg.norm(first, axis=1, keepdims=True)
    return np.asarray(first / np.maximum(lengths, np.float32(1e-9)), np.float32)


def products(vectors: Array) -> Array:
    """Return the products of each vector's leading numbers, two by two.

    The inner product of two rows is the square of the leading numbers' cosine: the
    homogeneous polynomial kernel of degree 2 (Schoelkopf and Smola, "Learning with
    Kernels", 2002, section 2.1).
    """
    first, second, scale = _twos()
    numbers = leading(vectors)
    return np.asarray(numbers[:, first] * numbers[:, second] * scale, np.float32)


@cache
def _twos() -> tuple[NDArray[np.intp], NDArray[np.intp], Array]:
    first, second = np.triu_indices(LEADING)
    return first, second, np.where(first == second, 1, np.sqrt(2)).astype(np.float32)


def grams(text: str) -> list[_Gram]:
    """Return the words and pairs of words of a text with their offsets, numbers as "#"."""
    folded = text.lower().translate(_APOSTROPHES)
    words = [
        ("#" if one[0][0].isdigit() else one[0].removesuffix("'s"), *one.span())
        for one in _TOKEN.finditer(folded)
    ]
    pairs = [(f"{one[0]} {after[0]}", one[1], after[2]) for one, after in pairwise(words)]
    return [*words, *pairs]


def _best_run(values: Sequence[float]) -> tuple[int, int]:
    """Return the run with the largest sum of what lies above the mean (Kadane's)."""
    mean = sum(values) / max(len(values), 1)
    best, here, start, run = 0.0, 0.0, 0, (0, len(values))
    for at, value in enumerate(values):
        here += value - mean
        if here <= 0:
            here, start = 0.0, at + 1
        elif here > best:
            best, run = here, (start, at + 1)
    return run


@cache
def shipped() -> ToldModel:
    """Return the model that ships with the package."""
    with as_file(files("ingest") / "models") as folder:
        return load_model(folder / "told.npz")


def load_model(path: Path) -> ToldModel:
    """Return a model written by `ingest.training.told_model`, with the net that lies beside it."""
    net = path.with_suffix(".onnx")
    with np.load(path, allow_pickle=False) as stored:
        features = bytes(stored["features"]).decode().split("\n")
        ends = stored["ends"].astype(np.intp)
        columns = stored["columns"].astype(np.intp)
        scales = stored["scales"].astype(np.float32)
        starts = [0, *ends[:-1].tolist()]
        inverse = stored["inverse"].astype(np.float32).tolist()
        return ToldModel(
            concepts=tuple(bytes(stored["concepts"]).decode().split("\n")),
            members={
                concept: at
                for at, line in enumerate(bytes(stored["members"]).decode().split("\n"))
                for concept in line.split()
            },
            rows=dict(zip(features, zip(starts, ends.tolist(), strict=True), strict=True)),
            inverse=dict(zip(features, inverse, strict=True)),
            columns=columns,
            weights=stored["weights"].astype(np.float32) * scales[columns],
            dense=stored["dense"].astype(np.float32),
            products=np.ascontiguousarray(
                (stored["products"].astype(np.float32) * stored["steps"].astype(np.float32)).T
            ),
            bias=stored["bias"].astype(np.float32),
            net=load_net(net) if net.exists() else None,
        )
