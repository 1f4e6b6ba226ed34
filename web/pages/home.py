"""The first page: what this is, how much there is, and ways in."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, render_template

from web.content.headings import review_headings
from web.content.recurrence import recurring_themes
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("home", __name__)

_NEWEST = 5
_THEMES = 8


@blueprint.get("/")
def home() -> str:
    """Show the library's counts, its newest reviews and what recurs most."""
    shown = current_snapshot()
    (counts,) = shown.table("pages/home-counts")
    return render_template(
        "home.html",
        counts=counts,
        newest=list(islice(review_headings(shown).values(), _NEWEST)),
        themes=recurring_themes(shown)[:_THEMES],
    )
