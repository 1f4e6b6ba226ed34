"""What is like a passage, a lesson, a recommendation or a text, in other reviews."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from graph.errors import LessonsError
from web.content.alike import alike_to, asked_entry
from web.content.alike_json import related_json
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("alike", __name__)

_SHOWN = 20


@blueprint.get("/similar/<identifier>")
def similar(identifier: str) -> str:
    """Show what is like an entry; raises NotFound when the library holds none of this id."""
    shown = current_snapshot()
    own = asked_entry(shown, identifier, "", "")
    return render_template("similar.html", own=own, related=alike_to(shown, own, limit=_SHOWN))


@blueprint.get("/api/related")
def api() -> tuple[Response, int]:
    """Answer in JSON what is like the entry `id`, or like a `text` as one of its `kind`."""
    shown = current_snapshot()
    given = {name: request.args.get(name, "") for name in ("id", "text")}
    kind = request.args.get("kind", "recommendation")
    try:
        own = asked_entry(shown, given["id"], given["text"], kind)
        return jsonify(related_json(alike_to(shown, own, limit=_SHOWN))), 200
    except LessonsError as error:
        return jsonify({"code": error.code, "message": str(error)}), error.http_status
