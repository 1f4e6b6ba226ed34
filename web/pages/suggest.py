"""Type-ahead for the search box, as JSON. Without it the box is a plain search."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from web.content.suggestions import completer
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("suggest", __name__)

_MOST = 8


@blueprint.get("/search/suggest")
def suggest() -> Response:
    """Return names that go on as the end of the query typed so far (?q=)."""
    typed = request.args.get("q", "")
    found = completer(current_snapshot()).complete(typed, _MOST)
    answer = jsonify(schema="lessons-suggest/1", suggestions=[asdict(one) for one in found])
    answer.cache_control.private = True
    answer.cache_control.max_age = 60
    return answer
