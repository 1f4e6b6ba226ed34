"""How the facts were read, what they cannot tell, and what the library holds."""

from __future__ import annotations

from importlib.metadata import version

from flask import Blueprint, render_template

from graph.vocabulary import load_vocabulary
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def about() -> str:
    """Explain the method, its limits, and the state of this library."""
    shown = current_snapshot()
    (counts,) = shown.table("pages/home-counts")
    return render_template(
        "about.html",
        counts=counts,
        statuses=shown.table("pages/statuses"),
        concepts=len(load_vocabulary()),
        version=version("lessons-graph"),
    )
