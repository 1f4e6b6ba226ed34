"""What belongs to the pages of a plain text and not to its words.

Page numbers, running heads, form feeds and the rules drawn beside them are cut
out. A repeated line alone is no running head ("Analysis" may head every part):
it must stand where pages meet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile

from ingest.offsets import Edit
from ingest.readers.lines import Line, MarkerKind, ends_open, ends_sentence, lines_of, plain_rules

__all__ = ["page_furniture", "without_rules"]

# How many lines of a running head or foot stand between a page number and the text.
_HEAD_LINES = 3
# A running head is short and comes back: on this many pages at least.
_HEAD_WIDTH = 120
_HEAD_PAGES = 2
_HEAD_SHARE = 0.4
# Bare numbers are page numbers when so many of them count up one by one.
_BARE_NUMBERS = 3


def page_furniture(text: str) -> Iterator[Edit]:
    """Yield a cleaning step: page numbers, running heads and form feeds cut out.

    A paragraph that runs on over the page is closed up to one line break;
    elsewhere one blank line stays.
    """
    lines = lines_of(text)
    marks = _page_marks(lines)
    if not marks:
        return
    furniture = marks | _heads(lines, marks)
    for first, last in _stretches(lines, furniture):
        yield _cut(lines, first, last, text)


def without_rules(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those that only draw a rule across the page made blank."""
    return [replace(line, text="") if _rule().fullmatch(line.text) else line for line in lines]


def _page_marks(lines: Sequence[Line]) -> set[int]:
    """Return the lines that are a page number, or hold a form feed."""
    whole, beside = _patterns()
    short = [(i, line) for i, line in enumerate(lines) if 0 < len(line.text) <= _HEAD_WIDTH]
    marks = {i for i, line in short if whole.fullmatch(line.text) or beside.fullmatch(line.text)}
    marks |= {i for i, line in enumerate(lines) if line.blank and "\f" in line.raw}
    return marks | _counting(lines)


def _counting(lines: Sequence[Line]) -> set[int]:
    """Return lines that end or begin with a bare number counting up page by page.

    Either the number stands alone, or beside the same words each time
    ("Child R executive summary        3").
    """
    groups: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        found = _numbered_head().fullmatch(line.text) if len(line.text) <= _HEAD_WIDTH else None
        if found and (found["head"] or _stands_alone(lines, i)):
            groups.setdefault(found["head"] or "", []).append((int(found["number"]), i))
    return {i for members in groups.values() if _counts_up(members) for _, i in members}


def _stands_alone(lines: Sequence[Line], i: int) -> bool:
    before = lines[i - 1] if i else None
    after = lines[i + 1] if i + 1 < len(lines) else None
    return (before is None or before.blank) or (after is None or after.blank)


def _counts_up(members: Sequence[tuple[int, int]]) -> bool:
    numbers = [number for number, _ in members]
    counted = all(later == number + 1 for number, later in pairwise(numbers))
    return counted and len(numbers) >= _BARE_NUMBERS


def _heads(lines: Sequence[Line], marks: set[int]) -> set[int]:
    """Return the running heads and feet, and the rules drawn beside page marks.

    A head stands next to a page mark and comes back so at many page ends. That
    of the first page counts, but is left in: it may be all that names the board.
    """
    written = [i for i, line in enumerate(lines) if not line.blank]
    places = [bisect_left(written, mark) for mark in sorted(marks)]
    sides = [side for at in places for side in _sides(written, at)]
    top = {i for i in written[:_HEAD_LINES] if i < min(marks)}
    shapes = Counter(_shape(lines[i].text) for i in top.union(*sides))
    needed = max(_HEAD_PAGES, round(_HEAD_SHARE * _page_ends(places)))

    def goes(i: int) -> bool:
        line = lines[i]
        repeated = _may_be_head(line) and shapes[_shape(line.text)] >= needed
        return i in marks or repeated or _rule().fullmatch(line.text) is not None

    return {i for side in sides for i in takewhile(goes, side)} - top


def _sides(written: list[int], at: int) -> tuple[list[int], list[int]]:
    """Return the lines before and after a page mark, each outward from it."""
    before = written[max(at - _HEAD_LINES, 0) : at]
    return before[::-1], written[at : at + _HEAD_LINES + 1]


def _page_ends(places: Sequence[int]) -> int:
    """Return how many pages end: marks close together end the same one."""
    gaps = (later - earlier for earlier, later in pairwise(places))
    return bool(places) + sum(gap > _HEAD_LINES for gap in gaps)


def _shape(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\d+", "#", text)).casefold()


def _may_be_head(line: Line) -> bool:
    marker = line.marker
    listed = marker is not None and marker.kind is not MarkerKind.NUMBER
    return (
        len(line.text) <= _HEAD_WIDTH
        and not listed
        and not line.text.endswith((".", ":", ";", ","))
    )


def _stretches(lines: Sequence[Line], furniture: set[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) for each run of furniture and the blank lines around it."""
    done = -1
    for i in sorted(furniture):
        if i <= done:
            continue  # inside the stretch before
        first = last = i
        while first > 0 and lines[first - 1].blank:
            first -= 1
        while last + 1 < len(lines) and (lines[last + 1].blank or last + 1 in furniture):
            last += 1
        done = last
        yield first, last


def _cut(lines: Sequence[Line], first: int, last: int, text: str) -> Edit:
    if first == 0:
        return Edit(
            0,
            lines[last + 1].start - lines[last + 1].indent if last + 1 < len(lines) else len(text),
        )
    start = lines[first - 1].end
    if last + 1 == len(lines):
        return Edit(start, len(text), "\n")
    end = text.rfind("\n", start, lines[last + 1].start) + 1
    return Edit(start, end, "\n" if _runs_on(lines[first - 1], lines[last + 1]) else "\n\n")


def _runs_on(before: Line, after: Line) -> bool:
    """Say whether the paragraph that a page ends goes on at the head of the next."""
    if after.marker is not None or ends_sentence(before.text):
        return False
    if ends_open(before.text) or before.text.endswith(("-", "\u2010")):
        return True
    return after.text[:1].islower()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    pages = plain_rules()["pages"]
    words = "|".join(pages["words"])

    def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
        filled = (p.replace("NUMBER", r"\d{1,4}").replace("WORD", words) for p in patterns)
        return re.compile("|".join(f"(?:{p})" for p in filled), re.IGNORECASE)

    return one_of(pages["lines"]), one_of(pages["beside"])


@cache
def _rule() -> re.Pattern[str]:
    return re.compile("|".join(plain_rules()["pages"]["rules"]))


@cache
def _numbered_head() -> re.Pattern[str]:
    return re.compile(r"(?:(?P<head>\S.*?)(?: {3,}|\t+| [|\u2022] ))?(?P<number>\d{1,4})")
