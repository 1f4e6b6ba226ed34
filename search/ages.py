"""Ages as months: "3 years 1 month" is 37, and "14" any month of the fifteenth year."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["Months", "age_between", "age_months"]

# The first and last month (inclusive) that an age can mean.
Months = tuple[int, int]

_YEAR = 12  # months
_DAYS_OF_MONTH = 30.44
_DAYS = {"day": 1.0, "week": 7.0}
_NEVER = 200 * _YEAR  # no age is higher


def age_months(printed: str) -> Months | None:
    """Return the months that an age in figures can mean, None for anything else.

    >>> age_months("3 years 1 month"), age_months("14"), age_months("9 weeks")
    ((37, 37), (168, 179), (2, 2))
    """
    if _whole().fullmatch(printed.strip().lower()) is None:
        return None
    parts = [(int(n), unit or "year") for n, unit in _part().findall(printed.lower())]
    years = sum(number for number, unit in parts if unit == "year") * _YEAR
    days = sum(number * _DAYS[unit] for number, unit in parts if unit in _DAYS)
    months = sum(number for number, unit in parts if unit == "month") + int(days / _DAYS_OF_MONTH)
    only_years = all(unit == "year" for _, unit in parts)
    first = years + months
    return None if first > _NEVER else (first, first + _YEAR - 1 if only_years else first)


def age_between(
    start: str | None, end: str | None, *, after: bool = False, before: bool = False
) -> Months | None:
    """Return the months from one age to another, open where one is empty, None if unreadable.

    `after` and `before` leave the bounds themselves out.

    >>> age_between("", "1", before=True), age_between("16", "17")
    ((0, 11), (192, 215))
    """
    low = age_months(start) if start and start.strip() else (0, -1)
    high = age_months(end) if end and end.strip() else (_NEVER + 1, _NEVER)
    if low is None or high is None:
        return None
    return (low[1] + 1 if after else low[0]), (high[0] - 1 if before else high[1])


@cache
def _whole() -> re.Pattern[str]:
    part = r"[0-9]{1,3}[ -]?(?:(?:years?|months?|weeks?|days?)(?:[ -]old)?)?"
    return re.compile(rf"{part}(?:(?:,| and)? {part})*", re.ASCII)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"([0-9]{1,3})[ -]?(year|month|week|day)?", re.ASCII)
