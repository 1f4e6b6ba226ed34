"""The themes that recur: practice themes of the vocabulary, and discovered ones."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from graph.errors import NotFound
from graph.namespaces import V
from graph.vocabulary import load_vocabulary
from web.content.cells import NAMES
from web.content.cells import identifier as id_of
from web.content.groups import discovered_themes, families_among, group
from web.content.groups_json import group_json, lines_json
from web.content.headings import review_headings
from web.content.quotable import representative
from web.content.recurrence import recurring_themes
from web.content.theme_learning import ThemeLearning, theme_learning
from web.paging import page_number, paged
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("themes", __name__)

_SCHEME = "practice-theme"
_REVIEWS = 20  # of a page: each shows its lessons and recommendations
_MEMBERS = 40
_FAMILIES = 10
_AGAIN = 5  # of what came up again; the rest is in the list of the library


@blueprint.get("/themes")
def themes() -> str:
    """List the practice themes and the discovered ones by how many reviews they recur in."""
    shown = current_snapshot()
    return render_template(
        "themes.html", themes=recurring_themes(shown), discovered=discovered_themes(shown)
    )


@blueprint.get("/themes/<identifier>")
def theme(identifier: str) -> str:
    """Show one theme; raises NotFound for what is no practice theme of the vocabulary."""
    vocabulary = load_vocabulary()
    if identifier not in vocabulary or vocabulary[identifier].scheme != _SCHEME:
        raise NotFound("There is no practice theme at this address. Choose one from the list.")
    shown = current_snapshot()
    learning = theme_learning(shown, V[identifier])
    recurring = {one.id: one.reviews for one in recurring_themes(shown)}
    sources = list(learning.by_source.items())
    page = paged(sources, page_number(request.args.get("page")), _REVIEWS)
    return render_template(
        "theme.html",
        concept=vocabulary[identifier],
        children=[
            (child, vocabulary.label(child), recurring.get(child, 0))
            for child in vocabulary.children(identifier)
        ],
        page=page,
        groups=[(id_of(source), learning.items(said)) for source, said in page.items],
        headings=review_headings(shown),
        lessons=sum(one.kind == "lesson" for one in learning.said),
        recommendations=sum(one.kind == "recommendation" for one in learning.said),
        reviews=len(learning.first_years),
        years=sorted(filter(None, set(learning.first_years.values()))),
        **_together(shown, learning),
    )


def _together(shown: Snapshot, learning: ThemeLearning) -> dict[str, object]:
    """Return what the items of a practice theme come to when they are seen together."""
    within = shown.graph.select("pages/theme-families", about=learning.about)
    again = learning.recurrences()
    return {
        "boards": learning.boards,
        "leads": learning.leads,
        "quoted": learning.quoted(),
        "families": families_among(shown, within)[:_FAMILIES],
        "recurrences": [learning.whole(one) for one in again[:_AGAIN]],
        "again": len(again),
    }


@blueprint.get("/themes/discovered/<identifier>")
def discovered(identifier: str) -> str:
    """Show one discovered theme; raises NotFound when there is none of this id."""
    shown = current_snapshot()
    iri = NAMES.theme(identifier)
    found = group(shown, iri)
    return render_template(
        "discovered.html",
        theme=found,
        quoted=representative(found.members),
        families=families_among(shown, shown.graph.select("pages/group-families", group=iri)),
        page=paged(found.members, page_number(request.args.get("page")), _MEMBERS),
    )


@blueprint.get("/api/themes/discovered")
def discovered_api() -> Response:
    """Return the discovered themes that several reviews share, as JSON."""
    return jsonify(lines_json("themes", discovered_themes(current_snapshot())))


@blueprint.get("/api/themes/discovered/<identifier>")
def one_discovered_api(identifier: str) -> Response:
    """Return one discovered theme with its members, as JSON."""
    return jsonify(group_json("theme", group(current_snapshot(), NAMES.theme(identifier))))
