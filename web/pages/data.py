"""The data itself: what there is to take, described for people and for programs, and dumps."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Blueprint, Response, current_app, render_template, request, url_for

from graph.dumping import Dump
from graph.errors import LessonsError, ServiceBusy
from web.content.cells import whole
from web.content.dataset_description import Places, dataset_triples
from web.content.kept import kept
from web.negotiation import GRAPH_TYPES, SUFFIXES, negotiated, opened_to_all, wants_html
from web.pages.linked import graph_answer
from web.slots import RETRY_AFTER, Slots
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("data", __name__)


@blueprint.get("/data")
def about() -> str:
    """Tell people how to take the data."""
    shown = current_snapshot()
    return render_template("data.html", quads=_quads(shown), endings=SUFFIXES)


@blueprint.get("/.well-known/void")
def void() -> Response:
    """Describe the library as a dataset (VoID and DCAT)."""
    shown = current_snapshot()
    kind = negotiated(GRAPH_TYPES) if not wants_html() else next(iter(GRAPH_TYPES))
    places = _places()
    (counts,) = shown.table("pages/home-counts")
    numbers = {name: whole(counts, name) for name in counts}
    triples = dataset_triples(places, shown.manifest, _quads(shown), numbers)
    return graph_answer(triples, kind, places.description)


@blueprint.get("/dump/library.nq.gz")
def dump() -> Response:
    """Stream the whole graph; as one at a time is enough, others are told to come back."""
    slots: Slots = current_app.extensions["dumps"]
    with ExitStack() as stack:
        stack.enter_context(slots.taken(patience=0))
        shown = current_snapshot()
        headers = opened_to_all({"Content-Disposition": f'attachment; filename="{_name(shown)}"'})
        if request.method == "HEAD":
            return Response(headers=headers, mimetype="application/gzip")
        running = Dump(shown.generation.graph)
        stack.callback(running.close)
        answer = Response(iter(running), headers=headers, mimetype="application/gzip")
        answer.call_on_close(stack.pop_all().close)
    return answer


@blueprint.errorhandler(ServiceBusy)
def _busy(error: LessonsError) -> Response:
    headers = opened_to_all({"Retry-After": str(RETRY_AFTER)})
    return Response(f"{error}\n", error.http_status, headers, mimetype="text/plain")


def _quads(shown: Snapshot) -> int:
    """Return the number of statements, each counted in every graph that holds it.

    Counting them takes a while, so it is done once.
    """
    return kept(shown, "quads", lambda: len(shown.graph))


def _name(shown: Snapshot) -> str:
    return f"lessons-graph-{shown.generation.number:04d}.nq.gz"


def _places() -> Places:
    return Places(
        home=url_for("home.home", _external=True),
        description=url_for("data.void", _external=True),
        sparql=url_for("sparql.endpoint", _external=True),
        dump=url_for("data.dump", _external=True),
        vocabulary=url_for("vocabulary.whole", ending="ttl", _external=True),
    )
