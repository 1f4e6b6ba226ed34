"""Practice themes weighed by a trained reader: a linear model over words, vectors and rules.

`ingest/training/theme_model.py` writes the file (`models/themes.npz`) from the lessons
and recommendations of the gold set. What the rules of `rules/themes.toml` found is
among its features, so that it learns how far each rule can be trusted and which words
tell a theme that no rule names. Themes that the gold set hardly has are left to the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.vectors import embed

__all__ = ["ThemeModel", "load_model", "shipped", "stems", "support_of", "worded"]

Array = NDArray[np.float32]
# How much a text's vector weighs beside its words, and the weight of a rule that counts fully.
VECTOR_SHARE = 0.7
FULL_SUPPORT = 4
_WORD = re.compile(r"[a-z][a-z'-]+")
_ENDING = re.compile(r"(?:'s|s|ing|ed|es|ly)$")
_SHORTEST = 5  # a shorter word keeps its ending


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """The weights: one row per word, vector dimension and rule, one column per theme.

    A theme is heard from the score `supported` where some rule speaks for it too,
    else from `alone`.
    """

    concepts: tuple[str, ...]
    words: Mapping[str, int]
    inverse: Array
    weights: Array
    bias: Array
    supported: float
    alone: float

    def scores(
        self, text: str, told: Mapping[str, int], broad: Mapping[str, int]
    ) -> dict[str, float]:
        """Return how surely a text tells each theme, about 0 for not and 1 for plainly.

        `told` and `broad` are the weights of the rules' cues.
        """
        row = np.concatenate(
            [
                worded(text, self.words, self.inverse),
                embed([text])[0] * VECTOR_SHARE,
                support_of(self.concepts, told, broad),
            ]
        )
        made = row @ self.weights + self.bias
        return {name: float(score) for name, score in zip(self.concepts, made, strict=True)}


def stems(text: str) -> list[str]:
    """Return the words of a text in small letters without their commonest endings."""
    return [
        _ENDING.sub("", word) if len(word) >= _SHORTEST else word
        for word in _WORD.findall(text.lower())
    ]


def worded(text: str, words: Mapping[str, int], inverse: Array) -> Array:
    """Return the words of a text as a vector of length 1: log counts by inverse frequency."""
    row = np.zeros(len(words), np.float32)
    for word, count in Counter(stems(text)).items():
        if word in words:
            row[words[word]] = (1 + np.log(count)) * inverse[words[word]]
    length = float(np.linalg.norm(row))
    return row / length if length else row


def support_of(concepts: Sequence[str], told: Mapping[str, int], broad: Mapping[str, int]) -> Array:
    """Return what the rules say of each theme, telling cues before broad ones, up to 1."""
    values = [
        min(table.get(concept, 0), FULL_SUPPORT) / FULL_SUPPORT
        for table in (told, broad)
        for concept in concepts
    ]
    return np.array(values, np.float32)


def load_model(path: Path) -> ThemeModel:
    """Return the model of a file that the training script wrote."""
    with np.load(path, allow_pickle=False) as data:
        names = bytes(data["words"]).decode().split("\n")
        return ThemeModel(
            concepts=tuple(bytes(data["concepts"]).decode().split("\n")),
            words={name: at for at, name in enumerate(names)},
            inverse=data["inverse"].astype(np.float32),
            weights=data["weights"].astype(np.float32) * data["scales"],
            bias=data["bias"],
            supported=float(data["supported"]),
            alone=float(data["alone"]),
        )


@cache
def shipped() -> ThemeModel:
    """Return the model that ships with the package."""
    with as_file(files("ingest") / "models" / "themes.npz") as path:
        return load_model(path)
