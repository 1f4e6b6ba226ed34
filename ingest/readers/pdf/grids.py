"""Where the lines drawn on a page make a table, and which cells they bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.rulings import Ruling, Rulings
from ingest.readers.pdf.words import Word

__all__ = ["Box", "Grid", "barred_grids", "ruled_grids"]

# Lines that come this near, in points, meet.
_MEETS = 3.5
# A table has two columns and two rows at least, and text in this part of its cells.
_FEWEST = 2
# Lines that alone make a table (no line down between the columns): so many of one length, and
# so wide a part of the page; then columns are told by gaps this wide that no row fills.
_BARS = 3
_BAR_SHARE = 0.35
_GAP = 9.0
# A page with more possible crossings than this is a drawing, not a table.
_MOST_CROSSINGS = 100_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell's rectangle; `above` says that it goes on from the cell above it."""

    x0: float
    x1: float
    y0: float
    y1: float
    above: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rectangle, and its rows of cells from top to bottom."""

    x0: float
    x1: float
    y0: float
    y1: float
    rows: tuple[tuple[Box, ...], ...]

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside the table."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1 + 1


def ruled_grids(rulings: Rulings) -> Iterator[Grid]:
    """Yield the tables whose columns are parted by lines."""
    for across, down in _crossing_groups(rulings):
        left = min([line.start for line in across] + [line.at for line in down])
        right = max([line.end for line in across] + [line.at for line in down])
        edges = _apart([left, *(line.at for line in down), right])
        levels = _apart([line.at for line in across if _spans_a_cell(line, edges)])
        if len(edges) <= _FEWEST or len(levels) <= 1:
            continue
        rows = tuple(
            tuple(_boxes(top, bottom, edges, across, down)) for top, bottom in pairwise(levels)
        )
        if max(len(row) for row in rows) >= _FEWEST:
            yield Grid(left, right, levels[0], levels[-1], rows)


def _crossing_groups(rulings: Rulings) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Yield the groups of lines that hang together by crossing each other."""
    across, down = list(rulings.across), list(rulings.down)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return
    while down:
        group_down, group_across = [down.pop()], list[Ruling]()
        grown = True
        while grown:
            new_across = [a for a in across if any(_cross(a, d) for d in group_down)]
            across = [a for a in across if a not in new_across]
            group_across += new_across
            new_down = [d for d in down if any(_cross(a, d) for a in new_across)]
            down = [d for d in down if d not in new_down]
            group_down += new_down
            grown = bool(new_across or new_down)
        if len(group_across) >= _FEWEST:
            yield group_across, group_down


def _cross(across: Ruling, down: Ruling) -> bool:
    return (
        across.start - _MEETS <= down.at <= across.end + _MEETS
        and down.start - _MEETS <= across.at <= down.end + _MEETS
    )


def _apart(places: Sequence[float]) -> list[float]:
    """Return the places in order, those that lie together once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _MEETS:
            kept.append(place)
    return kept


def _spans_a_cell(line: Ruling, edges: Sequence[float]) -> bool:
    """Say whether a line bounds a cell; the underline of a word does not."""
    return any(line.start <= x0 + _MEETS and line.end >= x1 - _MEETS for x0, x1 in pairwise(edges))


def _boxes(
    top: float,
    bottom: float,
    edges: Sequence[float],
    across: Sequence[Ruling],
    down: Sequence[Ruling],
) -> Iterator[Box]:
    middle = (top + bottom) / 2
    present = [line.at for line in down if line.start <= middle <= line.end]
    inner = [x for x in edges[1:-1] if any(abs(x - at) <= _MEETS for at in present)]
    for x0, x1 in pairwise([edges[0], *inner, edges[-1]]):
        centre = (x0 + x1) / 2
        bounded = any(
            abs(line.at - top) <= _MEETS and line.start <= centre <= line.end for line in across
        )
        yield Box(x0, x1, top, bottom, above=not bounded)


def barred_grids(rulings: Rulings, words: Sequence[Word], page_width: float) -> Iterator[Grid]:
    """Yield the tables that have lines between their rows and none between columns."""
    for bars in _bars(rulings.across, page_width):
        x0, x1, top, bottom = bars[0].start, bars[0].end, bars[0].at, bars[-1].at
        inside = [w for w in words if x0 - 2 <= w.x0 <= x1 and top < w.y <= bottom]
        edges = [x0, *_gaps(inside), x1]
        if len(edges) <= _FEWEST:
            continue
        rows = tuple(
            tuple(Box(left, right, one.at, two.at) for left, right in pairwise(edges))
            for one, two in pairwise(bars)
        )
        if _mostly_filled(rows, inside):
            yield Grid(x0, x1, top, bottom, rows)


def _bars(across: Sequence[Ruling], page_width: float) -> Iterator[list[Ruling]]:
    """Yield the runs of lines of one place and length, from the top down."""
    wide = [line for line in across if line.end - line.start >= _BAR_SHARE * page_width]
    while wide:
        first = wide[0]
        same = [
            line
            for line in wide
            if abs(line.start - first.start) <= _MEETS and abs(line.end - first.end) <= _MEETS
        ]
        wide = [line for line in wide if line not in same]
        if len(same) >= _BARS:
            yield sorted(same)


def _gaps(words: Sequence[Word]) -> list[float]:
    """Return the middles of the strips that no word stands in."""
    found = []
    reach: float | None = None
    for word in sorted(words, key=lambda word: word.x0):
        if reach is not None and word.x0 - reach >= _GAP:
            found.append((reach + word.x0) / 2)
        reach = max(reach or word.x1, word.x1)
    return found


def _mostly_filled(rows: Sequence[Sequence[Box]], words: Sequence[Word]) -> bool:
    """Say whether most rows have text in two columns at least."""
    full = 0
    for row in rows:
        held = [w for w in words if row[0].y0 < w.y <= row[0].y1]
        filled = sum(any(box.x0 <= w.x0 < box.x1 for w in held) for box in row)
        full += filled >= _FEWEST
    return full * 2 > len(rows)
