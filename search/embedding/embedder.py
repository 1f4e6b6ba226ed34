"""What turns texts into vectors: a small protocol, and the embedders there are.

A library's vectors come from one embedder and are only compared with vectors of
the same. Where it is not installed, search goes on without meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import UsageInvalid
from graph.identifiers import content_id, fingerprint
from graph.vocabulary import load_vocabulary
from search import vectors

__all__ = ["EMBEDDERS", "NO_EMBEDDER", "Embedder", "Vectors", "default_embedder", "get_embedder"]

Vectors = NDArray[np.float32]

# The name of having none: a library on words and shared concepts alone.
NO_EMBEDDER = "none"


class Embedder(Protocol):
    """Turns texts into vectors whose product says how alike the texts are."""

    @property
    def name(self) -> str:
        """The name that a library keeps; another release of the model has another."""
        ...

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, of length 1; zeros for a text that says nothing."""
        ...


class WordVectors:
    """The embedder that ships with the package: weighted means of word vectors.

    What all texts of the field have in common tells none from another, so the
    mean of the vocabulary's own definitions is taken away from each.
    """

    dimensions = vectors.DIMENSIONS

    @property
    def name(self) -> str:
        """The name of this table of words and this vocabulary."""
        return _words_name()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text (see `search.vectors.embed`)."""
        told = vectors.embed(texts)
        known = told.any(axis=1)
        told[known] -= _centre()
        lengths = np.linalg.norm(told, axis=1, keepdims=True)
        centred: Vectors = told / np.maximum(lengths, np.float32(1e-9))
        return centred


def _definitions() -> list[str]:
    return [one.scope_note for one in load_vocabulary() if one.scope_note]


@cache
def _centre() -> Vectors:
    mean: Vectors = vectors.embed(_definitions()).mean(axis=0)
    return mean


@cache
def _words_name() -> str:
    table = (files("search") / "models" / "words.npz").read_bytes()
    return content_id("words", fingerprint(table), *_definitions())


def default_embedder() -> str:
    """Return the name of the embedder that a new library gets."""
    return _words_name()


@cache
def get_embedder(name: str) -> Embedder:
    """Return an embedder by its name or its kind ("words").

    Raises UsageInvalid for one there is not: another kind, or another release's.
    """
    kind = name.partition("-")[0]
    if kind not in EMBEDDERS:
        known = ", ".join((*EMBEDDERS, NO_EMBEDDER))
        raise UsageInvalid(f"There is no embedder {name!r}. Choose one of {known}.")
    found = EMBEDDERS[kind]()
    if name not in {kind, found.name}:
        raise UsageInvalid(f"The embedder {name} is another release's. Run: lessons rebuild")
    return found


EMBEDDERS: Mapping[str, Callable[[], Embedder]] = {"words": WordVectors}
