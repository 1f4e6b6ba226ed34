"""Printed dates to ISO 8601 dates cut to the precision that is printed.

"18.01.07" is a day, "February 2007" a month, "early 1993", "Autumn 2012" and
"2013/14" are years: a season or half a year is never guessed into a month.
Dates that no calendar holds are left out. Slashed and dotted dates are read the
British way, day first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

__all__ = ["DateMention", "find_dates", "iso_date"]

# Two-digit years: "36" and later mean the twentieth century ("b. 12.3.62").
_PIVOT = 35
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
# "04.12.10" pads its day and month to two digits; paragraph numbers ("4.12.10") are not padded.
_PADDED = 2

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{0}>\d{{1,2}})\s?(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?![\d])"
_NO_DIGIT = r"(?<![\w.,£/-])"
# Feast days printed for dates: (month, day).
_FEASTS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
# What must stand before a bare year, so that "Children Act 1989" is none.
_BEFORE_YEAR = (
    r"(?:in|since|during|by|from|until|till|of|early|late|mid|later in|end of|spring"
    r"|summer|autumn|winter|easter|christmas|beginning of|throughout|and|to|between|year)"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A printed date: its place in the text, and ISO 8601 cut to what is printed."""

    start: int
    end: int
    iso: str


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]:
    day, month, year = _DAY.format("d"), _MONTH.format("m"), _YEAR.format("y")
    feasts = "|".join(_FEASTS).replace("'", "['\u2019]")
    forms = (
        (rf"{_NO_DIGIT}(?P<y>(?:19|20)\d\d)-(?P<n>\d\d)(?:-(?P<d>\d\d))?(?![\d/-])", _from_iso),
        (
            (
                rf"{_NO_DIGIT}(?P<d>\d{{1,2}})(?P<sep>[./-])(?P<n>\d{{1,2}})(?P=sep)"
                r"(?P<y>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
            ),
            _from_numbers,
        ),
        (rf"{_NO_DIGIT}{day}\s*(?:day\s+)?(?:of\s+)?{month},?\s+{year}", _from_words),
        (rf"\b{month}\s+{day},?\s+{year}", _from_words),
        (rf"\b(?P<feast>{feasts}),?\s+{year}", _from_feast),
        (rf"\b{month},?\s+{year}", _from_words),
        (r"\b(?P<y>(?:19|20)\d\d)\s?[/\u2013-]\s?(?:20)?\d\d(?![\d/-])", _from_span),
        (rf"\b{_BEFORE_YEAR}(?:\s+the\s+year)?[\s-]+{year}(?!\s+Act\b)", _from_year),
    )
    return tuple((re.compile(form, re.IGNORECASE), build) for form, build in forms)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates printed in `text`, in order, none inside another.

    >>> [d.iso for d in find_dates("on 18.01.07, then 15 th November 2007 and early 1993")]
    ['2007-01-18', '2007-11-15', '1993']
    """
    found: list[DateMention] = []
    taken: list[tuple[int, int]] = []
    for start, end, iso in _all(text):
        if all(end <= left or start >= right for left, right in taken):
            taken.append((start, end))
            if iso:
                found.append(DateMention(start, end, iso))
    return tuple(sorted(found, key=lambda mention: mention.start))


def iso_date(text: str) -> str | None:
    """Return the first date printed in `text`, or a lone year, as ISO 8601; None if neither.

    >>> iso_date("Autumn 2012"), iso_date("2021"), iso_date("undated")
    ('2012', '2021', None)
    """
    dates = find_dates(text)
    if dates:
        return dates[0].iso
    alone = re.fullmatch(r"\W*((?:19|20)\d\d)\W*", text)
    return alone[1] if alone else None


def _all(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield every match of every form, the most precise forms first; an impossible one as None."""
    for pattern, build in _patterns():
        for match in pattern.finditer(text):
            yield match.start(), match.end(), build(match)


def _iso(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _from_iso(match: re.Match[str]) -> str | None:
    year, month = int(match["y"]), int(match["n"])
    if match["d"]:
        return _iso(year, month, int(match["d"]))
    if month == (year + 1) % 100:
        return match["y"]  # "2007-08" in British prose is a financial year
    whole = _iso(year, month, 1)
    return whole[:7] if whole else None


def _from_numbers(match: re.Match[str]) -> str | None:
    year = int(match["y"])
    if year < _FIRST_YEAR:
        if _is_paragraph_number(match):
            return None
        year += 2000 if year <= _PIVOT else 1900
    return _iso(year, int(match["n"]), int(match["d"]))


def _is_paragraph_number(match: re.Match[str]) -> bool:
    """Say whether "4.12.10" opens its line: a number of the text, not a date ("04.12.10" is)."""
    opens = not match.string[: match.start()].rpartition("\n")[2].strip()
    padded = len(match["d"]) == len(match["n"]) == _PADDED
    return opens and match["sep"] == "." and not padded


def _from_words(match: re.Match[str]) -> str | None:
    year, month = int(match["y"]), _month_number(match["m"])
    if "d" in match.re.groupindex:
        return _iso(year, month, int(match["d"]))
    return f"{year}-{month:02}"


def _from_feast(match: re.Match[str]) -> str | None:
    month, day = _FEASTS[match["feast"].lower().replace("\u2019", "'")]
    return _iso(int(match["y"]), month, day)


def _from_span(match: re.Match[str]) -> str | None:
    return match["y"]


def _from_year(match: re.Match[str]) -> str | None:
    return match["y"]
