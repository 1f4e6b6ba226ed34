"""Reading order: which fragments of a page belong to which column.

A gutter is a strip that almost nothing crosses. What crosses it (a title above
two columns) parts the page into bands; within a band the left column is read
before the right one, and each column may have columns of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.lines import Line, merge_rows
from ingest.readers.pdf.rulings import Ruling

__all__ = ["Column", "columns_of"]

# A gutter is at least this wide, in points, and lies in this part of the width.
_GUTTER = 8.0
_LEFTMOST, _RIGHTMOST = 0.2, 0.8
# Fewer lines than this on one side are no column; nor are lines that fill less
# than this part of it: those are the cells of a table or a list of names.
_FEWEST = 4
_FILLED = 0.55
# At most this part of a page's fragments may cross the gutter.
_CROSSING = 0.34
_DEEPEST = 3
# No page is wider than this, in points: a drawing may be.
_WIDEST = 20_000
# Lines of one paragraph stand this close, in parts of their size.
_CLOSE = 1.4
# An underline lies this far below its line at most, in parts of the size.
_UNDER = 0.35


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column from top to bottom, and its edges in points."""

    lines: tuple[Line, ...]
    x0: float
    x1: float


def columns_of(parts: Sequence[Line], depth: int = 0) -> Iterator[Column]:
    """Yield the columns of a page, or of a part of it, in reading order."""
    if not parts:
        return
    gutter = _gutter(parts) if depth < _DEEPEST else None
    if gutter is None:
        yield _column(merge_rows(parts))
        return
    for band in _bands(parts, gutter):
        left = [part for part in band if part.x1 <= gutter]
        right = [part for part in band if part.x0 >= gutter]
        if len(left) + len(right) < len(band) or not left or not right:
            yield _column(merge_rows(band))
        else:
            yield from columns_of(left, depth + 1)
            yield from columns_of(right, depth + 1)


def _column(lines: Sequence[Line]) -> Column:
    return Column(tuple(lines), min(line.x0 for line in lines), max(line.x1 for line in lines))


def _gutter(parts: Sequence[Line]) -> float | None:
    """Return the middle of the strip that parts two columns of prose, if any."""
    left = min(part.x0 for part in parts)
    width = max(part.x1 for part in parts) - left
    if len(parts) < 2 * _FEWEST or not 0 < width < _WIDEST:
        return None
    crossing = _crossing(parts, left, int(width) + 1)
    low, high = int(width * _LEFTMOST), int(width * _RIGHTMOST)
    most = _CROSSING * len(parts)
    strips = list(_strips(crossing, low, high, most))
    best = min(strips, key=lambda strip: (strip[0], strip[1] - strip[2]), default=None)
    if best is None:
        return None
    middle = left + (best[1] + best[2]) / 2
    return middle if _prose_on_both_sides(parts, middle) else None


def _crossing(parts: Sequence[Line], left: float, width: int) -> list[int]:
    """Return for each point of the width how many fragments lie across it."""
    steps = [0] * (width + 2)
    for part in parts:
        steps[max(int(part.x0 - left), 0)] += 1
        steps[min(int(part.x1 - left) + 1, width + 1)] -= 1
    total = 0
    counts = []
    for step in steps[:width]:
        total += step
        counts.append(total)
    return counts


def _strips(
    crossing: Sequence[int], low: int, high: int, most: float
) -> Iterator[tuple[int, int, int]]:
    """Yield (fragments across, start, end) of the strips wide enough for a gutter."""
    for floor in sorted({count for count in crossing[low:high] if count <= most})[:4]:
        start = None
        for at in range(low, high + 1):
            if at < high and crossing[at] <= floor:
                start = at if start is None else start
            elif start is not None:
                if at - start >= _GUTTER:
                    yield floor, start, at
                start = None


def _prose_on_both_sides(parts: Sequence[Line], middle: float) -> bool:
    left = [part for part in parts if part.x1 <= middle]
    right = [part for part in parts if part.x0 >= middle]
    if min(len(left), len(right)) < _FEWEST:
        return False
    return _fills(left) and _fills(right)


def _fills(side: Sequence[Line]) -> bool:
    lines = merge_rows(side)
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    prose = median(line.x1 - line.x0 for line in lines) >= _FILLED * width
    return len(lines) >= _FEWEST and prose and not _every_row_apart(lines)


def _every_row_apart(lines: Sequence[Line]) -> bool:
    """Say whether hardly two lines follow each other closely, as in a table."""
    steps = [after.y - line.y for line, after in pairwise(lines)]
    close = sum(step < 1.7 * line.size for step, line in zip(steps, lines, strict=False))
    return close < len(steps) / 3


def _bands(parts: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Yield runs of fragments that all cross the gutter, or none of which does."""
    band: list[Line] = []
    crossing = False
    for part in sorted(parts, key=lambda part: (part.y, part.x0)):
        crosses = part.x0 < gutter < part.x1 or (crossing and _wraps(band[-1], part))
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        band.append(part)
    if band:
        yield band


def _wraps(before: Line, part: Line) -> bool:
    """Say whether a short fragment is the end of a paragraph that crosses the gutter."""
    same = (before.size, before.bold) == (part.size, part.bold)
    return same and abs(before.x0 - part.x0) < 1 and part.y - before.y < _CLOSE * part.size


def with_underlines(column: Column, across: Sequence[Ruling]) -> Column:
    """Return the column with the lines marked that are underlined from end to end."""
    if not across:
        return column
    lines = tuple(
        replace(line, underlined=True) if _has_rule(line, across) else line for line in column.lines
    )
    return replace(column, lines=lines)


def _has_rule(line: Line, across: Sequence[Ruling]) -> bool:
    """Say whether a rule runs under a whole line and no further; a link's does not count."""
    if line.colour:
        return False
    return any(
        0 < rule.at - line.y < _UNDER * line.size
        and abs(rule.start - line.x0) < line.size
        and abs(rule.end - line.x1) < line.size
        for rule in across
    )
