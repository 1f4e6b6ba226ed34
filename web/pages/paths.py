"""Paths in words between any two things: sentences first, a picture second, JSON for programs."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from graph.errors import UsageInvalid
from graph.network.tell import PathAnswer, find_paths
from graph.network.things import NameUnclear, NameUnknown
from web.content.pathways import (
    address_of,
    answer_json,
    boxes,
    links_of,
    names_of,
    quotation_of,
)
from web.negotiation import opened_to_all
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("paths", __name__)

_PATHS = 5


@blueprint.get("/paths")
def paths() -> str | tuple[str, int]:
    """Show the paths from `from` to `to`, ids or names; without them, the form alone."""
    one, other = request.args.get("from", "").strip(), request.args.get("to", "").strip()
    found: PathAnswer | None = None
    unclear: NameUnknown | NameUnclear | UsageInvalid | None = None
    if one and other:
        try:
            found = _found(one, other)
        except (NameUnknown, NameUnclear, UsageInvalid) as error:
            unclear = error
    page = render_template(
        "paths.html",
        one=one,
        other=other,
        found=found,
        unclear=unclear,
        offered=getattr(unclear, "offered", ()),
        wrong=getattr(unclear, "name", ""),
        address_of=address_of,
        boxes=boxes,
        quotation_of=quotation_of,
    )
    return (page, unclear.http_status) if unclear else page


@blueprint.get("/api/paths")
def paths_json() -> Response | tuple[Response, int]:
    """Return the paths from `from` to `to` as JSON."""
    one, other = request.args.get("from", ""), request.args.get("to", "")
    try:
        answer = jsonify(answer_json(_found(one, other)))
    except (NameUnknown, NameUnclear, UsageInvalid) as error:
        offered = [
            {"id": near.id, "label": near.label, "kind": near.kind}
            for near in getattr(error, "offered", ())
        ]
        told = jsonify(error={"code": error.code, "message": str(error), "offered": offered})
        told.headers.update(opened_to_all())
        return told, error.http_status
    answer.headers.update(opened_to_all())
    return answer


def _found(one: str, other: str) -> PathAnswer:
    shown = current_snapshot()
    least: float = current_app.config["SETTINGS"].min_confidence
    names = names_of(shown, least)
    return find_paths(shown.graph, links_of(shown, least), names, one, other, most=_PATHS)
