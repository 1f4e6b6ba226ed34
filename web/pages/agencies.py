"""The agencies by type, and one agency with its reviews, cases and what was asked of it."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, render_template, request

from graph.errors import NotFound
from graph.view import Row
from web.content.agency_lists import agency_types
from web.content.cells import NAMES, key, words
from web.content.headings import review_headings
from web.content.learning import items
from web.content.quotations import Quotation, quotations, texts
from web.paging import page_number, paged
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("agencies", __name__)

_CASES = 20
_LEARNING = 50


@blueprint.get("/agencies")
def agencies() -> str:
    """List the agencies; `type` shows all of one type, in general words ones too."""
    types = agency_types(current_snapshot())
    asked = request.args.get("type", "")
    chosen = next((one for one in types if one.concept == asked and asked), None)
    return render_template("agencies.html", types=types, chosen=chosen)


@blueprint.get("/agencies/<identifier>")
def agency(identifier: str) -> str:
    """Show one agency; raises NotFound when the library holds none of this id."""
    shown = current_snapshot()
    iri = NAMES.agency(identifier)
    found = shown.graph.select("pages/agency", agency=iri)
    if not found or not words(found[0], "name"):
        raise NotFound("The library has no agency at this address. Choose one from the list.")
    said = _said(shown.graph.select("pages/agency-quotations", agency=iri))
    learning = items(shown.graph.select("pages/agency-learning", about=iri))
    return render_template(
        "agency.html",
        agency=found[0],
        identifier=identifier,
        succession=shown.graph.select("pages/agency-succession", agency=iri),
        reviews=shown.graph.select("pages/agency-reviews", agency=iri),
        headings=review_headings(shown),
        cases=paged(list(said.items()), page_number(request.args.get("page")), _CASES),
        recommendations=[one for one in learning if one.kind == "recommendation"][:_LEARNING],
        lessons=[one for one in learning if one.kind == "lesson"][:_LEARNING],
    )


def _said(rows: list[Row]) -> dict[tuple[str, str], tuple[Quotation, ...]]:
    """Return the quotations that make an agency part of a case, by (case, label)."""
    known = texts(rows)
    grouped: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        grouped[key(row, "case"), words(row, "caseLabel")][words(row, "evidence")] = row
    return {case: quotations(list(own.values()), known) for case, own in grouped.items()}
