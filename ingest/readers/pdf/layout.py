"""Measures of a whole document: its body type, its leading, its columns' edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.columns import Column
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.pages import LaidPage

__all__ = ["Measures", "body_size", "measure"]

# Leading is at most so many times the size; without lines to measure it is this.
_MOST_LEADING = 2.3
_USUAL_LEADING = 1.22
_LOOSE_LEADING = 1.4
# Columns that begin within so many points of each other are one column on many pages.
_COLUMN_STEP = 24
_FEWEST_LINES = 12
# The right edge that all but the few widest lines keep within.
_WIDEST = 0.97
# So much of the lines' distances is the leading at least; the rest are gaps.
_LEADING_SHARE = 0.15
# A line that leaves this part of its column empty is short; a step wider than the leading by
# this part of the size is a gap; paragraphs are spaced when most of a few ends show one.
_SHORT = 0.25
_GAP = 0.3
_FEWEST_ENDS = 4
_MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Measures:
    """Body type size, leading by type size, and right edges by column, in points.

    `spaced` says that the document parts its paragraphs by space between them.
    """

    body: float
    leading: dict[float, float]
    right: dict[int, float]
    spaced: bool = False

    def leading_of(self, line: Line) -> float:
        """Return the usual distance between the baselines of lines of this size."""
        return self.leading.get(line.size, line.size * _USUAL_LEADING)

    def right_of(self, column: Column) -> float:
        """Return the right edge that lines of this column are broken at."""
        edge = self.right.get(int(column.x0 // _COLUMN_STEP), column.x1)
        return max(edge, _edge([line.x1 for line in column.lines])) if column.lines else edge


def body_size(pages: Iterable[LaidPage]) -> float:
    """Return the size that most characters of the document are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for column in page.columns:
            for line in column.lines:
                sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def measure(pages: Sequence[LaidPage]) -> Measures:
    """Return the measures of a document."""
    steps: defaultdict[float, Counter[float]] = defaultdict(Counter)
    ends: defaultdict[int, list[float]] = defaultdict(list)
    body = body_size(pages)
    for page in pages:
        for column in page.columns:
            for line, after in pairwise(column.lines):
                if line.size == after.size and 0 < after.y - line.y < _MOST_LEADING * line.size:
                    steps[line.size][round((after.y - line.y) * 2) / 2] += 1
            key = int(column.x0 // _COLUMN_STEP)
            ends[key].extend(line.x1 for line in column.lines if line.size == body)
    known = Measures(
        body=body,
        leading={size: _leading(size, counts) for size, counts in steps.items()},
        right={key: _edge(one) for key, one in ends.items() if len(one) >= _FEWEST_LINES},
    )
    return replace(known, spaced=_is_spaced(pages, known))


def _is_spaced(pages: Sequence[LaidPage], known: Measures) -> bool:
    """Say whether most sentences that end a short line have space below them."""
    parted = total = 0
    for page in pages:
        for column in page.columns:
            short = known.right_of(column) - _SHORT * (column.x1 - column.x0)
            for line, after in pairwise(column.lines):
                if known.body == line.size == after.size and line.x1 < short:
                    total += line.text.endswith(".")
                    wide = after.y - line.y > known.leading_of(line) + _GAP * line.size
                    parted += line.text.endswith(".") and wide
    return total >= _FEWEST_ENDS and parted >= _MOSTLY * total


def _leading(size: float, counts: Counter[float]) -> float:
    """Return the smallest distance that is common: wider ones part paragraphs."""
    total = sum(counts.values())
    most = max(counts.values())
    least = min(
        step for step, count in counts.items() if count == most or count >= total * _LEADING_SHARE
    )
    # A title set once or twice measures nothing: its lines may stand apart.
    return least if total >= _FEWEST_LINES else min(least, size * _LOOSE_LEADING)


def _edge(ends: Sequence[float]) -> float:
    return sorted(ends)[min(int(len(ends) * _WIDEST), len(ends) - 1)]
