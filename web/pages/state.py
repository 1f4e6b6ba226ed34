"""For the machinery around the service: is it running, and what does it serve."""

from __future__ import annotations

from flask import Blueprint, Response

from graph.errors import LessonsError
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("state", __name__)


@blueprint.get("/health")
def health() -> Response:
    """Answer 200 as long as the process answers at all."""
    return _told("running", 200)


@blueprint.get("/ready")
def ready() -> Response:
    """Answer 200 when a library is open, 503 with the reason when none can be."""
    try:
        generation = current_snapshot().manifest.generation
    except LessonsError as cause:
        return _told(f"{cause.code}: {cause}", 503)
    return _told(f"serving edition {generation}", 200)


def _told(words: str, status: int) -> Response:
    answer = Response(f"{words}\n", status=status, mimetype="text/plain")
    answer.cache_control.no_store = True
    return answer
