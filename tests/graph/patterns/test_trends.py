"""The test for trend on data with a known answer."""

from __future__ import annotations

import numpy as np
import pytest

from graph.patterns.trends import cochran_armitage


def _spread(counts: list[tuple[int, int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return one case each from (year, with, without)."""
    years = [year for year, yes, no in counts for _ in range(yes + no)]
    has = [bool(one < yes) for _, yes, no in counts for one in range(yes + no)]
    return np.array(years, dtype=float), np.array(has)


def test_malformations_by_alcohol_consumption() -> None:
    # Agresti 2013, section 3.2.2: z2 = 6.57 with the midpoints as scores
    counts = [(0, 48, 17066), (0.5, 38, 14464), (1.5, 5, 788), (4, 1, 126), (7, 1, 37)]
    years = np.repeat([row[0] for row in counts], [row[1] + row[2] for row in counts])
    has = np.concatenate([np.r_[np.ones(y, bool), np.zeros(n, bool)] for _, y, n in counts])
    z, p = cochran_armitage(years.astype(float), has)
    assert z is not None
    assert p is not None
    assert (z**2, p) == pytest.approx((6.57, 0.0104), abs=2e-3)


@pytest.mark.parametrize(
    ("counts", "rises"),
    [
        ([(2000, 2, 18), (2001, 8, 12), (2002, 15, 5)], True),
        ([(2000, 15, 5), (2001, 8, 12), (2002, 2, 18)], False),
    ],
)
def test_the_sign_says_which_way(counts: list[tuple[int, int, int]], rises: bool) -> None:
    z, p = cochran_armitage(*_spread(counts))
    assert z is not None
    assert p is not None
    assert (z > 0) is rises
    assert p < 0.001


@pytest.mark.parametrize(
    "counts",
    [
        [],  # nothing
        [(2000, 9, 9), (2001, 9, 9)],  # two years are no trend
        [(2000, 1, 9), (2001, 1, 9), (2002, 2, 9)],  # fewer than five with it
        [(2000, 9, 1), (2001, 9, 1), (2002, 9, 2)],  # fewer than five without
    ],
)
def test_too_little_is_not_tested(counts: list[tuple[int, int, int]]) -> None:
    assert cochran_armitage(*_spread(counts)) == (None, None)
