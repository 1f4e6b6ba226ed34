"""A counted list of queries as a table: a row for each query and case that has results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from search.batch import Counted
from search.casebook import NOWHERE
from search.query import Query
from web.exports.lists import csv_rows
from web.exports.source import Edition, search_path

__all__ = ["batch_json", "batch_rows", "case_address", "write_batch_csv"]

_COLUMNS = (
    *("name", "query", "case_id", "case", "count"),
    *("total", "cases", "reviews", "address", "problem", "library", "exported"),
)
_CASE = "case"


def batch_rows(
    counted: Iterable[Counted], labels: Mapping[str, str], site: str
) -> Iterator[dict[str, Any]]:
    """Yield a row for each query and case; one alone where nothing or no case was found.

    `total`, `cases` and `reviews` are those of the query. Results that belong to no
    case are a row of their own, with "-" for the case id.
    """
    for one in counted:
        own: dict[str, Any] = {"name": one.term.name, "query": one.term.text}
        if one.query is None:
            yield own | {"problem": one.problem}
            continue
        own |= {"total": one.total, "cases": len(one.cases), "reviews": one.reviews}
        for case, count in (*one.cases, *([(NOWHERE, one.outside)] if one.outside else [])):
            label = labels.get(case, case) if case != NOWHERE else "in no case"
            row = {"case_id": case, "case": label, "count": count}
            yield own | row | {"address": case_address(one.query, case, site)}
        if not one.total:
            yield own | {"count": 0, "address": site + search_path(one.query)}


def case_address(query: Query, case: str, site: str = "") -> str:
    """Return the address of a query's results in one case."""
    return site + search_path(query.filtered(_CASE, case))


def write_batch_csv(
    counted: Iterable[Counted],
    labels: Mapping[str, str],
    site: str,
    edition: Edition,
    exported: str,
) -> Iterator[bytes]:
    """Yield the rows as a CSV file, made safe as every export."""
    ends = {"library": edition.words, "exported": exported}
    return csv_rows(_COLUMNS, (row | ends for row in batch_rows(counted, labels, site)))


def batch_json(
    counted: Iterable[Counted], labels: Mapping[str, str], site: str, edition: Edition
) -> dict[str, Any]:
    """Return the counts as JSON values, one object for each query."""
    return {
        "schema": "lessons-batch/1",
        "library": edition.words,
        "terms": [_plain(one, labels, site) for one in counted],
    }


def _plain(one: Counted, labels: Mapping[str, str], site: str) -> dict[str, Any]:
    own: dict[str, Any] = {"name": one.term.name, "query": one.term.text}
    if one.query is None:
        return own | {"problem": one.problem}
    return own | {
        "total": one.total,
        "reviews": one.reviews,
        "in_no_case": one.outside,
        "address": site + search_path(one.query),
        "cases": [
            {
                "id": case,
                "label": labels.get(case, case),
                "count": count,
                "address": case_address(one.query, case, site),
            }
            for case, count in one.cases
        ],
    }
