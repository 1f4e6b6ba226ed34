"""Footnotes: small type at the foot of a column, beginning with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.readers.pdf.columns import Column
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.pages import LaidPage
from ingest.readers.pdf.rulings import Rulings

__all__ = ["notes_of", "without_notes"]

# Notes are set in type this much smaller than the text.
_SMALL = 0.94
# The short rule above notes lies this near, in points, and is this wide at most.
_RULE_NEAR = 24.0
_RULE_WIDE = 220.0
# Notes stand in this part of the page.
_FOOT = 0.3


def without_notes(page: LaidPage, body_size: float) -> LaidPage:
    """Return the page with the lines of its footnotes moved to `notes`."""
    columns: list[Column] = []
    notes: list[Line] = []
    for column in page.columns:
        cut = _cut(column.lines, page, body_size)
        columns.append(replace(column, lines=column.lines[:cut]))
        notes.extend(column.lines[cut:])
    return replace(page, columns=tuple(columns), notes=tuple(notes)) if notes else page


def _cut(lines: Sequence[Line], page: LaidPage, body_size: float) -> int:
    """Return the index of the first line of the notes that end a column."""
    first = len(lines)
    while first and _may_be_note(lines[first - 1], page, body_size):
        first -= 1
    for at in range(first, len(lines)):
        marker = marker_of(lines[at])
        if marker is None:
            continue
        if marker in page.markers or _below_rule(lines[at], page.rulings):
            # What stands above the first marker, below the rule, ends the last page's note.
            return first if _below_rule(lines[first], page.rulings) else at
    return first if first < len(lines) and _below_rule(lines[first], page.rulings) else len(lines)


def _may_be_note(line: Line, page: LaidPage, body_size: float) -> bool:
    return (
        line.size <= body_size * _SMALL
        and line.y > page.height * _FOOT
        and "\ufffc" not in line.text
    )


def _below_rule(line: Line, rulings: Rulings) -> bool:
    return any(
        0 < line.y - rule.at < _RULE_NEAR
        and rule.end - rule.start < _RULE_WIDE
        and abs(rule.start - line.x0) < _RULE_NEAR
        for rule in rulings.across
    )


def marker_of(line: Line) -> str | None:
    """Return the number or sign that begins a note, or None."""
    found = _marker().match(line.text)
    return found[1] if found else None


def notes_of(pages: Sequence[LaidPage]) -> list[list[Line]]:
    """Return each note as its lines; a note may go on at the foot of the next page."""
    notes: list[list[Line]] = []
    for page in pages:
        for line in page.notes:
            marker = marker_of(line)
            begins = marker is not None and (marker in page.markers or _follows(marker, notes))
            if begins or not notes:
                notes.append([line])
            else:
                notes[-1].append(line)
    return notes


def _follows(marker: str, notes: Sequence[Sequence[Line]]) -> bool:
    """Say whether a number is the one after the last note's, or begins the count."""
    before = marker_of(notes[-1][0]) if notes else None
    if not marker.isdigit() or before is None or not before.isdigit():
        return before is None or not marker.isdigit()
    return int(marker) == int(before) + 1 or int(marker) == 1


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(r"[\[(]?(\d{1,3}|[*\u2020\u2021\u00a7]+)[\])]?(?=\s|[A-Z\u2018\u201c])")
