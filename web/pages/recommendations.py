"""One recommendation, and others like it."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.content.alike import alike
from web.content.cells import NAMES, words
from web.content.groups import families_of
from web.content.headings import review_headings
from web.content.learning import held_item
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("recommendations", __name__)


@blueprint.get("/recommendations/<identifier>")
def recommendation(identifier: str) -> str:
    """Show one recommendation; raises NotFound when the library holds none of this id."""
    shown = current_snapshot()
    iri = NAMES.recommendation(identifier)
    item = held_item(shown, iri)
    deadlines = shown.graph.select("pages/recommendation-deadline", item=iri)
    headings = review_headings(shown)
    return render_template(
        "recommendation.html",
        item=item,
        deadlines=[words(row, "deadline") for row in deadlines],
        reviews=[headings[one] for one in item.reviews if one in headings],
        related=alike(shown, item.id),
        families=families_of(shown, NAMES.recommendation(identifier)),
        headings=headings,
    )
