"""By when a recommendation is to be done."""

from __future__ import annotations

import re

from ingest.dates import find_dates

__all__ = ["deadline_of"]

_BY = re.compile(
    r"\b(?:by|before|no later than|not later than)\s+(?:the end of\s+|end of\s+)?$", re.IGNORECASE
)


def deadline_of(text: str, cell: str = "") -> str | None:
    """Return the deadline as an ISO 8601 date cut to what is printed, or None.

    The cell of a plan counts when it holds one date; in the text a date counts
    after "by", "before" or "no later than". "Within six months" has no date.
    """
    dates = list(find_dates(cell))
    if len({date.iso for date in dates}) == 1:
        return dates[0].iso
    due = [date.iso for date in find_dates(text) if _BY.search(text[: date.start])]
    return due[0] if len(set(due)) == 1 else None
