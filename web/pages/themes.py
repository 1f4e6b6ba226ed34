"""The themes that recur: practice themes of the vocabulary, and discovered ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flask import Blueprint, Response, jsonify, render_template, request
from rdflib import URIRef

from graph.errors import NotFound
from graph.namespaces import V
from graph.view import Row
from graph.vocabulary import load_vocabulary
from web.content.afterwards import recurrences, sayings
from web.content.cells import NAMES, key, words
from web.content.groups import boards_of, counted, discovered_themes, families_among, group
from web.content.groups_json import group_json, lines_json
from web.content.headings import review_headings
from web.content.learning import Item, items, links_by_item
from web.content.quotable import representative
from web.content.recurrence import recurring_themes
from web.paging import page_number, paged
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("themes", __name__)

_SCHEME = "practice-theme"
_REVIEWS = 20  # of a page: each shows its lessons and recommendations
_MEMBERS = 40
_FAMILIES = 10


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
    about = V[identifier]
    rows = shown.graph.select("pages/theme-learning", about=about)
    said = items(rows)
    occurrences = shown.graph.select("pages/theme-occurrences", about=about)
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
        years=years,
        **_together(shown, about, rows),
    )


def _together(shown: Snapshot, about: URIRef, rows: Sequence[Row]) -> dict[str, object]:
    """Return what the items of a practice theme come to when they are seen together."""
    links = links_by_item(shown.graph.select("pages/theme-links", about=about))
    linked = items(rows, links)
    placed = shown.graph.select("pages/theme-sayings", about=about)
    said = sayings(
        linked,
        placed,
        shown.graph.select("pages/theme-incidents", about=about),
    )
    within = shown.graph.select("pages/theme-families", about=about)
    return {
        "boards": boards_of(placed),
        "leads": counted(linked),
        "quoted": representative(linked),
        "families": families_among(shown, within)[:_FAMILIES],
        "recurrences": recurrences(said),
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


def _by_source(said: tuple[Item, ...]) -> dict[str, list[Item]]:
    """Return the items of each review, or of the document that leaves its review open."""
    grouped: dict[str, list[Item]] = defaultdict(list)
    for one in said:
        grouped[one.reviews[0] if one.reviews else one.place.document].append(one)
    return grouped
