"""Contents pages: found by their look, and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.pages import LaidPage
from ingest.rulebook import load_rules

__all__ = ["without_contents"]

# The gap before an entry's page number, in parts of the type size.
_GAP = 1.5
# Entries that make a list of contents below its heading, and without one.
_FEWEST, _FEWEST_UNTITLED = 3, 6
# Lines between two entries: an entry may wrap.
_BETWEEN = 3


def without_contents(pages: Sequence[LaidPage]) -> list[LaidPage]:
    """Return the pages without the lines of contents lists."""
    kept = []
    going_on = False
    for page in pages:
        lines = [line for column in page.columns for line in column.lines]
        gone, going_on = _contents(lines, going_on=going_on)
        kept.append(_without(page, gone) if gone else page)
    return kept


def _contents(lines: Sequence[Line], *, going_on: bool) -> tuple[set[int], bool]:
    """Return the ids of a page's contents lines, and whether they end the page."""
    entries = [at for at, line in enumerate(lines) if _is_entry(line)]
    title = next(
        (at for at, line in enumerate(lines) if line.text.casefold().rstrip(" :") in _titles()),
        None,
    )
    if going_on:
        run = _run(entries, 0)
        start = 0 if run and run[0] <= _BETWEEN else None
    elif title is not None:
        run = _run([at for at in entries if at > title], title + 1)
        start = title if len(run) >= _FEWEST else None
    else:
        dotted = len(entries) >= _FEWEST_UNTITLED and len(entries) * 2 > len(lines)
        run = _run(entries, 0) if dotted else []
        start = run[0] if run else None
    if start is None:
        return set(), False
    end = run[-1] + 1
    return {id(line) for line in lines[start:end]}, end >= len(lines) - 1


def _run(entries: Sequence[int], start: int) -> list[int]:
    """Return the entries that follow each other closely from `start` on."""
    run: list[int] = []
    for at in entries:
        if at - (run[-1] if run else start) > _BETWEEN + 1:
            break
        run.append(at)
    return run


def _is_entry(line: Line) -> bool:
    if not _ends_with_page().search(line.text):
        return False
    if len(line.words) == 1:
        return True  # the page of an entry that fills its line
    last, before = line.words[-1], line.words[-2]
    wide = last.x0 - before.x1 > _GAP * line.size
    return wide or _leaders().search(line.text) is not None


def _without(page: LaidPage, gone: set[int]) -> LaidPage:
    columns = tuple(
        replace(column, lines=tuple(line for line in column.lines if id(line) not in gone))
        for column in page.columns
    )
    return replace(page, columns=columns)


@cache
def _titles() -> frozenset[str]:
    return frozenset(load_rules("pdf")["contents"]["titles"])


@cache
def _ends_with_page() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s.\u2026_])(?:\d{1,4}|[ivxlc]{1,6})$")


@cache
def _leaders() -> re.Pattern[str]:
    return re.compile(r"(?:[.\u2026_]\s?){3,}\s*\w{1,6}$")
