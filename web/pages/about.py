"""How the facts were read, what they cannot tell, and what the library holds."""

from __future__ import annotations

from importlib.metadata import version

from flask import Blueprint, render_template, request

from graph.vocabulary import load_vocabulary
from web.content.accuracy import SORTS, accuracy, class_rows, factor_rows, score_rows, share_rows
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


@blueprint.get("/helplines")
def helplines() -> str:
    """Say whom to call, and how to leave a page quickly; needs no library."""
    return render_template("helplines.html")


@blueprint.get("/about/accuracy")
def measured() -> str:
    """Show how well this release reads, as it was last measured; needs no library."""
    plain, vocabulary = accuracy(), load_vocabulary()
    asked = request.args.get("sort", "")
    order = asked if asked in SORTS else next(iter(SORTS))
    return render_template(
        "accuracy.html",
        plain=plain,
        scores=score_rows(plain),
        labels_only=score_rows(plain["labels_only"]),
        shares=share_rows(plain),
        classes=class_rows(plain, vocabulary),
        factors=factor_rows(plain, vocabulary, order),
        sorts=SORTS,
        order=order,
    )
