"""The live evidence gap map: themes by kinds of agency, by kind of review; each cell opens."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template, request
from rdflib import URIRef

from graph.errors import NotFound
from graph.gapmap import KINDS, NOBODY, GapFilter
from graph.vocabulary import load_vocabulary
from web.content.gaps import cells_of, checked_filter, column_words, gap_csv, gap_map, grid
from web.content.headings import review_headings
from web.content.learning import held_item
from web.negotiation import opened_to_all
from web.paging import page_number, paged
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("gaps", __name__)

_ITEMS = 20  # of a page of a cell


@blueprint.get("/gap-map")
def gaps() -> str:
    """Show the gap map under the filters of the address."""
    shown, vocabulary = current_snapshot(), load_vocabulary()
    chosen = checked_filter(request.args, vocabulary)
    within = request.args.get("agency", "")
    own = gap_map(shown)
    return render_template(
        "gaps.html",
        grid=grid(cells_of(shown, chosen), vocabulary, within),
        chosen=chosen,
        within=within,
        reviews=own.reviews(chosen),
        types=own.review_types(),
        years=own.years(),
        kinds=KINDS,
        groups=[one.id for one in vocabulary.scheme("agency-type") if not one.broader],
        asked=_asked(chosen),
        column_words=lambda column: column_words(column, vocabulary),
    )


@blueprint.get("/gap-map/cell")
def cell() -> str:
    """Show what was said in one cell; raises NotFound where the map has none such."""
    shown, vocabulary = current_snapshot(), load_vocabulary()
    chosen = checked_filter(request.args, vocabulary)
    theme, agency = request.args.get("theme", ""), request.args.get("agency", NOBODY)
    own = gap_map(shown)
    if theme not in own.themes or agency not in own.agencies:
        raise NotFound("The map has no such cell. Choose one of the table.")
    found = paged(own.opened(chosen, theme, agency), page_number(request.args.get("page")), _ITEMS)
    return render_template(
        "gap.html",
        page=found,
        items=[held_item(shown, URIRef(one)) for one in found.items],
        reviews=cells_of(shown, chosen).get((theme, agency)),
        headings=review_headings(shown),
        theme=theme,
        agency=agency,
        agency_label=column_words(agency, vocabulary),
        chosen=chosen,
        asked=_asked(chosen),
    )


@blueprint.get("/gap-map.csv")
def gaps_csv() -> Response:
    """Return the map, by kind of review too, as CSV; empty cells are rows as well."""
    shown, vocabulary = current_snapshot(), load_vocabulary()
    written = gap_csv(shown, checked_filter(request.args, vocabulary), vocabulary)
    headers = {"Content-Disposition": 'attachment; filename="gap-map.csv"'}
    return Response(written, mimetype="text/csv", headers=headers)


@blueprint.get("/api/gap-map")
def gaps_json() -> Response:
    """Return the map as JSON: the cells that are not empty, and all themes and columns."""
    shown, vocabulary = current_snapshot(), load_vocabulary()
    chosen = checked_filter(request.args, vocabulary)
    table = grid(cells_of(shown, chosen), vocabulary, request.args.get("agency", ""))
    answer = jsonify(
        schema="lessons-gap-map/1",
        filter=asdict(chosen),
        reviews=gap_map(shown).reviews(chosen),
        agency_types=list(table.columns),
        themes=[
            {"id": row.theme, "label": row.label, "cells": [asdict(one) for one in row.cells]}
            for row in table.rows
        ],
    )
    answer.headers.update(opened_to_all())
    return answer


def _asked(chosen: GapFilter) -> dict[str, str]:
    """Return the arguments that keep a filter in a link."""
    own = {
        "type": chosen.review_type,
        "kind": chosen.kind,
        "since": chosen.since,
        "until": chosen.until,
    }
    return {name: value for name, value in own.items() if value}
