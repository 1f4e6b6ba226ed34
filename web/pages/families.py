"""Families of recommendations and of lessons: who else has said this, when, to whom."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from web.content.afterwards import recurrences, sayings
from web.content.cells import NAMES
from web.content.groups import families as all_families
from web.content.groups import group
from web.content.groups_json import group_json, lines_json
from web.content.headings import review_headings
from web.paging import page_number, paged
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("families", __name__)

_LINES = 50  # of a page
_MEMBERS = 40
_KINDS = ("recommendation", "lesson")


@blueprint.get("/families")
def families() -> str:
    """List the families by how many reviews they recur in; `kind` may be "lesson"."""
    kind = "lesson" if request.args.get("kind") == "lesson" else "recommendation"
    lines = all_families(current_snapshot())
    found = [one for one in lines if one.kind == kind]
    return render_template(
        "families.html",
        kind=kind,
        counts={one: sum(line.kind == one for line in lines) for one in _KINDS},
        page=paged(found, page_number(request.args.get("page")), _LINES),
    )


@blueprint.get("/families/<identifier>")
def family(identifier: str) -> str:
    """Show one family with all its members quoted; raises NotFound when there is none."""
    shown = current_snapshot()
    iri = NAMES.family(identifier)
    found = group(shown, iri)
    said = sayings(
        found.members,
        shown.graph.select("pages/group-occurrences", group=iri),
        shown.graph.select("pages/group-incidents", group=iri),
    )
    return render_template(
        "family.html",
        family=found,
        recurrences=recurrences(said),
        page=paged(found.members, page_number(request.args.get("page")), _MEMBERS),
        headings=review_headings(shown),
    )


@blueprint.get("/api/families")
def families_api() -> Response:
    """Return all families that several reviews share, as JSON."""
    return jsonify(lines_json("families", all_families(current_snapshot())))


@blueprint.get("/api/families/<identifier>")
def family_api(identifier: str) -> Response:
    """Return one family with its members, as JSON; raises NotFound when there is none."""
    return jsonify(group_json("family", group(current_snapshot(), NAMES.family(identifier))))
