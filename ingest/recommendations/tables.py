"""Recommendations told as rows of a table: text, number, lead and date in columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.model import Passage, PassageKind
from ingest.outline import TableRow
from ingest.recommendations.found import Found
from ingest.recommendations.wording import is_directive, is_excluded, plain, split_number, wording

__all__ = ["from_rows"]

_SECTIONS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
_FEWEST_WORDS = 4
_LONGEST_NUMBER = 12


def from_rows(rows: Sequence[TableRow], passages: Mapping[str, Passage]) -> Iterator[Found]:
    """Yield the rows that ask for something not yet done, in the order of the document."""
    for row in rows:
        passage = passages.get(row.passage)
        if passage is not None and _is_plan(row, passage):
            yield from _row(row, passage)


def _is_plan(row: TableRow, passage: Passage) -> bool:
    headers = {_header(header) for header, *_ in row.cells}
    texts = wording().columns["text"]
    if passage.kind in _SECTIONS:
        return bool(headers & texts) or _is_plain(row)
    leads = wording().columns["lead"]
    return any("recommendation" in header for header in headers) and bool(headers & leads)


def _row(row: TableRow, passage: Passage) -> Iterator[Found]:
    cells = {name: _cell(row, name) for name in ("text", "number", "lead", "date", "status")}
    if _is_plain(row):
        cells |= _unheaded(row)
    number, text, _ = split_number(cells["text"])
    if cells["number"]:
        number = split_number(f"{cells['number'].rstrip('.:')}. x")[0] or cells["number"]
    done = wording().row_done
    if done.match(cells["status"]) or done.match(cells["date"]) or is_excluded(text):
        return
    if len(plain(text).split()) < _FEWEST_WORDS:
        return
    yield Found(
        number=number,
        text=text,
        passage=passage.id,
        start=passage.start,
        headings=passage.section,
        lead=cells["lead"],
        due=cells["date"],
    )


def _is_plain(row: TableRow) -> bool:
    """Say whether a row has no headers, or that of a list of terms (each its own)."""
    headers = {_header(header) for header, *_ in row.cells} - {""}
    return headers <= {_header(text) for _, text, *_ in row.cells}


def _unheaded(row: TableRow) -> dict[str, str]:
    """Return text and number of a row without headers: its longest cell, and one before it."""
    texts = [text.strip() for _, text, *_ in row.cells]
    longest = max(texts, key=len, default="")
    first = texts[0] if texts and texts[0] != longest and len(texts[0]) <= _LONGEST_NUMBER else ""
    return {"text": longest if is_directive(longest) else "", "number": first}


def _cell(row: TableRow, name: str) -> str:
    """Return the text of the first column of a name, "recommendation" before "action"."""
    wanted = wording().columns[name]
    own = [(_header(header), text) for header, text, *_ in row.cells if _header(header) in wanted]
    own.sort(key=lambda cell: (_rank(cell[0], name), 0))
    return own[0][1].strip() if own else ""


def _rank(header: str, name: str) -> int:
    if name == "text":
        return 0 if "recommendation" in header else 1
    # "Agency" and "Lead" side by side: the lead is often a job title.
    return 0 if "agency" in header or "organisation" in header else 1


def _header(header: str) -> str:
    return plain(header).casefold().strip(" :?")
