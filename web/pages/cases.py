"""One case: what is told of it, each fact with its quotations."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.errors import NotFound
from graph.view import Row
from web.content.cells import NAMES, key, words
from web.content.facts import by_status, facts
from web.content.headings import review_headings
from web.content.involvement import involvements
from web.content.learning import items
from web.content.quotations import texts
from web.content.threshold import asked_threshold
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("cases", __name__)

# The columns whose ids make a link between the case and a concept.
_FACT = ("concept", "person")


@blueprint.get("/cases/<identifier>")
def case(identifier: str) -> str:
    """Show one case; raises NotFound when the library holds none of this id."""
    shown = current_snapshot()
    iri = NAMES.case(identifier)
    found = shown.graph.select("pages/case", case=iri)
    if not found or not words(found[0], "label"):
        raise NotFound("The library has no case at this address. Search for it by its name.")
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
        case=found[0],
        reviews=[headings[one] for one in reviews if one in headings],
        factors=by_status(facts(links("risk factor", "case-factors", *_FACT), known)),
        legal=facts(links("legal status", "case-legal", *_FACT), known),
        outcomes=facts(links("outcome", "case-outcomes", *_FACT), known),
        agencies=involvements(links("agency", "case-agencies", "agency"), known),
        learning=items(shown.graph.select("pages/case-learning", about=iri)),
        threshold=threshold,
    )
