"""How old somebody is, from an age as it is printed."""

from __future__ import annotations

import re

from ingest.numerals import NUMBER, number_value

__all__ = ["years_of"]

_FIRST = re.compile(NUMBER, re.IGNORECASE)
# Units that are less than a year, when no year is spoken of.
_PARTS = re.compile(r"(?:hour|day|week|month|neonat|newborn|new-born)", re.IGNORECASE)
_YEARS = re.compile(r"\by(?:ea)?rs?\b", re.IGNORECASE)
_MONTHS = re.compile(r"month", re.IGNORECASE)
_MONTHS_IN_A_YEAR = 12


def years_of(age: str) -> float | None:
    """Return the years in a printed age, None when it tells no number.

    >>> years_of("fourteen"), years_of("6 weeks"), years_of("18 months"), years_of("a boy")
    (14.0, 0.0, 1.0, None)
    """
    found = _FIRST.search(age)
    if _PARTS.search(age) and not _YEARS.search(age):
        months = number_value(found[0]) if found and _MONTHS.search(age) else None
        return float((months or 0) // _MONTHS_IN_A_YEAR)
    return number_value(found[0]) if found else None
