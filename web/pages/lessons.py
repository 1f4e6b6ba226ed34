"""One lesson, with what it speaks of and its paragraph."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.content.alike import alike
from web.content.cells import NAMES
from web.content.groups import families_of
from web.content.headings import review_headings
from web.content.learning import held_item
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("lessons", __name__)


@blueprint.get("/lessons/<identifier>")
def lesson(identifier: str) -> str:
    """Show one lesson; raises NotFound when the library holds none of this id."""
    shown = current_snapshot()
    item = held_item(shown, NAMES.lesson(identifier))
    headings = review_headings(shown)
    return render_template(
        "lesson.html",
        item=item,
        reviews=[headings[one] for one in item.reviews if one in headings],
        related=alike(shown, item.id),
        families=families_of(shown, NAMES.lesson(identifier)),
    )
