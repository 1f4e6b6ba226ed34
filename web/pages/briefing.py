"""The seven-minute briefing: chosen in a form, read on the page, taken as a file."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from graph.errors import NotFound
from web.content.briefing.making import Briefing, briefing
from web.content.recurrence import recurring_themes
from web.exports.source import Source, edition_of
from web.pages.sources import attached, site, today
from web.papers.forms import PAPER_FORMS
from web.papers.paper import numbered
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("briefing", __name__)


@blueprint.get("/briefing")
def make() -> str:
    """Show the form of a briefing; `theme` or `ids` says what it is made from."""
    shown = current_snapshot()
    if not (request.args.get("theme") or request.args.get("ids")):
        return render_template("briefing/start.html", themes=recurring_themes(shown))
    return render_template("briefing/make.html", briefing=_made(), forms=PAPER_FORMS)


@blueprint.get("/briefing/read")
def read() -> str:
    """Show the briefing as it will be handed out, to be read or printed."""
    made = _made()
    paper = made.paper()
    told = list(numbered(paper))
    return render_template("briefing/read.html", briefing=made, paper=paper, told=told)


@blueprint.get("/briefing/briefing.<ending>")
def files(ending: str) -> Response:
    """Answer with the briefing as a file; raises NotFound for a form there is none of."""
    form = PAPER_FORMS.get(ending)
    if form is None:
        raise NotFound("A briefing is not written in this form. Choose one on its page.")
    written = form.write(_made().paper(site()))
    return attached([written], form.media_type, f"briefing.{ending}")


def _made() -> Briefing:
    shown = current_snapshot()
    # The address of the form, whichever of these three addresses was asked for.
    query = request.query_string.decode("ascii", "replace")
    path = f"/briefing?{query}"
    source = Source("", path, site(), edition_of(shown.generation), today())
    return briefing(shown, request.args, source)
