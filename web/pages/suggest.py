"""Type-ahead for the search box, as JSON. Without it the box is a plain search."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from web.content.suggestions import completer
from web.language import gettext, later
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("suggest", __name__)

_MOST = 8
# What the kinds of suggestions are called, for those who choose one.
_KINDS = {
    "factor": later("risk factor"),
    "theme": later("practice theme"),
    "agency": later("kind of agency"),
    "agency named": later("agency"),
    "outcome": later("outcome"),
    "legal": later("legal status"),
    "action": later("kind of action"),
    "type": later("kind of review"),
    "board": later("board"),
    "case": later("case"),
    "report": later("report"),
}


@blueprint.get("/search/suggest")
def suggest() -> Response:
    """Return names that go on as the end of the query typed so far (?q=)."""
    typed = request.args.get("q", "")
    found = completer(current_snapshot()).complete(typed, _MOST)
    told = [asdict(one) | {"kind_words": gettext(_KINDS.get(one.kind, one.kind))} for one in found]
    answer = jsonify(schema="lessons-suggest/1", suggestions=told)
    answer.cache_control.private = True
    answer.cache_control.max_age = 60
    return answer
