"""Recommendations told as rows of a table: text, number, lead and date in columns."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from graph.model import Passage, PassageKind
from ingest.outline import TableRow
from ingest.recommendations.found import Found
from ingest.recommendations.prose import requests_in, whom_asked
from ingest.recommendations.wording import (
    does_what,
    is_directive,
    is_excluded,
    plain,
    split_number,
    wording,
)
from ingest.rulebook import load_rules

__all__ = ["from_lines", "from_rows", "guessed", "in_cells"]

_SECTIONS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
_FEWEST_WORDS = 4
_FEWEST_CELLS = 3
_LONGEST_LEAD = 12
_NAMES = ("text", "number", "lead", "date", "status")
_STROKE = re.compile(r"\s+[/|]\s+|\s*\|\s*|\t+")
# Headers that only begin or end in the telling word: "Recommendation from the review".
_TEXT_HEADER = re.compile(
    r"\brecommend(?:ation|ations|ed|s)?\b(?!.* (?:no|number|ref|met|accepted))"
    r"|\b(?:key|agreed|required|proposed|recommended|(?:single|multi).agency) actions?\b"
)


def from_rows(rows: Sequence[TableRow], passages: Mapping[str, Passage]) -> Iterator[Found]:
    """Yield the rows that ask for something not yet done, in the order of the document."""
    asking = _asking_columns(rows)
    for row in rows:
        passage = passages.get(row.passage)
        if passage is None or not _is_plan(row, passage):
            continue
        for part in _below_term(row):
            yield from _row(part, passage, asking.get(row.table, ""))


def _below_term(row: TableRow) -> Iterator[TableRow]:
    """Yield the row, or where one term heads several items the term with each: "For us", a, b."""
    (_, term, *_), *items = row.cells or (("", "", 0, 0),)
    several = len(items) > 1 and all(header == term for header, *_ in items)
    if not several:
        yield row
        return
    for item in items:
        yield replace(row, cells=(row.cells[0], item))


def _asking_columns(rows: Sequence[TableRow]) -> dict[int, str]:
    """Return per table the header of the column that asks in most rows, where one does."""
    found: dict[int, str] = {}
    for table, group in itertools.groupby(rows, key=lambda row: row.table):
        told = list(group)
        asked = Counter(
            _header(header)
            for row in told
            for header, text, *_ in row.cells
            if whom_asked(text) is not None and not text.startswith("To ")
        )
        best = max(asked, key=lambda header: asked[header], default="")
        if best and 2 * asked[best] > len(told):
            found[table] = best
    return found


def in_cells(text: str) -> bool:
    """Say whether every line of a text is a row of at least three cells parted by strokes."""
    return all(len(line) >= _FEWEST_CELLS for line in _lines(text))


def _lines(text: str) -> list[list[str]]:
    return [_STROKE.split(line.strip().strip("|/ ")) for line in text.split("\n")]


def from_lines(passage: Passage) -> Iterator[Found]:
    """Yield what lines ask whose cells are parted by strokes: "GP / ask about babies / now"."""
    columns: list[str] = []
    for line in _lines(passage.text):
        names = [_named(_header(cell)) for cell in line]
        if all(names):
            columns = names
            continue
        cells = dict.fromkeys(_NAMES, "") | (
            dict(zip(columns, line, strict=False)) if len(columns) == len(line) else guessed(line)
        )
        yield from _told(cells, passage, by_shape=True)


def _is_plan(row: TableRow, passage: Passage) -> bool:
    if passage.kind in _SECTIONS:
        return True
    headers = {_header(header) for header, *_ in row.cells}
    leads = wording().columns["lead"]
    return any("recommendation" in header for header in headers) and bool(headers & leads)


def _row(row: TableRow, passage: Passage, asking: str) -> Iterator[Found]:
    cells = {name: _cell(row, name) for name in _NAMES}
    if not cells["text"] and asking:
        cells["text"] = next(
            (text.strip() for header, text, *_ in row.cells if _header(header) == asking), ""
        )
    by_shape = not cells["text"]
    if by_shape and not (_is_plain(row) or cells["number"] or cells["lead"]):
        return  # a table about other things, with recommendations in a column
    if by_shape:
        known = {text.strip() for text in cells.values()}
        texts = [text.strip() for _, text, *_ in row.cells if text.strip() not in known]
        cells = cells | {name: text for name, text in guessed(texts).items() if not cells[name]}
    yield from _told(cells, passage, by_shape=by_shape)


def _is_plain(row: TableRow) -> bool:
    """Say whether a row has no headers, or that of a list of terms (each its own)."""
    headers = {_header(header) for header, *_ in row.cells} - {""}
    return headers <= {_header(text) for _, text, *_ in row.cells}


def _told(cells: Mapping[str, str], passage: Passage, *, by_shape: bool) -> Iterator[Found]:
    number, text, _ = split_number(cells["text"])
    if cells["number"]:
        number = split_number(f"{cells['number'].rstrip('.:')}. x")[0] or cells["number"]
    done = wording().row_done
    if done.match(cells["status"]) or done.match(cells["date"]) or is_excluded(text):
        return
    if len(plain(text).split()) < (_FEWEST_WORDS if by_shape or number is None else 2):
        return
    pieces: Sequence[tuple[int, str]] = [(0, text)]
    if by_shape and number is None:
        pieces = requests_in(text) or pieces
    for offset, piece in pieces:
        if by_shape and not (is_directive(piece) or does_what(piece) or cells["lead"]):
            continue
        yield Found(
            number=number,
            text=piece,
            passage=passage.id,
            start=passage.start + offset,
            headings=passage.section,
            lead=cells["lead"],
            due=cells["date"],
        )


def guessed(texts: Sequence[str]) -> dict[str, str]:
    """Return which cell of a row without telling headers is what, by the look of each.

    A number, a state and a date have shapes of their own; of what is left the
    longest cell is the text, and a short one beside it names who leads.
    """
    found = dict.fromkeys(_NAMES, "")
    left: list[str] = []
    for text in texts:
        name = next((name for name, shape in _shapes() if shape.fullmatch(text.strip())), "")
        if name and not found[name]:
            found[name] = text.strip()
        else:
            left.append(text.strip())
    found["text"] = max(left, key=len, default="")
    others = [text for text in left if text and text != found["text"]]
    found["lead"] = next((text for text in others if len(text.split()) <= _LONGEST_LEAD), "")
    return found


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    shapes = load_rules("recommendations")["columns"]["shapes"]
    return tuple(
        (name, re.compile("|".join(shapes[name]), re.IGNORECASE))
        for name in ("number", "status", "date")
    )


def _named(header: str) -> str:
    """Return which column a header names, "" where it names none."""
    return next((name for name in _NAMES if header in wording().columns[name]), "")


def _cell(row: TableRow, name: str) -> str:
    """Return the text of the first column of a name, "recommendation" before "action"."""
    wanted = wording().columns[name]
    own = [(_header(header), text) for header, text, *_ in row.cells if _header(header) in wanted]
    if not own and name == "text" and (_cell(row, "number") or _cell(row, "lead")):
        own = [
            (_header(header), text)
            for header, text, *_ in row.cells
            if _TEXT_HEADER.search(_header(header)) and not _named(_header(header))
        ]
    own.sort(key=lambda cell: (_rank(cell[0], name), 0))
    return own[0][1].strip() if own else ""


def _rank(header: str, name: str) -> int:
    if name == "text":
        return 0 if "recommendation" in header else 1
    # "Agency" and "Lead" side by side: the lead is often a job title.
    return 0 if "agency" in header or "organisation" in header else 1


def _header(header: str) -> str:
    return plain(header).casefold().strip(" :?")
