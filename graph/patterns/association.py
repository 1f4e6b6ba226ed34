"""How far two things go together: expected counts, lift, odds ratio, Fisher's exact test.

All of it over whole tables at once. The figures are those of
`scipy.stats.contingency.odds_ratio(kind="sample")` and `scipy.stats.fisher_exact`,
which take a table at a time (milliseconds each, minutes for a matrix); tests hold
them together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from scipy.stats import false_discovery_control, norm

__all__ = ["LEVEL", "Association", "associate", "fisher_exact", "odds_ratios"]

Counts = NDArray[np.int64]
Figures = NDArray[np.float64]

LEVEL = 0.95  # of the intervals
_TIE = 1 + 1e-7  # probabilities this near count as equal, as in R and older scipy
_CHUNK = 2_000_000  # probabilities held at once: 16 MB


@dataclass(frozen=True, slots=True, eq=False)
class Association:
    """One figure for each pair of a row and a column; nan where there is none.

    Of the `base` cases that could have had both, `rows` have the one, `columns`
    the other and `together` both. `p` is Fisher's two-sided, `q` the same under
    Benjamini and Hochberg's control of false discoveries over the table.
    """

    base: Counts
    rows: Counts
    columns: Counts
    together: Counts
    expected: Figures
    lift: Figures
    odds: Figures
    low: Figures
    high: Figures
    p: Figures
    q: Figures


def associate(
    base: Counts, rows: Counts, columns: Counts, together: Counts, tested: NDArray[np.bool_]
) -> Association:
    """Return how far pairs go together; only those `tested` have p and q.

    A pair is never tested where one of the two is had by nobody or by everybody.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(base > 0, rows * (columns / np.maximum(base, 1)), np.nan)
        lift = np.where(expected > 0, together / expected, np.nan)
    varies = (rows > 0) & (columns > 0) & (rows < base) & (columns < base)
    odds, low, high = odds_ratios(base, rows, columns, together)
    for figures in (odds, low, high):
        figures[~varies] = np.nan
    asked = tested & varies
    p = np.full(base.shape, np.nan)
    p[asked] = fisher_exact(base[asked], rows[asked], columns[asked], together[asked])
    return Association(
        base, rows, columns, together, expected, lift, odds, low, high, p, _adjusted(p)
    )


def odds_ratios(
    base: Counts, rows: Counts, columns: Counts, together: Counts
) -> tuple[Figures, Figures, Figures]:
    """Return the sample odds ratios with their 95 % intervals (Woolf's logit method).

    Where one of a table's four cells is 0, one half is added to each (Haldane and
    Anscombe), so that every interval has two ends.
    """
    cells = np.stack(
        [together, rows - together, columns - together, base - rows - columns + together]
    )
    some_empty = (cells == 0).any(axis=0)
    a, b, c, d = cells + np.where(some_empty, 0.5, 0.0)
    log_odds = np.log(a) + np.log(d) - np.log(b) - np.log(c)
    reach = norm.ppf(0.5 + LEVEL / 2) * np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return np.exp(log_odds), np.exp(log_odds - reach), np.exp(log_odds + reach)


def fisher_exact(base: Counts, rows: Counts, columns: Counts, together: Counts) -> Figures:
    """Return Fisher's two-sided p of many tables: the sum of all tables no likelier than each.

    One-dimensional arrays; equal tables are worked out once.
    """
    if not base.size:
        return np.zeros(0)
    tables = np.column_stack([base, np.minimum(rows, columns), np.maximum(rows, columns), together])
    unique, back = np.unique(tables, axis=0, return_inverse=True)
    low = np.maximum(0, unique[:, 1] + unique[:, 2] - unique[:, 0])
    sizes = unique[:, 1] - low + 1
    found = np.empty(len(unique))
    ends = np.cumsum(sizes)
    start = 0
    while start < len(unique):
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + _CHUNK, side="right")))
        part = slice(start, stop)
        found[part] = _two_sided(unique[part], low[part], sizes[part])
        start = stop
    return found[back.reshape(-1)]


def _two_sided(tables: Counts, low: Counts, sizes: Counts) -> Figures:
    """Return p of each table from the hypergeometric distribution over all it could have been."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    which = np.repeat(np.arange(len(tables)), sizes)
    could = np.arange(len(which)) - starts[which] + low[which]
    factorials = gammaln(np.arange(int(tables[:, 0].max()) + 2) + 1.0)
    base, fewer, more = (tables[which, column] for column in range(3))
    logs = -(
        factorials[could]
        + factorials[fewer - could]
        + factorials[more - could]
        + factorials[base - fewer - more + could]
    )
    logs -= np.maximum.reduceat(logs, starts)[which]
    weights = np.exp(logs)
    seen = weights[starts + tables[:, 3] - low]
    unlikely = np.where(weights <= seen[which] * _TIE, weights, 0.0)
    return np.minimum(1.0, np.add.reduceat(unlikely, starts) / np.add.reduceat(weights, starts))


def _adjusted(p: Figures) -> Figures:
    adjusted = np.full(p.shape, np.nan)
    tested = ~np.isnan(p)
    if tested.any():
        adjusted[tested] = false_discovery_control(p[tested], method="bh")
    return adjusted
