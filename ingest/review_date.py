"""When a document was published, read from its head and never from its events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.dates import DateMention, find_dates, iso_date
from ingest.outline import Outline
from ingest.review_front import front_text, table_value
from ingest.rulebook import load_rules

__all__ = ["published_date"]

# A cue ("Published") and its date stand this close together.
_GAP = re.compile(r"[\s:;|*_\-\u2013(]{0,6}")
_YEAR_LAST = re.compile(
    r"(?:^\W*|[,|\u2013\u2014-]\s*|(?:Board|Partnership|Committee|Report|Review)\s+)"
    r"((?:19|20)\d\d)[\s.*_]*$"
)
_SHORT_LINE = 12
_LONE_YEAR = re.compile(r"((?:19|20)\d\d)\b")
# The sentence or the cell ends here: what follows is dated by something else.
_STOP = re.compile(r"[.;|\n\t]")
# A closing date stands within the last so many characters, beside a label of at most so many.
_CLOSING, _LABEL = 700, 12
# A line of particulars has no more words than this; a longer one is prose.
_LINE_WORDS = 24
# A review comes out at most so many years after the last date that it tells of.
_YEARS_AFTER = 2
# An event's verb rules a date out within this many characters before it.
_BEFORE = 90


def published_date(outline: Outline, title: str, concept: str | None = None) -> str | None:
    """Return the date of publication (ISO 8601 cut to what is printed), or None.

    Cued dates come first in the order of `rules/review.toml`, then a date that
    stands in the particulars of a committee paper, then any date of the head that
    no event claims, then what the file itself declares.
    """
    head = f"{front_text(outline)}\n{title}"
    dates = find_dates(head)
    signed = concept in load_rules("review")["published"]["signed_at_end"]
    return (
        _cued(head, dates, "cues")
        or _table_date(outline)
        or _cued(head, dates, "later_cues")
        or (_closing_date(outline.text) if signed else None)
        or _free_date(head, dates)
        or _year_at_line_end(head)
        or _declared(outline)
    )


def _cued(head: str, dates: tuple[DateMention, ...], cues: str) -> str | None:
    for cue, within in _cues(cues):
        for found in cue.finditer(head):
            cued = _date_after(head, found.end(), dates, within)
            if cued:
                return cued
    return None


def _declared(outline: Outline) -> str | None:
    """Return the file's own date, unless it is years later than anything the text tells of.

    A Word file declares when it was last saved, which may be decades on.
    """
    declared = iso_date(outline.published_hint)
    years = [int(date.iso[:4]) for date in find_dates(outline.text)]
    if not declared or not years:
        return None
    return declared if int(declared[:4]) - max(years) <= _YEARS_AFTER else None


def _date_after(head: str, end: int, dates: tuple[DateMention, ...], within: int) -> str | None:
    gap = _GAP.match(head, end)
    start = gap.end() if gap else end
    lone_year = _LONE_YEAR.match(head, start)
    for date in dates:
        between = head[end : date.start] if date.start >= end else None
        if between is None:
            continue
        if date.start <= start + 1 or (len(between) <= within and not _STOP.search(between)):
            return date.iso
    return lone_year[1] if lone_year else None


def _closing_date(text: str) -> str | None:
    """Return the date that stands alone on one of the last lines, as a signature does."""
    for line in reversed(text[-_CLOSING:].splitlines()):
        dates = find_dates(line)
        if len(dates) == 1 and len(line.strip(" .:*|")) - (dates[0].end - dates[0].start) <= _LABEL:
            return dates[0].iso
    return None


def _table_date(outline: Outline) -> str | None:
    value = table_value(
        outline, "date", "date of meeting", "meeting date", "date of report", "published"
    )
    return iso_date(value) if value else None


def _free_date(head: str, dates: tuple[DateMention, ...]) -> str | None:
    alone = [
        date for date in dates if _line_of(head, date).strip(" .*_") == head[date.start : date.end]
    ]
    return next(_unclaimed(head, tuple(alone)), None) or next(_unclaimed(head, dates), None)


def _closes(head: str, date: DateMention) -> bool:
    """Say whether a date closes a short sentence: "A report, May 2018"."""
    before = re.split(r"[.\n]", head[: date.start])[-1]
    return (
        before.rstrip(" ").endswith(",")
        and re.match(r"\.(?:\s|$)", head[date.end :]) is not None
        and len(before.split()) <= _LINE_WORDS
    )


def _year_at_line_end(head: str) -> str | None:
    """Return the year that closes a short line of the front: "The Board, 2013"."""
    for line in head.splitlines():
        found = _YEAR_LAST.search(line)
        before = line[: found.start()] if found else ""
        told = re.search(load_rules("review")["published"]["not_after"], before)
        if found and not told and len(line.split()) <= _SHORT_LINE:
            return found[1]
    return None


def _line_of(head: str, date: DateMention) -> str:
    return head[head.rfind("\n", 0, date.start) + 1 :].partition("\n")[0]


def _unclaimed(head: str, dates: tuple[DateMention, ...]) -> Iterator[str]:
    not_after = load_rules("review")["published"]["not_after"]
    for date in dates:
        if len(_line_of(head, date).split()) > _LINE_WORDS and not _closes(head, date):
            continue  # running prose tells of events
        # A bare year is found with the word before it ("since 2022").
        opens = date.start + head[date.start : date.end].rfind(date.iso)
        start = max(date.start, opens)
        if not re.search(not_after, head[max(0, start - _BEFORE) : start]):
            yield date.iso


@cache
def _cues(name: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return each cue with how far off its date may stand (0: directly behind it)."""
    cues = load_rules("review")["published"][name]
    return tuple((re.compile(one["cue"]), one.get("within", 0)) for one in cues)
