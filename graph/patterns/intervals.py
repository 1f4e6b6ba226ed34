"""Shares with the interval that the count behind them allows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from scipy.stats import binomtest

from graph.patterns.association import LEVEL

__all__ = ["Share", "share"]

_CACHED = 65_536  # pairs of counts


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of` cases, with the 95 % interval (Wilson's score method); of none, all None."""

    count: int
    of: int
    value: float | None
    low: float | None
    high: float | None


@lru_cache(maxsize=_CACHED)
def share(count: int, of: int) -> Share:
    """Return a share with its interval.

    >>> round(share(5, 10).low, 3)
    0.237
    """
    if not of:
        return Share(count, of, None, None, None)
    found = binomtest(count, of).proportion_ci(confidence_level=LEVEL, method="wilson")
    return Share(count, of, count / of, float(found.low), float(found.high))
