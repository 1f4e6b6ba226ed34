"""The straight lines drawn on a page: what tables, rules and boxes are made of."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.pdf.words import Turn

__all__ = ["Ruling", "Rulings", "page_rulings"]

# A drawn shape no thicker than this is a line; lines shorter than that are none.
_THICK = 3.0
_SHORT = 6.0
# Lines this near to each other are drawn as one (double borders, cell by cell).
_SAME = 2.5
# Drawings (maps, charts) with more shapes than this on a page hold no table we could read.
_MOST_SHAPES = 6_000
_MOST_SEGMENTS = 400
_DEEPEST = 4
# Red, green and blue all at least this: white, for the eye.
_WHITE = 248


class Ruling(NamedTuple):
    """A line at `at` from `start` to `end`: across the page at a y, or down it at an x."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines across and the lines down a page, in points from its top left."""

    across: list[Ruling]
    down: list[Ruling]


Edge = tuple[float, float, float, float]


def page_rulings(page: Any, turn: Turn) -> Rulings:
    """Return the lines of a page, pieces of one line joined."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for start_x, start_y, end_x, end_y in _edges(page.raw):
        (x0, y0), (x1, y1) = turn.point(start_x, start_y), turn.point(end_x, end_y)
        if abs(y1 - y0) <= abs(x1 - x0):
            across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        else:
            down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return Rulings(_joined(across), _joined(down))


def _joined(lines: Iterable[Ruling]) -> list[Ruling]:
    """Return the lines with those that touch end to end, or lie side by side, as one."""
    found: list[Ruling] = []
    for group in _levels(sorted(lines)):
        at = sum(line.at for line in group) / len(group)
        group.sort(key=lambda line: line.start)
        start, end = group[0].start, group[0].end
        for line in group[1:]:
            if line.start > end + _SAME:
                found.append(Ruling(at, start, end))
                start = line.start
            end = max(end, line.end)
        found.append(Ruling(at, start, end))
    return [line for line in found if line.end - line.start >= _SHORT]


def _levels(lines: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    group: list[Ruling] = []
    for line in lines:
        if group and line.at - group[0].at > _SAME:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _edges(page: Any) -> Iterator[Edge]:
    """Yield the straight edges of the page's shapes in the page's own coordinates."""
    left = _MOST_SHAPES
    for shape, matrix in _shapes(page):
        left -= 1
        if left < 0:
            return
        for x0, y0, x1, y1 in _shape_edges(shape):
            yield (*_moved(matrix, x0, y0), *_moved(matrix, x1, y1))


Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _shapes(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Yield the page's paths, those inside its forms too, with their matrices."""
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _paths(pdfium.FPDFPage_GetObject(page, at), _UNMOVED, 0)


def _paths(thing: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield thing, _times(_matrix(thing), outer)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(thing), outer)
        for at in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _paths(pdfium.FPDFFormObj_GetObject(thing, at), inner, depth + 1)


def _matrix(thing: Any) -> Matrix:
    told = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, told):
        return _UNMOVED
    return (told.a, told.b, told.c, told.d, told.e, told.f)


def _times(one: Matrix, two: Matrix) -> Matrix:
    if one == _UNMOVED:
        return two
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def _shape_edges(shape: Any) -> Iterator[Edge]:
    """Yield the level and upright edges of a path; none for a curved one."""
    count = pdfium.FPDFPath_CountSegments(shape)
    if not 2 <= count <= _MOST_SEGMENTS:  # noqa: PLR2004 - a line has two points
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    edges: list[Edge] = []
    first = last = (0.0, 0.0)
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        else:
            edges.append((*last, *point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            edges.append((*last, *first))
            last = first
    if not _is_white_area(shape, edges):
        yield from _straight(edges)


def _is_white_area(shape: Any, edges: Sequence[Edge]) -> bool:
    """Say whether a path only whitens the ground behind some words."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, mode, stroke)
    if stroke.value or not mode.value:
        return not (stroke.value or mode.value)
    thin = min(_extent(edges, 0), _extent(edges, 1)) <= _THICK
    parts = [ctypes.c_uint() for _ in range(4)]
    told = pdfium.FPDFPageObj_GetFillColor(shape, *parts)
    return bool(told) and not thin and all(part.value >= _WHITE for part in parts[:3])


def _extent(edges: Sequence[Edge], axis: int) -> float:
    ends = [edge[at] for edge in edges for at in (axis, axis + 2)]
    return max(ends) - min(ends) if ends else 0.0


def _straight(edges: Iterable[Edge]) -> Iterator[Edge]:
    for edge in edges:
        wide, tall = abs(edge[2] - edge[0]), abs(edge[3] - edge[1])
        if min(wide, tall) <= 1 and max(wide, tall) >= _SHORT / 2:
            yield edge
