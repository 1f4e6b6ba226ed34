"""The vectorised statistics against scipy's own, one table at a time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import contingency

from graph.patterns.association import associate, fisher_exact, odds_ratios
from graph.patterns.intervals import share

# base, rows, columns, together: what the row proves
TABLES = [
    (20, 10, 10, 8),  # well above chance
    (20, 10, 10, 2),  # as far below
    (20, 10, 10, 5),  # exactly as expected
    (5000, 250, 300, 40),  # large and sparse
    (3, 1, 1, 1),  # as small as it gets
    (12, 6, 6, 0),  # never together
]


def _cells(base: int, rows: int, columns: int, both: int) -> NDArray[np.int64]:
    return np.array([[both, rows - both], [columns - both, base - rows - columns + both]])


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    base = draw(st.integers(1, 400))
    rows, columns = draw(st.integers(0, base)), draw(st.integers(0, base))
    return base, rows, columns, draw(st.integers(max(0, rows + columns - base), min(rows, columns)))


@settings(deadline=None)
@given(st.lists(tables(), min_size=1, max_size=6))
def test_fisher_is_scipys(found: list[tuple[int, int, int, int]]) -> None:
    ours = fisher_exact(*np.array(found).T)
    theirs = [stats.fisher_exact(_cells(*one)).pvalue for one in found]
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("table", TABLES)
def test_fisher_of_known_tables(table: tuple[int, int, int, int]) -> None:
    (ours,) = fisher_exact(*np.array([table]).T)
    assert ours == pytest.approx(stats.fisher_exact(_cells(*table)).pvalue, rel=1e-9)


@pytest.mark.parametrize("table", TABLES[:4])
def test_odds_ratio_and_interval_are_scipys(table: tuple[int, int, int, int]) -> None:
    (odds,), (low,), (high,) = odds_ratios(*np.array([table]).T)
    theirs = contingency.odds_ratio(_cells(*table), kind="sample")
    interval = theirs.confidence_interval(0.95)
    assert (odds, low, high) == pytest.approx((theirs.statistic, interval.low, interval.high))


def test_an_empty_cell_still_has_an_interval() -> None:
    (odds,), (low,), (high,) = odds_ratios(*np.array([(12, 6, 6, 0)]).T)
    assert odds == pytest.approx(0.5**2 / 6.5**2)  # one half added to each cell
    assert 0 < low < odds < high < math.inf


def test_expected_lift_and_adjusted_p() -> None:
    base, rows, columns, both = np.array(TABLES[:4]).T
    found = associate(base, rows, columns, both, np.array([True, True, False, True]))
    assert found.expected.tolist() == [5, 5, 5, 15]
    assert found.lift.tolist() == pytest.approx([1.6, 0.4, 1.0, 40 / 15])
    assert np.isnan(found.p).tolist() == [False, False, True, False]
    tested = found.p[[0, 1, 3]]
    assert found.q[[0, 1, 3]] == pytest.approx(stats.false_discovery_control(tested))


@pytest.mark.parametrize(
    "table",
    [(10, 0, 5, 0), (10, 5, 10, 5), (0, 0, 0, 0)],  # had by nobody, by everybody, no cases
)
def test_what_does_not_vary_has_no_test(table: tuple[int, int, int, int]) -> None:
    base, rows, columns, both = np.array([table]).T
    found = associate(base, rows, columns, both, np.array([True]))
    assert all(np.isnan(one).all() for one in (found.odds, found.low, found.p, found.q))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (5, 10, 0.2366, 0.7634),  # the textbook example
        (0, 10, 0.0, 0.2775),  # none seen is not none there
        (10, 10, 0.7225, 1.0),
    ],
)
def test_wilson(count: int, of: int, low: float, high: float) -> None:
    found = share(count, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_a_share_of_nothing_is_no_share() -> None:
    assert share(0, 0).value is None
