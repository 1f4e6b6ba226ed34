"""A Word table as rows of cells in their columns, merged cells once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.docx_xml import Xml, child, flag, name, value

__all__ = ["Grid", "GridCell", "GridRow", "grid_of"]

# Word itself stops at 63 columns.
_WIDEST = 63


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell, and the column where it begins."""

    column: int
    element: Xml


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; `header` when Word repeats it on every page."""

    cells: tuple[GridCell, ...]
    header: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rows and its number of columns."""

    rows: tuple[GridRow, ...]
    columns: int


def grid_of(table: Xml) -> Grid:
    """Return a table's rows, tracked deletions and continued vertical merges left out."""
    rows = []
    columns = 0
    for row in _inside(table, "tr"):
        properties = child(row, "trPr")
        if properties is not None and child(properties, "del") is not None:
            continue
        cells, width = _cells(row)
        columns = max(columns, width)
        rows.append(GridRow(cells, flag(child(row, "trPr", "tblHeader"))))
    return Grid(tuple(rows), columns)


def _cells(row: Xml) -> tuple[tuple[GridCell, ...], int]:
    cells = []
    column = _integer(value(child(row, "trPr", "gridBefore")), 0)
    for cell in _inside(row, "tc"):
        merge = child(cell, "tcPr", "vMerge")
        if merge is None or value(merge) == "restart":
            cells.append(GridCell(column, cell))
        column += _integer(value(child(cell, "tcPr", "gridSpan")), 1)
    return tuple(cells), column


def _inside(element: Xml, wanted: str) -> Iterator[Xml]:
    """Yield the rows of a table or cells of a row, those in content controls too."""
    for one in element:
        kind = name(one)
        if kind == wanted:
            yield one
        elif kind in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(one, wanted)


def _integer(text: str, otherwise: int) -> int:
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() else otherwise
