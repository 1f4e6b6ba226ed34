"""Counts and the figures made from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["Agreement", "Share", "Tally", "kappa", "wilson"]


@dataclass(slots=True)
class Tally:
    """True positives, false positives and false negatives."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was extracted that is right (1 when nothing was extracted)."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was extracted (1 when nothing is there)."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.hit + self.extra + self.missed
        return 2 * self.hit / both if both else 1.0


@dataclass(slots=True)
class Share:
    """How many of how many."""

    count: int = 0
    of: int = 0

    def add(self, holds: bool) -> None:
        """Count one more, and whether it holds."""
        self.of += 1
        self.count += holds

    @property
    def value(self) -> float | None:
        """The share, or None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(slots=True)
class Agreement:
    """A two by two table of presence: by us, by gold."""

    cells: Counter[tuple[bool, bool]] = field(default_factory=Counter)

    def add(self, ours: bool, gold: bool) -> None:
        """Count one case."""
        self.cells[ours, gold] += 1


def wilson(count: int, of: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a share (Wilson 1927), or None of nothing."""
    if of == 0:
        return None
    from scipy.stats import binomtest  # noqa: PLC0415 - heavy, and only reports need it

    interval = binomtest(count, of).proportion_ci(confidence_level=0.95, method="wilson")
    return float(interval.low), float(interval.high)


def kappa(table: Agreement, total: int) -> float | None:
    """Return Cohen's kappa (1960) over `total` cases, None where it is undefined.

    The table holds the cases where either says present; the rest agree on absence.
    """
    cells = table.cells
    if not total:
        return None
    disagreed = cells[True, False] + cells[False, True]
    observed = 1 - disagreed / total
    ours = (cells[True, True] + cells[True, False]) / total
    gold = (cells[True, True] + cells[False, True]) / total
    expected = ours * gold + (1 - ours) * (1 - gold)
    return None if expected == 1 else (observed - expected) / (1 - expected)
