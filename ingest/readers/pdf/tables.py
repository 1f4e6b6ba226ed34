"""The tables of a page: grids filled with words, and the words left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.grids import Box, Grid, barred_grids, ruled_grids
from ingest.readers.pdf.lines import Line, joined, merge_rows
from ingest.readers.pdf.rulings import Rulings
from ingest.readers.pdf.words import Word

__all__ = [
    "PdfTable",
    "TableCells",
    "page_grids",
    "place_holders",
    "placed",
    "take_tables",
]

# A drawing made of boxes (an organisation chart) leaves most of its "cells" empty.
_FILLED = 0.4
_FEWEST = 2
# Words of the first row that show it to be a header, where its look does not tell.
_HEADER_WORDS = 6
# Stands in the text of a page for a table, while columns and their order are found.
_PLACE = "\ufffc"

TableCells = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table of one page: its rows of cells, each cell its lines from the top.

    `edges` are the left edges of the widest row's cells; `header` says that the
    first row names the columns.
    """

    x0: float
    x1: float
    y0: float
    y1: float
    page: int
    rows: tuple[TableCells, ...]
    edges: tuple[float, ...]
    header: bool


def page_grids(rulings: Rulings, words: Sequence[Word], width: float) -> list[Grid]:
    """Return the grids of a page from the top down; none lies within another."""
    found = [grid for grid in ruled_grids(rulings) if _is_filled(grid, words)]
    for grid in barred_grids(rulings, words, width):
        if not any(_overlap(grid, other) for other in found):
            found.append(grid)
    return sorted(found, key=lambda grid: grid.y0)


def take_tables(
    grids: Sequence[Grid], words: Sequence[Word], page: int
) -> tuple[list[PdfTable], list[Word]]:
    """Return the tables of a page, and the words that stand in none."""
    tables = []
    rest = list(words)
    for grid in grids:
        inside = [word for word in rest if grid.holds(_middle(word), word.y)]
        rest = [word for word in rest if not grid.holds(_middle(word), word.y)]
        rows = _rows(grid, inside, page)
        if rows:
            tables.append(_table(grid, rows, page))
    return tables, rest


def _table(grid: Grid, rows: list[TableCells], page: int) -> PdfTable:
    widest = max(grid.rows, key=len)
    return PdfTable(
        grid.x0,
        grid.x1,
        grid.y0,
        grid.y1,
        page,
        tuple(rows),
        tuple(box.x0 for box in widest),
        _has_header(rows),
    )


def _rows(grid: Grid, words: Sequence[Word], page: int) -> list[TableCells]:
    """Return the rows that hold text; a cell that goes on from above is joined to it."""
    held: list[list[tuple[Box, list[Word]]]] = []
    for boxes in grid.rows:
        row: list[tuple[Box, list[Word]]] = []
        for box in boxes:
            inside = [w for w in words if box.y0 < w.y <= box.y1 and box.x0 <= _middle(w) < box.x1]
            above = _above(held, box) if box.above else None
            if above is not None:
                above.extend(inside)
                inside = []
            row.append((box, inside))
        held.append(row)
    lines = [tuple(_lines(inside, page) for _, inside in row) for row in held]
    return [row for row in lines if any(row)]


def _above(held: Sequence[Sequence[tuple[Box, list[Word]]]], box: Box) -> list[Word] | None:
    """Return the words of the cell straight above that this one goes on from."""
    for row in reversed(held):
        for other, words in row:
            if abs(other.x0 - box.x0) < 1 and abs(other.x1 - box.x1) < 1:
                if words or not other.above:
                    return words
                break
        else:
            return None
    return None


def _lines(words: Sequence[Word], page: int) -> tuple[Line, ...]:
    return tuple(merge_rows([joined(words, page)])) if words else ()


def _has_header(rows: Sequence[TableCells]) -> bool:
    """Say whether the first row differs in look from the second, or reads as names."""
    if len(rows) < _FEWEST or sum(bool(cell) for cell in rows[0]) < _FEWEST:
        return False
    first, second = _looks(rows[0]), _looks(rows[1])
    if first != second and len(first) == 1:
        return True
    texts = [" ".join(line.text for line in cell) for cell in rows[0]]
    short = all(0 < len(text.split()) <= _HEADER_WORDS for text in texts)
    plain = not any(char.isdigit() for text in texts for char in text)
    return len(texts) > _FEWEST and short and plain


def _looks(row: TableCells) -> set[tuple[bool, int]]:
    return {(line.bold, line.colour) for cell in row for line in cell}


def _is_filled(grid: Grid, words: Sequence[Word]) -> bool:
    """Say whether the cells hold text, and most rows in two cells at least."""
    inside = [word for word in words if grid.holds(_middle(word), word.y)]
    full = [[_has_word(box, inside) for box in row if not box.above] for row in grid.rows]
    cells = sum(len(row) for row in full)
    filled = sum(sum(row) for row in full)
    pairs = sum(sum(row) >= _FEWEST for row in full)
    rows = sum(any(row) for row in full)
    wide = max(len(row) for row in full) > _FEWEST
    tall = rows >= _FEWEST or (rows == 1 and wide)  # one row may go on from the page before
    return tall and filled >= _FILLED * cells and pairs * 2 >= rows


def _has_word(box: Box, words: Sequence[Word]) -> bool:
    return any(box.y0 < w.y <= box.y1 and box.x0 <= _middle(w) < box.x1 for w in words)


def _overlap(one: Grid, two: Grid) -> bool:
    return one.x0 < two.x1 and two.x0 < one.x1 and one.y0 < two.y1 and two.y0 < one.y1


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def place_holders(tables: Sequence[PdfTable]) -> list[Line]:
    """Return one line a table, as wide as it is, to be ordered with the others."""
    return [
        joined([_holder(f"{_PLACE}{at}", table)], table.page) for at, table in enumerate(tables)
    ]


def _holder(text: str, table: PdfTable) -> Word:
    middle = (table.y0 + table.y1) / 2
    return Word(text, table.x0, table.x1, middle, 1.0, False, False, 0, False)  # noqa: FBT003 - a NamedTuple


def placed(line: Line, tables: Sequence[PdfTable]) -> PdfTable | None:
    """Return the table that a place holder stands for, or None for other lines."""
    if not line.text.startswith(_PLACE) or not line.text[1:].isdigit():
        return None
    return tables[int(line.text[1:])]
