"""Dates as numbers: `2012-03` is 20120300, so that a range of them is one of integers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

__all__ = ["Period", "date_number", "date_period"]

_UNKNOWN, _LAST = "00", "99"
_REMEMBERED = 4_096  # dates: each passage of a document has the same

Period = tuple[int, int]


def date_number(date: str) -> int:
    """Return an ISO 8601 date, cut to what is known, as a number; 0 if it is not one.

    >>> date_number("2012-03"), date_number("2012-03-09"), date_number("")
    (20120300, 20120309, 0)
    """
    period = date_period(date)
    return period[0] if period else 0


@lru_cache(maxsize=_REMEMBERED)
def date_period(date: str) -> Period | None:
    """Return the first and last number that a date as typed covers, None if it is not one.

    >>> date_period("2012"), date_period("2012-03-09")
    ((20120000, 20129999), (20120309, 20120309))
    """
    match = _pattern().fullmatch(date.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    low = int(year + (month or _UNKNOWN).zfill(2) + (day or _UNKNOWN).zfill(2))
    high = int(year + (month or _LAST).zfill(2) + (day or _LAST).zfill(2))
    return low, high


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"([12][0-9]{3})(?:-(0?[1-9]|1[0-2])(?:-(0?[1-9]|[12][0-9]|3[01]))?)?", re.ASCII
    )
