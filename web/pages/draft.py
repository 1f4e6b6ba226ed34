"""Has this been said before? A draft is pasted, read, and set beside what reviews have said.

Drafts come by POST, so that they stand in no address, history or log; nothing
of them is kept.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from graph.errors import DocumentError, LessonsError, UsageInvalid
from web.content.alike_json import answers_json
from web.content.said_before import said_before
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("draft", __name__)

_LARGEST = 100_000  # bytes of a request: ten times what a draft may have, as forms write it


@blueprint.get("/draft")
def draft() -> str:
    """Show the form."""
    current_snapshot()
    return render_template("draft.html", text="", answers=None, error=None)


@blueprint.post("/draft")
def answer() -> tuple[str, int]:
    """Show what was said before and what is vague; a draft that cannot be read gets a message."""
    request.max_content_length = _LARGEST
    text = request.form.get("text", "")
    try:
        answers = said_before(current_snapshot(), text)
    except (DocumentError, UsageInvalid) as error:
        page = render_template("draft.html", text=text, answers=None, error=error)
        return page, error.http_status
    return render_template("draft.html", text=text, answers=answers, error=None), 200


@blueprint.post("/api/draft")
def api() -> tuple[Response, int]:
    """Answer a draft in JSON: `{"text": ...}`, or the text itself as text/plain."""
    request.max_content_length = _LARGEST
    try:
        return jsonify(answers_json(said_before(current_snapshot(), _text()))), 200
    except LessonsError as error:
        return jsonify({"code": error.code, "message": str(error)}), error.http_status


def _text() -> str:
    if not request.is_json:
        return request.get_data(as_text=True)
    told = request.get_json(silent=True)
    text = told.get("text") if isinstance(told, dict) else None
    if not isinstance(text, str):
        raise UsageInvalid('Send {"text": "the draft"} as JSON, or the draft as text/plain.')
    return text
