"""The cases of one factor: by status, each with the review that tells of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.view import Row
from web.content.cells import key, words
from web.content.facts import STATUSES, strongest

__all__ = ["FactorCase", "cases_by_status", "cases_by_year"]


@dataclass(frozen=True, slots=True)
class FactorCase:
    """A case as far as one factor (or a narrower one) goes."""

    id: str
    label: str
    status: str
    review: str
    published: str

    @property
    def year(self) -> str:
        """The year in which the review was first published, empty where unknown."""
        return self.published[:4]


def cases_by_status(rows: Iterable[Row]) -> dict[str, list[FactorCase]]:
    """Return each case once, under its strongest status, the newest reviews first."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[key(row, "case")].append(row)
    found = sorted(
        (_case(case, told) for case, told in grouped.items()),
        key=lambda one: one.label,
    )
    found.sort(key=lambda one: one.published, reverse=True)
    by_status = {status: [one for one in found if one.status == status] for status in STATUSES}
    return {status: cases for status, cases in by_status.items() if cases}


def cases_by_year(cases: Sequence[FactorCase]) -> list[tuple[str, int]]:
    """Return (year, cases) from the first year to the last; cases without one are left out."""
    return sorted(Counter(one.year for one in cases if one.year).items())


def _case(identifier: str, rows: list[Row]) -> FactorCase:
    return FactorCase(
        id=identifier,
        label=words(rows[0], "caseLabel"),
        status=strongest(words(row, "status") for row in rows),
        review=key(rows[0], "review"),
        published=min((words(row, "published") for row in rows if row["published"]), default=""),
    )
