"""The graph explorer: start at anything, see what it is linked to and on which words, go on."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from graph.network.around import group_of
from graph.network.things import NameUnclear, NameUnknown
from web.content.exploring import Asked, Explored, explored, explored_json, ref_of, starts
from web.content.link_picture import picture
from web.content.pathways import address_of, quotation_of
from web.negotiation import opened_to_all
from web.paging import page_number
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("explore", __name__)


@blueprint.get("/explore")
def explore() -> str | tuple[str, int]:
    """Show what is linked to `at` and to each `open`; `kind` keeps to some kinds of thing."""
    asked, found = _asked(), None
    unclear: NameUnknown | NameUnclear | None = None
    if asked.at:
        try:
            found = _explored(asked)
        except (NameUnknown, NameUnclear) as error:
            unclear = error
    page = render_template(
        "explore.html",
        asked=asked,
        found=found,
        unclear=unclear,
        drawn=picture(found) if found else None,
        starts=() if found else starts(current_snapshot(), _least()),
        address_of=address_of,
        group_of=group_of,
        quotation_of=quotation_of,
        ref_of=ref_of,
    )
    return (page, unclear.http_status) if unclear else page


@blueprint.get("/api/explore")
def explore_json() -> Response | tuple[Response, int]:
    """Return the same as JSON: things, and links with the place each stands on."""
    try:
        answer = jsonify(explored_json(_explored(_asked())))
    except (NameUnknown, NameUnclear) as error:
        offered = [{"ref": ref_of(one), "label": one.label} for one in error.offered]
        told = jsonify(error={"code": error.code, "message": str(error), "offered": offered})
        told.headers.update(opened_to_all())
        return told, error.http_status
    answer.headers.update(opened_to_all())
    return answer


def _asked() -> Asked:
    def several(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for one in request.args.getlist(name) if one))

    return Asked(
        at=request.args.get("at", "").strip(),
        opened=several("open"),
        kinds=several("kind"),
        page=page_number(request.args.get("page")),
    )


def _explored(asked: Asked) -> Explored:
    return explored(current_snapshot(), asked, _least())


def _least() -> float:
    least: float = current_app.config["SETTINGS"].min_confidence
    return least
