"""What belongs to a page and not to its text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product, takewhile
from typing import NamedTuple

from ingest.readers.lines import plain_rules
from ingest.readers.pdf.grids import Grid
from ingest.readers.pdf.lines import Line, fragments, merge_rows
from ingest.readers.pdf.pages import DrawnPage

__all__ = ["without_furniture"]

# Running heads and feet lie in this part of the page, at its top and bottom ...
_ZONE = 0.13
# ... and are among the outermost lines there.
_MOST_ROWS = 4
# They come back on two pages, within so many points of the same height.
_FEWEST_PAGES = 2
_SAME_HEIGHT = 6.0
# What stands just where so many pages have their running line is one too.
_MANY_PAGES = 5
# No running line is longer than this.
_LONGEST = 160
# A bare page number stands so far from the words beside it, in parts of the size.
_APART = 2.0
# Numbers of a running line that are looked at, and their digits.
_MOST_NUMBERS = 3
_MOST_DIGITS = 4


def without_furniture(pages: Sequence[DrawnPage]) -> list[DrawnPage]:
    """Return the pages without running heads, feet and page numbers.

    The head of the first page is kept apart: it may be all that names the board.
    """
    rows = [[*_outer_rows(page, "head"), *_outer_rows(page, "foot")] for page in pages]
    seen = Counter(
        key
        for page, page_rows in zip(pages, rows, strict=True)
        for key in {key for row in page_rows for key in _keys(row, page.number)}
    )
    places = Counter(
        place
        for page, page_rows in zip(pages, rows, strict=True)
        for place in {
            _place(row)
            for row in page_rows
            if row.zone == "head" and _is_furniture(row, seen, page)
        }
    )
    common = {place for place, count in places.items() if count >= _MANY_PAGES}
    return [_stripped(page, _furniture(page, seen, common)) for page in pages]


class _Row(NamedTuple):
    """An outer line of a page, in its "head" or its "foot"."""

    line: Line
    zone: str


_Key = tuple[str, str, int]
_Place = tuple[str, int, float]


def _furniture(page: DrawnPage, seen: Counter[_Key], common: set[_Place]) -> list[_Row]:
    """Return the furniture of a page: from its edge inward, up to the first line of text."""
    return [
        row
        for zone in ("head", "foot")
        for row in takewhile(
            lambda row: _is_furniture(row, seen, page) or _place(row) in common,
            _outer_rows(page, zone),
        )
    ]


def _place(row: _Row) -> _Place:
    """Return where and how a line is set: a head that one page has alone shares it."""
    return row.zone, round(row.line.y), row.line.size


def _outer_rows(page: DrawnPage, zone: str) -> list[_Row]:
    """Return the outermost lines at one end of a page, from its edge inward; none of a table's."""
    deep = _ZONE * page.height
    words = [
        word
        for word in page.words
        if (word.y < deep if zone == "head" else word.y > page.height - deep)
        and not any(grid.holds(word.x0, word.y) and _leaves(grid, page) for grid in page.grids)
    ]
    lines = merge_rows(fragments(words, page.number)) if words else []
    inward = lines if zone == "head" else lines[::-1]
    return [_Row(line, zone) for line in inward[:_MOST_ROWS]]


def _leaves(grid: Grid, page: DrawnPage) -> bool:
    """Say whether a table reaches out of the zones: it is text, not a bordered head."""
    zone = _ZONE * page.height
    return grid.y1 > zone and grid.y0 < page.height - zone


def _keys(row: _Row, page: int) -> set[_Key]:
    """Return what a running line has in common with its like on other pages.

    Each of its numbers is either the same everywhere ("of 12") or goes up with
    the pages; both readings are given, as only other pages can tell.
    """
    words = re.findall(r"\w+", row.line.text.casefold())
    numbers = [at for at, word in enumerate(words) if _number(word) is not None][:_MOST_NUMBERS]
    keys = set()
    for counting in product((False, True), repeat=len(numbers)):
        told = list(words)
        for at, counts in zip(numbers, counting, strict=True):
            told[at] = f"#{(_number(words[at]) or 0) - page}" if counts else words[at]
        keys.add((row.zone, " ".join(told), round(row.line.y / _SAME_HEIGHT)))
    return keys


def _number(word: str) -> int | None:
    """Return the value of an arabic or small roman number."""
    if word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS:
        return int(word)
    if not word or set(word) - set("ivxlc"):
        return None
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[sign] for sign in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _is_furniture(row: _Row, seen: Counter[_Key], page: DrawnPage) -> bool:
    text = row.line.text
    if len(text) > _LONGEST:
        return False
    if _page_number().fullmatch(text):
        return True
    if row.zone == "foot" and row.line.first.text in page.markers:
        return False  # a note ("8 Ibid") may come back too
    repeated = any(
        sum(seen[zone, told, height + step] for step in (-1, 0, 1)) >= _FEWEST_PAGES
        for zone, told, height in _keys(row, page.number)
    )
    return repeated or (row.zone == "foot" and _ends_in_page_number(row.line, page.number))


def _ends_in_page_number(row: Line, page: int) -> bool:
    """Say whether a foot line has a page number in words, or its page's number set apart."""
    if _beside_number().fullmatch(row.text):
        return True
    if len(row.words) == 1 or row.last.text != str(page):
        return False
    return row.last.x0 - row.words[-2].x1 > _APART * row.size


def _stripped(page: DrawnPage, furniture: Sequence[_Row]) -> DrawnPage:
    gone = {id(word) for row in furniture for word in row.line.words}
    if not gone:
        return page
    head: tuple[Line, ...] = ()
    if page.number == 1:
        head = tuple(
            row.line
            for row in furniture
            if row.zone == "head" and not _page_number().fullmatch(row.line.text)
        )
    words = tuple(word for word in page.words if id(word) not in gone)
    return replace(page, words=words, head=head)


@cache
def _page_number() -> re.Pattern[str]:
    words = "|".join(plain_rules()["pages"]["words"])
    lines = (line.replace("WORD", words) for line in plain_rules()["pages"]["lines"])
    alone = r"[\W_]*(?:NUMBER|[ivxlc]{1,6})[\W_]*"
    patterns = [one.replace("NUMBER", r"\d{1,4}") for one in (*lines, alone)]
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


@cache
def _beside_number() -> re.Pattern[str]:
    """Match a foot with a page number in words, such as "Official: sensitive Page 3"."""
    words = "|".join(plain_rules()["pages"]["words"])
    number = rf"(?:{words})\s*\|?\s*\d{{1,4}}(?:\s*(?:of|o|/)\s*\d{{1,4}})?"
    return re.compile(rf"(?:.*\W)?{number}|{number}\W.*", re.IGNORECASE)
