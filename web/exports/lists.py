"""Results as CSV (RFC 4180) and as JSON, every result a row with all that is known of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.vocabulary import Vocabulary, load_vocabulary
from web.exports.cleaning import printable
from web.exports.items import Item
from web.exports.source import Source

__all__ = ["BOM", "csv_rows", "safe_cell", "write_csv", "write_json"]

# Excel reads a file without this mark in the code page of its country, and prints â€™ for ’.
# pandas, R's readr, LibreOffice and csv with "utf-8-sig" take the mark away.
BOM = b"\xef\xbb\xbf"
# A cell that begins with one of these, with or without white space before it, is run as
# a formula by a spreadsheet; the wide forms are those of East Asian keyboards.
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
# Some spreadsheets look for a formula behind these alone.
_BLANKS = frozenset("\t\r")
# Stands before such a cell: spreadsheets then take it for text.
_TEXT_MARK = "'"
_BETWEEN = "; "  # stands between the values of one cell
_CONCEPTS = {
    "outcomes": "outcomes",
    "risk_factors": "factors",
    "legal_statuses": "legal",
    "agencies": "agencies",
    "themes": "themes",
    "actions": "actions",
}

_COLUMNS = (
    *("kind", "id", "name", "text", "number", "page", "section", "found"),
    *("report", "report_type", "commissioned_by", "area", "year", "date"),
    *("review_id", "document_id", "cases", "case_ids"),
    *(name for column in _CONCEPTS for name in (column, f"{column}_ids")),
    *("address", "iri"),
    *("asked_for", "search_address", "order", "library", "extractor", "exported"),
)

Row = dict[str, Any]


def write_csv(items: Iterable[Item], source: Source) -> Iterator[bytes]:
    """Yield a CSV file: a row for each item, the last columns say where all comes from.

    Where there is no item, one row says so: nothing but 0 found, and where it comes from.
    """
    vocabulary = load_vocabulary()
    ends = _provenance(source)
    rows = (_cells(_row(item, source, vocabulary)) | ends for item in items)
    return csv_rows(_COLUMNS, _or_else(rows, ends | {"found": 0}))


def _or_else(rows: Iterator[Row], none: Row) -> Iterator[Row]:
    """Yield the rows, or where there are none the one that says so."""
    first = next(rows, None)
    yield none if first is None else first
    yield from rows


def write_json(items: Iterable[Item], source: Source) -> Iterator[bytes]:
    """Yield a JSON file: where all comes from, then one item on each line."""
    vocabulary = load_vocabulary()
    head = _json({"schema": "lessons-export/1", "source": _provenance(source)})
    yield f'{head[:-1]}, "items": ['.encode()
    between = "\n"
    for item in items:
        yield f"{between}{_json(_row(item, source, vocabulary))}".encode()
        between = ",\n"
    yield b"\n]}\n"


def csv_rows(head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """Yield a CSV file in UTF-8 with its mark, cells made safe for spreadsheets."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)  # the excel dialect: commas, doubled quotation marks, CRLF
    yield BOM
    yield _line(writer, buffer, head)
    for one in rows:
        yield _line(writer, buffer, (one.get(name, "") for name in head))


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet runs: text that begins as a formula gets a mark.

    Numbers stay as they are.

    >>> safe_cell("=1+1"), safe_cell("4.6"), safe_cell(-1)
    ("'=1+1", '4.6', -1)
    """
    if not value or not isinstance(value, str):
        return value
    text = printable(value)
    begins = text[0] in _BLANKS or text.lstrip()[:1] in _FORMULA
    return _TEXT_MARK + text if begins else text


def _line(writer: Any, buffer: io.StringIO, cells: Iterable[object]) -> bytes:
    writer.writerow([safe_cell(cell) for cell in cells])
    line = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return line


def _row(item: Item, source: Source, vocabulary: Vocabulary) -> Row:
    """Return an item by column; its concepts are (id, label) pairs."""
    entry = item.entry
    concepts = {
        column: [{"id": one, "label": vocabulary.label(one)} for one in getattr(entry, attribute)]
        for column, attribute in _CONCEPTS.items()
    }
    return {
        "kind": item.kind,
        "id": item.id,
        "name": printable(item.name),
        "text": printable(entry.text),
        "number": entry.number,
        "page": entry.page or None,
        "section": entry.section,
        "found": item.found,
        "report": printable(entry.title),
        "report_type": vocabulary.label(entry.type) if entry.type else "",
        "commissioned_by": list(map(printable, entry.board)),
        "area": entry.area,
        "year": entry.year or None,
        "date": entry.date,
        "review_id": entry.review,
        "document_id": entry.document,
        "case_ids": list(entry.cases),
        "cases": list(map(printable, entry.case_labels)),
        **concepts,
        "address": source.site + item.path,
        "iri": item.iri,
    }


def _cells(row: Row) -> Row:
    """Return a row with the values of each cell joined, and the ids of concepts beside."""
    cells: Row = {}
    for name, value in row.items():
        if name in _CONCEPTS:
            cells[name] = _BETWEEN.join(one["label"] for one in value)
            cells[f"{name}_ids"] = _BETWEEN.join(one["id"] for one in value)
        else:
            cells[name] = _BETWEEN.join(value) if isinstance(value, list) else value
    return cells


def _provenance(source: Source) -> Row:
    return {
        "asked_for": source.asked_for,
        "search_address": source.address,
        "order": source.order.words,
        "library": source.edition.words,
        "extractor": source.edition.extractor,
        "exported": f"{source.exported:%F}",
    }


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False)
