"""A few texts that stand for many: typical, and different from each other.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998), with how alike a
text is to all others as its relevance.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from search.families.items import node_of
from search.families.likeness import Floats
from search.families.network import likeness_of

__all__ = ["Quotable", "compared", "varied"]

_COMPARED = 200  # texts: of more, as many are taken evenly, so that a page stays quick
_RELEVANCE = 0.5  # the rest is difference from what was chosen


@dataclass(frozen=True, slots=True)
class Quotable:
    """A text that may be quoted; `source` is whose words they are."""

    text: str
    themes: tuple[str, ...]
    source: Hashable


def compared(number: int) -> range:
    """Return the places of those of so many texts that are compared: all, or evenly taken."""
    return range(0, number, max(1, -(-number // _COMPARED)))


def varied(texts: Sequence[Quotable], most: int) -> list[int]:
    """Return the places of at most `most` texts, in the order chosen; no source twice."""
    rows = list(compared(len(texts)))
    alike = _alike([texts[row] for row in rows])
    typical = alike.sum(axis=1) / max(1, len(rows) - 1)
    chosen: list[int] = []
    free = list(range(len(rows)))
    while free and len(chosen) < most:
        nearest = alike[:, chosen].max(axis=1) if chosen else np.zeros(len(rows), np.float32)
        worth = np.round(_RELEVANCE * typical - (1 - _RELEVANCE) * nearest, 5)
        best = max(free, key=lambda at: (worth[at], -at))
        chosen.append(best)
        used = {texts[rows[one]].source for one in chosen}
        free = [one for one in free if texts[rows[one]].source not in used]
    return [rows[one] for one in chosen]


def _alike(texts: Sequence[Quotable]) -> Floats:
    """Return the likeness of each text to each other, 0 to itself."""
    compared = likeness_of([node_of("", one.text, one.themes) for one in texts])
    first, second = np.triu_indices(len(texts), 1)
    whole = np.zeros((len(texts), len(texts)), dtype=np.float32)
    whole[first, second] = compared.of(first, second)
    both: Floats = whole + whole.T
    return both
