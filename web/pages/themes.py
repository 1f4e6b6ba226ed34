"""The practice themes that recur, and one theme with what was said about it."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, render_template, request

from graph.errors import NotFound
from graph.namespaces import V
from graph.vocabulary import load_vocabulary
from web.content.cells import key, words
from web.content.headings import review_headings
from web.content.learning import Item, items
from web.content.recurrence import recurring_themes
from web.paging import page_number, paged
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("themes", __name__)

_SCHEME = "practice-theme"
_REVIEWS = 20  # of a page: each shows its lessons and recommendations


@blueprint.get("/themes")
def themes() -> str:
    """List the practice themes by how many reviews they recur in."""
    return render_template("themes.html", themes=recurring_themes(current_snapshot()))


@blueprint.get("/themes/<identifier>")
def theme(identifier: str) -> str:
    """Show one theme; raises NotFound for what is no practice theme of the vocabulary."""
    vocabulary = load_vocabulary()
    if identifier not in vocabulary or vocabulary[identifier].scheme != _SCHEME:
        raise NotFound("There is no practice theme at this address. Choose one from the list.")
    shown = current_snapshot()
    said = items(shown.graph.select("pages/theme-learning", about=V[identifier]))
    occurrences = shown.graph.select("pages/theme-occurrences", about=V[identifier])
    recurring = {one.id: one.reviews for one in recurring_themes(shown)}
    sources = _by_source(said)
    years = sorted(filter(None, {words(row, "firstYear") for row in occurrences}))
    return render_template(
        "theme.html",
        concept=vocabulary[identifier],
        children=[
            (child, vocabulary.label(child), recurring.get(child, 0))
            for child in vocabulary.children(identifier)
        ],
        page=paged(list(sources.items()), page_number(request.args.get("page")), _REVIEWS),
        headings=review_headings(shown),
        lessons=sum(one.kind == "lesson" for one in said),
        recommendations=sum(one.kind == "recommendation" for one in said),
        reviews=len({key(row, "source") for row in occurrences}),
        boards=sorted(filter(None, {words(row, "boardName") for row in occurrences})),
        years=years,
    )


def _by_source(said: tuple[Item, ...]) -> dict[str, list[Item]]:
    """Return the items of each review, or of the document that leaves its review open."""
    grouped: dict[str, list[Item]] = defaultdict(list)
    for one in said:
        grouped[one.reviews[0] if one.reviews else one.place.document].append(one)
    return grouped
