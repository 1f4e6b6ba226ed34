"""The tables of a web page row by row, and its lists of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.readers.assembly import Assembly, tidy
from ingest.readers.html_tree import Element
from ingest.readers.table_headers import is_key_and_value

__all__ = ["add_definitions", "add_table", "is_layout"]

# No table of a report is wider; a larger colspan is an author's "all the rest".
_WIDEST = 100

# Elements that put their words on lines of their own inside a cell.
_LINES = frozenset({"br", "div", "li", "p", "ul", "ol", "tr"})


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    text: str
    head: bool
    row_head: bool


def is_layout(table: Element) -> bool:
    """Say whether a table only arranges the page: one column, or headings or tables in it."""
    if table.get("role") in ("presentation", "none") or table.find("table", "h1", "h2", "h3", "h4"):
        return True
    return all(len(_cells_of(row)) < 2 for row in _rows_of(table))  # noqa: PLR2004 - one column


def add_table(table: Element, assembly: Assembly) -> None:
    """Add the table's rows, each cell with its column's header.

    A cell over several rows or columns comes once, in its first row. Without a
    header row, a row's own header (<th>) is the header of its other cells.
    """
    number = assembly.begin_table()
    for caption in table.find("caption"):
        assembly.add_row([(cell_text(caption), "")], number)
    names: dict[int, str] = {}
    body_begun = False
    rows = list(_grid(table))
    for at, row in enumerate(rows):
        header = not body_begun and _is_header(row, rows[at + 1] if at + 1 < len(rows) else [])
        body_begun = body_begun or not header
        if header:
            names |= {cell.column: tidy(cell.text).replace("\n", " ") for cell in row}
        cells = [(cell.text, "" if header else _name(cell, row, names)) for cell in row]
        assembly.add_row(cells, number, header=header)


def add_definitions(terms: Element, assembly: Assembly) -> None:
    """Add a list of terms (<dl>) as rows: the terms, then what is said of them."""
    number = assembly.begin_table()
    row: list[tuple[str, str]] = []
    term, told = "", False
    for child in terms.find("dt", "dd"):
        text = cell_text(child)
        if child.tag == "dt":
            if told:
                assembly.add_row(row, number)
                row, told = [], False
            term = tidy(text)
            row.append((text, ""))
        else:
            told = True
            row.append((text, term))
    assembly.add_row(row, number)


def cell_text(element: Element) -> str:
    """Return the words of a cell, with line breaks between its paragraphs and items."""
    pieces: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child.replace("\n", " "))
            continue
        border = "\n" if child.tag in _LINES else ""
        pieces.append(f"{border}{cell_text(child)}{border}")
    return "".join(pieces)


def _grid(table: Element) -> Iterator[list[_Cell]]:
    """Yield the rows of a table with each cell in its column, spans reckoned in."""
    taken: dict[int, int] = {}
    for row in _rows_of(table):
        cells = []
        column = 0
        for element in _cells_of(row):
            while taken.get(column, 0) > 0:
                column += 1
            scope = element.get("scope")
            head = element.tag == "th" or _all_bold(element)
            row_head = element.tag == "th" and scope in ("row", "rowgroup")
            cells.append(_Cell(column, cell_text(element), head, row_head))
            width = _span(element, "colspan")
            taken |= dict.fromkeys(range(column, column + width), _span(element, "rowspan"))
            column += width
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        yield cells


def _is_header(row: list[_Cell], after: list[_Cell]) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    headed = bool(filled) and all(cell.head and not cell.row_head for cell in filled)
    return headed and not is_key_and_value(
        [cell.text for cell in filled], [cell.text for cell in after]
    )


def _name(cell: _Cell, row: list[_Cell], names: dict[int, str]) -> str:
    if cell.column in names:
        return names[cell.column]
    first = row[0]
    if first.head and cell is not first:
        return tidy(first.text).replace("\n", " ")
    return ""


def _rows_of(table: Element) -> list[Element]:
    return table.find("tr")


def _cells_of(row: Element) -> list[Element]:
    return [child for child in row.elements if child.tag in ("td", "th")]


def _all_bold(cell: Element) -> bool:
    words = cell.words
    bold = sum(len(one.words) for one in cell.find("b", "strong"))
    return bool(words) and bold >= len(words)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    return min(max(int(value), 1), _WIDEST) if _digits().fullmatch(value) else 1


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,6}")
