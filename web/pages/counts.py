"""Counts over all cases: what goes together, shares beside published ones, and trends."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from graph.errors import UsageInvalid
from graph.patterns.answers import evidence
from graph.patterns.casetable import SCHEMES, YEARS
from graph.patterns.cooccurrence import SMALL, Cell
from graph.patterns.groups import GROUPINGS, counted_cases, groups
from graph.patterns.question import Factor, Question
from graph.patterns.trends import LEAST_CASES, LEAST_YEARS, trend
from graph.patterns.yardsticks import yardsticks
from graph.vocabulary import load_vocabulary
from web.content.accuracy import accuracy, factor_rows
from web.content.chart import year_chart
from web.content.counting import Counting, counting
from web.content.patterns_json import (
    as_csv,
    cross_rows,
    csv_answer,
    prevalence_rows,
    trend_rows,
)
from web.content.quotations import Quotation, quotations, texts
from web.paging import page_number, paged
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("counts", __name__)

_CASES = 10  # of a page: each shows its quotations
_SIDE, _MOST_SIDE = 15, 40  # concepts on each side of a heat map, and at most
_PAIRS = 30  # in the list of the surest
_PAIR = 2
_FACTORS = "risk-factor"
# From this lift on a cell of the heat map has the next deeper shade.
_SHADES = (0.8, 1.25, 2.0, 3.0)


@blueprint.get("/patterns/together")
def together() -> str:
    """Show two schemes crossed: heat map, the same figures as a table, the surest pairs."""
    counted = counting(current_snapshot())
    rows, columns = _scheme("rows", _FACTORS), _scheme("columns", _FACTORS)
    side = min(_MOST_SIDE, page_number(request.args.get("side", str(_SIDE))))
    crossed = counted.cross(rows, columns)
    down, across = crossed.commonest(side), crossed.commonest(side, columns=True)
    return render_template(
        "pattern-together.html",
        rows=rows, columns=columns, schemes=SCHEMES, side=side, small=SMALL,
        heat=[(one, [crossed.cell(one, other) for other in across]) for one in down],
        across=across, pairs=counted.strongest(rows, columns, _PAIRS),
        label=counted.table.label, shade=_shade,
        tested=crossed.tested, cases=len(counted.table.cases),
    )  # fmt: skip


@blueprint.get("/patterns/together.csv")
def together_csv() -> Response:
    """Return every pair of two schemes with all its figures."""
    counted = counting(current_snapshot())
    crossed = counted.cross(_scheme("rows", _FACTORS), _scheme("columns", _FACTORS))
    return csv_answer(as_csv(cross_rows(counted.table, crossed)), "together")


@blueprint.get("/patterns/counted")
def counted_page() -> str:
    """Show the cases behind one figure: those that have all that is named, in the groups."""
    shown = current_snapshot()
    counted = counting(shown)
    had = [_pair(one) for one in request.args.getlist("had")]
    within = [_pair(one) for one in request.args.getlist("in")]
    found = counted_cases(counted.table, had, within)
    page = paged(list(found), page_number(request.args.get("page")), _CASES)
    return render_template(
        "pattern-counted.html",
        page=page, total=len(found), cell=None if within else _cell(counted, had),
        label=counted.table.label,
        had=had, within=within, schemes=SCHEMES, small=SMALL, groupings=GROUPINGS,
        answered={one.id: _factor_quotes(shown, one.iri, had) for one in page.items},
        group_label=lambda by, key: _group_label(counted, by, key),
    )  # fmt: skip


@blueprint.get("/patterns/prevalence")
def shares() -> str:
    """Show what share of the cases has each factor, beside what others published."""
    counted = counting(current_snapshot())
    by = request.args.get("by", "all")
    groups, found = counted.prevalence(_FACTORS, by)
    recall = {one.name: one for one in factor_rows(accuracy(), load_vocabulary(), "name")}
    return render_template(
        "pattern-prevalence.html",
        by=by, groups=groups, found=found, groupings=GROUPINGS, yardsticks=yardsticks(),
        recall=recall, small=SMALL, cases=len(counted.table.cases),
    )  # fmt: skip


@blueprint.get("/patterns/prevalence.csv")
def shares_csv() -> Response:
    """Return every factor's share in every group."""
    by = request.args.get("by", "all")
    told = counting(current_snapshot()).prevalence(_FACTORS, by)
    return csv_answer(as_csv(prevalence_rows(*told)), "prevalence")


@blueprint.get("/patterns/trends")
def over_time() -> str:
    """Show the concepts of a scheme by year, and one of them as a chart."""
    counted = counting(current_snapshot())
    scheme, basis = _scheme("scheme", _FACTORS), _basis()
    concept = request.args.get("concept", "")
    one = trend(counted.table, scheme, concept, basis) if concept else None
    return render_template(
        "pattern-trends.html",
        scheme=scheme, basis=basis, bases=YEARS, one=one, small=SMALL,
        chart=year_chart(one.years) if one else None,
        found=counted.trends(scheme, basis), least=(LEAST_YEARS, LEAST_CASES),
        schemes={name: words for name, words in SCHEMES.items() if name not in YEARS},
    )  # fmt: skip


@blueprint.get("/patterns/trends.csv")
def over_time_csv() -> Response:
    """Return every concept of a scheme in every year."""
    found = counting(current_snapshot()).trends(_scheme("scheme", _FACTORS), _basis())
    return csv_answer(as_csv(trend_rows(found)), "trends")


def _scheme(name: str, otherwise: str) -> str:
    asked = request.args.get(name, otherwise)
    if asked not in SCHEMES:
        raise UsageInvalid(f"{asked!r} cannot be counted. Choose one of the list.")
    return asked


def _basis() -> str:
    asked = request.args.get("by", next(iter(YEARS)))
    if asked not in YEARS:
        raise UsageInvalid(f"{asked!r} is no kind of year. Choose one of {', '.join(YEARS)}.")
    return asked


def _pair(text: str) -> tuple[str, str]:
    """Return both parts of "scheme:concept" or "grouping:key"."""
    name, colon, value = text.partition(":")
    if not colon:
        raise UsageInvalid(f"{text!r} names nothing to count. Follow a link from a figure.")
    return name, value


def _cell(counted: Counting, had: list[tuple[str, str]]) -> Cell | None:
    """Return the figures of a pair, None where no pair is asked for."""
    if len(had) != _PAIR:
        return None
    (rows, row), (columns, column) = had
    return counted.cross(rows, columns).cell(row, column)


def _group_label(counted: Counting, by: str, key: str) -> str:
    return next((one.label for one in groups(counted.table, by) if one.key == key), key)


def _factor_quotes(
    shown: Snapshot, case: str, had: list[tuple[str, str]]
) -> list[tuple[str, tuple[Quotation, ...]]]:
    """Return each risk factor that is counted with the words it stands on in a case."""
    asked = Question(tuple(Factor(concept) for scheme, concept in had if scheme == _FACTORS))
    told = evidence(shown.graph, asked, [case])[case]
    return [(clause, quotations(rows, texts(rows))) for clause, rows in told.items()]


def _shade(cell: Cell) -> int:
    """Return how deep a cell is shaded, 0 for none: by its lift, where it is no small count."""
    if cell.lift is None or cell.small or cell.nested:
        return 0
    return 1 + sum(cell.lift >= one for one in _SHADES)
