"""The tables of a plain text: rows next to each other, their columns and header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.readers.lines import Line
from ingest.readers.paragraphs import Group, columns, is_ruling
from ingest.readers.table_headers import is_key_and_value, looks_like_header
from ingest.reading import Block, BlockKind, Cell

__all__ = ["table_rows"]

_Row = tuple[Line, list[tuple[int, int, int]]]


def table_rows(lines: Sequence[Line], groups: Sequence[Group]) -> Mapping[int, Block]:
    """Return the TABLE_ROW block of each tabular line, by the line's number.

    Rows without a line between them are one table. Its first row is a header
    when a ruling follows it, or when it is short words over as many columns.
    """
    rows: dict[int, Block] = {}
    for number, table in enumerate(_tables(groups), start=1):
        held = [i for i in table if not is_ruling(lines[i])]
        content: list[_Row] = [(lines[i], columns(lines[i])) for i in held]
        ruled = len(table) > 1 and table[0] in held and is_ruling(lines[table[1]])
        headed = (ruled or _has_header(content)) and not _is_pair(content)
        names = _names(content[0]) if headed else {}
        for at, (i, (_, cells)) in enumerate(zip(held, content, strict=True)):
            header = headed and at == 0
            rows[i] = Block(
                BlockKind.TABLE_ROW,
                cells[0][1],
                cells[-1][2],
                table=number,
                header=header,
                cells=tuple(
                    Cell(start, end, "" if header else names.get(column, ""))
                    for column, start, end in cells
                ),
            )
    return rows


def _tables(groups: Sequence[Group]) -> Iterator[list[int]]:
    table: list[int] = []
    for group in groups:
        tabular = group.kind is BlockKind.TABLE_ROW
        if table and (not tabular or group.first != table[-1] + 1):
            yield table
            table = []
        if tabular:
            table.append(group.first)
    if table:
        yield table


def _names(row: _Row) -> dict[int, str]:
    _, cells = row
    return {column: text for (column, _, _), text in zip(cells, _texts(row), strict=True)}


def _has_header(rows: Sequence[_Row]) -> bool:
    if len(rows) < 2:  # noqa: PLR2004 - a header needs a row under it
        return False
    if any(len(other) > len(rows[0][1]) for _, other in rows[1:]):
        return False
    return looks_like_header(_texts(rows[0]))


def _is_pair(rows: Sequence[_Row]) -> bool:
    return is_key_and_value(_texts(rows[0]), _texts(rows[1]) if len(rows) > 1 else ())


def _texts(row: _Row) -> list[str]:
    line, cells = row
    return [_words(line, start, end) for _, start, end in cells]


def _words(line: Line, start: int, end: int) -> str:
    return line.text[start - line.start : end - line.start]
