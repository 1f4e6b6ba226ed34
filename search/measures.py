"""Measures of a ranking against judged relevance, and how sure their mean is.

Grades go from 0 (no use) to 3 (just what was wanted). What nobody judged counts as 0.
The definitions are those of TREC (https://trec.nist.gov/pubs/trec16/appendices/measures.pdf);
gain is linear in the grade (Järvelin and Kekäläinen, ACM TOIS 20(4), 2002).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from math import log2
from statistics import fmean

__all__ = ["MEASURES", "Interval", "Measure", "interval", "ndcg", "precision", "recall", "rr"]

Grades = Mapping[str, int]
Measure = Callable[[Sequence[str], Grades], float]
Interval = tuple[float, float]

# From this grade on, a hit is relevant where a measure knows only yes and no.
_RELEVANT = 2
_SAMPLES = 2_000
_SEED = 20_261_123
_TAIL = 0.025  # left out on either side: an interval of 95 per cent


def ndcg(ranking: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Return the discounted gain of the first hits, as a share of the best possible.

    >>> round(ndcg(["b", "a"], {"a": 3, "b": 0}), 3)
    0.631
    """
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(one, 0) for one in ranking[:depth]]) / best if best else 0.0


def precision(ranking: Sequence[str], grades: Grades, depth: int = 5) -> float:
    """Return which share of the first places holds a relevant hit; empty places hold none."""
    return sum(grades.get(one, 0) >= _RELEVANT for one in ranking[:depth]) / depth


def recall(ranking: Sequence[str], grades: Grades, depth: int = 50) -> float:
    """Return which share of what is relevant stands among the first places."""
    relevant = {one for one, grade in grades.items() if grade >= _RELEVANT}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


def rr(ranking: Sequence[str], grades: Grades) -> float:
    """Return 1 over the place of the first relevant hit, 0 where there is none."""
    places = (at for at, one in enumerate(ranking, start=1) if grades.get(one, 0) >= _RELEVANT)
    return 1 / next(places, float("inf"))


MEASURES: Mapping[str, Measure] = {
    "nDCG@10": ndcg,
    "P@5": precision,
    "recall@50": recall,
    "MRR": rr,
}


def interval(values: Sequence[float]) -> Interval:
    """Return the bootstrap interval of 95 per cent of a mean; the same values, the same one."""
    if not values:
        return (0.0, 0.0)
    chance = random.Random(_SEED)  # noqa: S311 - resampling, nothing secret
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(_SAMPLES))
    return means[int(_SAMPLES * _TAIL)], means[int(_SAMPLES * (1 - _TAIL)) - 1]


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades, start=1))
