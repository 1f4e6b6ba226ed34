"""Shares by year, and whether they rise or fall."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, norm, pearsonr

from graph.patterns.casetable import CaseTable
from graph.patterns.intervals import Share, share

__all__ = ["LEAST_CASES", "LEAST_YEARS", "Trend", "Year", "cochran_armitage", "trend", "trends"]

# A test needs some years to look along and some cases on either side.
LEAST_YEARS = 3
LEAST_CASES = 5


@dataclass(frozen=True, slots=True)
class Year:
    """One year: the cases that have the concept, of those that could have mentioned it."""

    year: int
    share: Share


@dataclass(frozen=True, slots=True)
class Trend:
    """A concept over the years, every year from the first to the last.

    `z` is above 0 where the share rises; `p` is two-sided, `q` the same under
    Benjamini and Hochberg's control of false discoveries over the concepts that
    were tested together. All None where there is too little to test.
    """

    concept: str
    label: str
    years: tuple[Year, ...]
    undated: int
    z: float | None = None
    p: float | None = None
    q: float | None = None

    @property
    def count(self) -> int:
        """How many cases of a known year have it."""
        return sum(one.share.count for one in self.years)

    @property
    def of(self) -> int:
        """How many cases of a known year could have mentioned it."""
        return sum(one.share.of for one in self.years)


def trend(table: CaseTable, scheme: str, concept: str, basis: str = "incident-year") -> Trend:
    """Return one concept over the years of the incidents, or of publication.

    Raises UsageInvalid for what is not there.
    """
    at = table.marks(scheme).column(concept)
    return _trend(table, scheme, at, _dated(table, basis))


def trends(table: CaseTable, scheme: str, basis: str = "incident-year") -> list[Trend]:
    """Return every concept that some case has, the surest trend first, untested ones last."""
    marks = table.marks(scheme)
    dated = _dated(table, basis)
    found = [_trend(table, scheme, int(at), dated) for at in np.flatnonzero(marks.has.any(axis=0))]
    tested = [one.p for one in found if one.p is not None]
    adjusted = iter(false_discovery_control(tested, method="bh").tolist() if tested else ())
    told = [one if one.p is None else replace(one, q=next(adjusted)) for one in found]
    return sorted(told, key=lambda one: (one.p is None, one.p or 0.0, -one.count, one.concept))


def cochran_armitage(
    years: NDArray[np.float64], has: NDArray[np.bool_]
) -> tuple[float | None, float | None]:
    """Return z and two-sided p of the Cochran-Armitage test for trend; None where none is due.

    z is the correlation of year and having, times the root of the number of cases
    (Agresti, Categorical Data Analysis, 3rd edition, 2013, section 5.3).
    """
    count = int(has.sum())
    enough = min(count, len(has) - count) >= LEAST_CASES
    if not enough or len(np.unique(years)) < LEAST_YEARS:
        return None, None
    along = pearsonr(years, has.astype(float)).statistic
    z = float(along) * len(years) ** 0.5
    return z, float(2 * norm.sf(abs(z)))


def _dated(table: CaseTable, basis: str) -> NDArray[np.float64]:
    """Return the year of each case, nan where it is not known."""
    years = table.year_of(basis)
    return np.array([np.nan if one is None else one for one in years], dtype=float)


def _trend(table: CaseTable, scheme: str, at: int, dated: NDArray[np.float64]) -> Trend:
    marks = table.marks(scheme)
    has, known = marks.has[:, at], ~np.isnan(dated)
    counted = marks.could[:, at] & known
    years, told = dated[counted], has[counted]
    z, p = cochran_armitage(years, told)
    first = int(years.min()) if years.size else 0
    of = np.bincount((years - first).astype(np.int64)) if years.size else np.zeros(0, np.int64)
    counts = np.bincount((years[told] - first).astype(np.int64), minlength=len(of))
    return Trend(
        concept=marks.concepts[at],
        label=table.label(scheme, marks.concepts[at]),
        years=tuple(
            Year(first + year, share(int(counts[year]), int(of[year]))) for year in range(len(of))
        ),
        undated=int((has & ~known).sum()),
        z=z,
        p=p,
    )
