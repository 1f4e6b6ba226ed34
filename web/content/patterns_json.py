"""Tables of patterns as plain rows: for the API, for spreadsheets and for the command."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from flask import Response

from graph.patterns.casetable import CaseTable
from graph.patterns.cooccurrence import CrossTable
from graph.patterns.groups import Group
from graph.patterns.intervals import Share
from graph.patterns.prevalence import Prevalence
from graph.patterns.trends import Trend

__all__ = ["as_csv", "cross_rows", "csv_answer", "prevalence_rows", "trend_rows"]

_Row = dict[str, Any]
_DIGITS = 6


def cross_rows(table: CaseTable, crossed: CrossTable) -> list[_Row]:
    """Return every pair that some case has, with its figures."""
    rows, columns = crossed.rows, crossed.columns
    return [
        {
            "row_label": table.label(rows.scheme, one.row),
            "column_label": table.label(columns.scheme, one.column),
            **{name: _rounded(value) for name, value in asdict(one).items()},
            "small": one.small,
        }
        for one in crossed.cells()
    ]


def prevalence_rows(groups: Iterable[Group], found: Iterable[Prevalence]) -> list[_Row]:
    """Return one row for each concept and group."""
    listed = tuple(groups)
    return [
        {
            "concept": one.concept,
            "label": one.label,
            "population": one.population.value,
            "outside": one.outside,
            "group": group.key,
            "group_label": group.label,
            **_share(own),
        }
        for one in found
        for group, own in zip(listed, one.shares, strict=True)
    ]


def trend_rows(found: Iterable[Trend]) -> list[_Row]:
    """Return one row for each concept and year."""
    return [
        {
            "concept": one.concept,
            "label": one.label,
            "year": year.year,
            **_share(year.share),
            "trend_z": _rounded(one.z),
            "trend_p": _rounded(one.p),
            "trend_q": _rounded(one.q),
        }
        for one in found
        for year in one.years
    ]


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str] = ()) -> str:
    """Return rows as CSV under their own names; nothing in them is a formula to a spreadsheet."""
    listed = list(rows)
    names = list(columns) or list(listed[0] if listed else ())
    written = io.StringIO()
    writer = csv.DictWriter(written, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _harmless(row.get(name)) for name in names} for row in listed)
    return written.getvalue()


def csv_answer(text: str, name: str) -> Response:
    """Return CSV as an answer that a browser saves under a name."""
    return Response(
        text,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _share(one: Share) -> _Row:
    return {
        "count": one.count,
        "of": one.of,
        "share": _rounded(one.value),
        "low": _rounded(one.low),
        "high": _rounded(one.high),
    }


def _rounded(value: Any) -> Any:
    return round(value, _DIGITS) if isinstance(value, float) else value


def _harmless(value: Any) -> Any:
    # A document's words that begin like a formula would be one in a spreadsheet.
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value
