"""One case: what is told of it, each fact with its quotations; its timeline, its agencies."""

from __future__ import annotations

from flask import Blueprint, render_template
from rdflib import URIRef

from graph.errors import NotFound
from graph.view import Row
from web.content.agency_map import agency_map as agencies_of
from web.content.agency_map import map_picture
from web.content.cells import NAMES, key, words
from web.content.facts import by_status, facts
from web.content.headings import review_headings
from web.content.involvement import involvements
from web.content.learning import items
from web.content.quotations import Place, place, texts
from web.content.threshold import asked_threshold
from web.content.timeline import timeline as timeline_of
from web.content.timeline_picture import timeline_picture
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("cases", __name__)

# The columns whose ids make a link between the case and a concept.
_FACT = ("concept", "person")


@blueprint.get("/cases/<identifier>")
def case(identifier: str) -> str:
    """Show one case; raises NotFound when the library holds none of this id."""
    shown = current_snapshot()
    iri, found = _held(shown, identifier)
    known = texts(shown.graph.select("pages/case-passages", case=iri))
    headings = review_headings(shown)
    reviews = dict.fromkeys(
        key(row, "review") for row in shown.graph.select("pages/case-reviews", case=iri)
    )
    threshold = asked_threshold()

    def links(kind: str, query: str, *columns: str) -> list[Row]:
        return threshold.kept(kind, shown.graph.select(f"pages/{query}", case=iri), *columns)

    return render_template(
        "case.html",
        case=found,
        identifier=identifier,
        reviews=[headings[one] for one in reviews if one in headings],
        factors=by_status(facts(links("risk factor", "case-factors", *_FACT), known)),
        legal=facts(links("legal status", "case-legal", *_FACT), known),
        outcomes=facts(links("outcome", "case-outcomes", *_FACT), known),
        agencies=involvements(links("agency", "case-agencies", "agency"), known),
        learning=items(shown.graph.select("pages/case-learning", about=iri)),
        threshold=threshold,
    )


@blueprint.get("/cases/<identifier>/timeline")
def timeline(identifier: str) -> str:
    """Show what the reports of a case date, in order; raises NotFound."""
    shown = current_snapshot()
    iri, found = _held(shown, identifier)
    documents = shown.graph.select("pages/case-companions", case=iri)

    def placed(passage: str) -> Place:
        (row, *_) = shown.graph.select("pages/passage", passage=URIRef(passage))
        return place(row | {"passage": passage})

    told = timeline_of(
        words(found, "incidentDate"),
        shown.graph.select("pages/case-dated", case=iri),
        documents,
        {words(row, "passage") for row in shown.graph.select("pages/case-passages", case=iri)},
        placed,
    )
    return render_template(
        "timeline.html",
        case=found,
        identifier=identifier,
        told=told,
        drawn=timeline_picture(told),
        several=len(documents) > 1,
    )


@blueprint.get("/cases/<identifier>/agencies")
def agency_map(identifier: str) -> str:
    """Show the agencies of a case by kind, with their part and what was asked; raises NotFound."""
    shown = current_snapshot()
    iri, found = _held(shown, identifier)
    known = texts(shown.graph.select("pages/case-passages", case=iri))
    threshold = asked_threshold()
    involved = threshold.kept(
        "agency", shown.graph.select("pages/case-agencies", case=iri), "agency"
    )
    kinds = agencies_of(
        involvements(involved, known), shown.graph.select("pages/case-asked", case=iri)
    )
    every = [part for kind in kinds for part in kind.parts]
    return render_template(
        "agency-map.html",
        case=found,
        identifier=identifier,
        kinds=kinds,
        threshold=threshold,
        number=len(every),
        with_part=sum(bool(part.quotations) for part in every),
        with_asked=sum(bool(part.recommendations) for part in every),
        drawn=map_picture(words(found, "label"), kinds),
        several=len(shown.graph.select("pages/case-companions", case=iri)) > 1,
    )


def _held(shown: Snapshot, identifier: str) -> tuple[URIRef, Row]:
    iri = NAMES.case(identifier)
    found = shown.graph.select("pages/case", case=iri)
    if not found or not words(found[0], "label"):
        raise NotFound("The library has no case at this address. Search for it by its name.")
    return iri, found[0]
