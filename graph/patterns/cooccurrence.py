"""Any two schemes crossed: how often their concepts meet in a case, and how surprising that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.patterns.association import Association, associate
from graph.patterns.casetable import CaseTable, Marks, Truth

__all__ = ["SMALL", "Cell", "CrossTable", "cross"]

SMALL = 5  # cases: below this a count is marked, for it may well be chance


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair of the table. `nested` says that the two overlap by definition.

    `p` and `q` are None where there is no test, the odds ratio where it has no sense.
    """

    row: str
    column: str
    base: int
    rows: int
    columns: int
    together: int
    expected: float | None
    lift: float | None
    odds: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    nested: bool

    @property
    def small(self) -> bool:
        """Whether so few cases have both that the figure is marked."""
        return self.together < SMALL


@dataclass(frozen=True, slots=True, eq=False)
class CrossTable:
    """Two schemes crossed; the figures are tables of rows by columns."""

    rows: Marks
    columns: Marks
    figures: Association
    nested: Truth

    @property
    def tested(self) -> int:
        """How many pairs were tested, each once: what q is adjusted over."""
        sure = ~np.isnan(self.figures.p)
        same = self.rows.scheme == self.columns.scheme
        return int((np.triu(sure) if same else sure).sum())

    def cell(self, row: str, column: str) -> Cell:
        """Return one pair; raises UsageInvalid for concepts that are not of the schemes."""
        return self._cell(self.rows.column(row), self.columns.column(column))

    def cells(self) -> list[Cell]:
        """Return every pair that some case has, each once, row by row."""
        same = self.rows.scheme == self.columns.scheme
        found = np.argwhere(self.figures.together > 0)
        return [self._cell(i, j) for i, j in found.tolist() if not same or i < j]

    def strongest(self, number: int, *, least: int = SMALL) -> list[Cell]:
        """Return the pairs that meet more often than by chance, the smallest p first.

        Only those that at least `least` cases have.
        """
        above = [
            (one.p, -one.odds, one.row, one.column, one)
            for one in self.cells()
            if one.p is not None and one.odds is not None
            if one.odds > 1 and one.together >= least
        ]
        return [one for *_, one in sorted(above, key=lambda told: told[:-1])][:number]

    def commonest(self, number: int, *, columns: bool = False) -> list[str]:
        """Return the concepts that most cases have, in the order of the vocabulary."""
        marks = self.columns if columns else self.rows
        counts = marks.has.sum(axis=0)
        order = sorted(np.flatnonzero(counts).tolist(), key=lambda at: (-counts[at], at))
        return [marks.concepts[at] for at in sorted(order[:number])]

    def _cell(self, i: int, j: int) -> Cell:
        own = self.figures
        return Cell(
            row=self.rows.concepts[i],
            column=self.columns.concepts[j],
            base=int(own.base[i, j]),
            rows=int(own.rows[i, j]),
            columns=int(own.columns[i, j]),
            together=int(own.together[i, j]),
            expected=_known(own.expected, i, j),
            lift=_known(own.lift, i, j),
            odds=_known(own.odds, i, j),
            low=_known(own.low, i, j),
            high=_known(own.high, i, j),
            p=_known(own.p, i, j),
            q=_known(own.q, i, j),
            nested=bool(self.nested[i, j]),
        )


def cross(table: CaseTable, rows: str, columns: str) -> CrossTable:
    """Return two schemes crossed; the base of each pair is the cases that could have had both.

    Concepts that overlap by definition are counted, not tested; a scheme
    crossed with itself is tested once for each pair. Raises UsageInvalid for an
    unknown scheme.
    """
    first, second = table.marks(rows), table.marks(columns)
    nested = _nested(table, first, second)
    tested = ~nested
    if rows == columns:
        tested &= np.triu(np.ones_like(nested), 1)
    # Who could have had a concept is one of a few populations: those are counted once each.
    whom, other = _populations(first), _populations(second)
    own, theirs = first.could[:, whom[0]], second.could[:, other[0]]
    figures = associate(
        _meet(own, theirs)[whom[1]][:, other[1]],
        _meet(first.has, theirs)[:, other[1]],
        _meet(own, second.has)[whom[1]],
        _meet(first.has, second.has),
        tested,
    )
    if rows == columns:
        for one in (figures.p, figures.q):
            below = np.tril_indices_from(one, -1)
            one[below] = one.T[below]
    return CrossTable(first, second, figures, nested)


def _populations(marks: Marks) -> tuple[list[int], list[int]]:
    """Return a column of each population, and which of these each concept has."""
    begun = {one: marks.populations.index(one) for one in dict.fromkeys(marks.populations)}
    order = list(begun)
    return list(begun.values()), [order.index(one) for one in marks.populations]


def _meet(one: Truth, other: Truth) -> NDArray[np.int64]:
    """Return how many cases are true in both, for each pair of columns."""
    # float32 counts exactly up to 16 million cases, and is what the processor multiplies fast
    return np.rint(one.T.astype(np.float32) @ other.astype(np.float32)).astype(np.int64)


def _nested(table: CaseTable, first: Marks, second: Marks) -> Truth:
    if first.scheme == second.scheme:
        return table.overlaps(first.scheme)
    return np.zeros((len(first.concepts), len(second.concepts)), dtype=bool)


def _known(figures: NDArray[np.float64], i: int, j: int) -> float | None:
    value = float(figures[i, j])
    return None if np.isnan(value) else value
