"""Groups of cases: by kind of review, by period, by age; and the cases behind any figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.errors import UsageInvalid
from graph.patterns.casetable import CaseTable, Truth
from graph.patterns.sources import CaseRow

__all__ = ["GROUPINGS", "Group", "counted_cases", "groups", "members"]

_PERIOD = 5  # years
# Ages in whole years, both included; the groups of the national analyses of reviews.
_AGES = ((0, 0), (1, 5), (6, 10), (11, 15), (16, 17), (18, 64), (65, 130))
_UNKNOWN = "unknown"

# What cases can be grouped by -> how it is called.
GROUPINGS: Mapping[str, str] = {
    "all": "All cases",
    "type": "Kind of review",
    "period": "Period of the incident",
    "age": "Age of the subject",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the cases; `key` names them in an address, `label` on a page."""

    by: str
    key: str
    label: str


def groups(table: CaseTable, by: str) -> list[Group]:
    """Return the groups that some case belongs to, in their natural order.

    A case of two kinds of review is in both groups. Raises UsageInvalid for an
    unknown grouping.
    """
    if by not in GROUPINGS:
        raise UsageInvalid(f"{by!r} groups nothing. Choose one of {', '.join(GROUPINGS)}.")
    keys = {key for one in table.cases for key in _keys(one, by)}
    return [Group(by, key, _label(table, by, key)) for key in sorted(keys, key=_order)]


def members(table: CaseTable, by: str, key: str) -> Truth:
    """Return which cases belong to a group; nobody does to one that is not there."""
    return np.array([key in _keys(one, by) for one in table.cases], dtype=bool)


def counted_cases(
    table: CaseTable,
    had: Iterable[tuple[str, str]],
    within: Iterable[tuple[str, str]] = (),
) -> tuple[CaseRow, ...]:
    """Return the cases that have all of `had` (scheme, concept), of those that could have.

    `within` are groups (grouping, key) that they belong to: the cases behind any
    figure of this package. Raises UsageInvalid for what is not there.
    """
    chosen = np.ones(len(table.cases), dtype=bool)
    listed = tuple(had)
    for scheme, concept in listed:
        marks = table.marks(scheme)
        chosen &= marks.has[:, marks.column(concept)]
    for by, key in within:
        chosen &= members(table, by, key)
    return tuple(one for one, counts in zip(table.cases, chosen, strict=True) if counts)


def _keys(case: CaseRow, by: str) -> tuple[str, ...]:
    if by == "type":
        return case.types or (_UNKNOWN,)
    if by == "period":
        return (_period(case.incident_year),)
    if by == "age":
        return (_age(case.years),)
    return ("all",)


def _period(year: int | None) -> str:
    return _UNKNOWN if year is None else str(year - year % _PERIOD)


def _age(years: int | None) -> str:
    if years is None:
        return _UNKNOWN
    return next((f"{low:03}" for low, high in _AGES if low <= years <= high), _UNKNOWN)


def _order(key: str) -> tuple[bool, str]:
    return key == _UNKNOWN, key


def _label(table: CaseTable, by: str, key: str) -> str:
    if key == _UNKNOWN:
        return "Not known"
    if by == "type":
        return table.vocabulary.label(key)
    if by == "period":
        return f"{key} to {int(key) + _PERIOD - 1}"
    if by == "age":
        low, high = next(one for one in _AGES if one[0] == int(key))
        return (
            "Under 1"
            if high == 0
            else f"{low} to {high}"
            if high < _AGES[-1][1]
            else f"{low} or over"
        )
    return GROUPINGS["all"]
