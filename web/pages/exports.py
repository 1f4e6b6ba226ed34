"""All results of a search, a theme or an agency as files and feeds, sent while they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, request
from rdflib import URIRef

from graph.errors import NotFound
from graph.namespaces import V
from graph.vocabulary import load_vocabulary
from search.query import Query, read_query
from web.content.cells import NAMES, words
from web.content.learning import items
from web.exports.cases import QUERY, labels_by_case
from web.exports.feed import feed_path
from web.exports.forms import FORM_OF_ENDING, FORMS, Form
from web.exports.items import CASE
from web.exports.source import Source, edition_of, source_of
from web.exports.taking import Search, Taken, cases_of, listed, results_of
from web.searching import KIND_FACET, SearchState, checked_filters, read_state
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint", "export_links"]

blueprint = Blueprint("exports", __name__)

_FEED = FORMS["atom"]
_THEMES = "practice-theme"


@dataclass(frozen=True, slots=True)
class _Listing:
    """A list of lessons and recommendations that has a page of its own."""

    asked_for: str
    ids: Callable[[], list[str]]


@blueprint.get("/search/feed.atom")
def search_feed() -> Response:
    """Answer with the feed of a search; its address says the search as that of the page does."""
    return _search(_FEED)


@blueprint.get("/search/results.<ending>")
def search_results(ending: str) -> Response:
    """Answer with all results of a search in one form; `kind=case` for the cases they belong to."""
    return _search(_form(ending))


@blueprint.get("/<any(themes, agencies):subject>/<identifier>/feed.atom")
def list_feed(subject: str, identifier: str) -> Response:
    """Answer with the feed of what was said on a theme, or to an agency."""
    return _list(subject, identifier, _FEED)


@blueprint.get("/<any(themes, agencies):subject>/<identifier>/results.<ending>")
def list_results(subject: str, identifier: str, ending: str) -> Response:
    """Answer with what was said on a theme, or to an agency, in one form."""
    return _list(subject, identifier, _form(ending))


@blueprint.app_template_global()
def export_links(address: str) -> list[tuple[str, str, str]]:
    """Return (words, address, media type) of each form of a page's results, the feed last."""
    path, mark, query = address.partition("?")
    files = [
        (form.words, f"{path}/results.{form.ending}{mark}{query}", form.media_type)
        for form in FORMS.values()
        if form is not _FEED
    ]
    return [*files, (_FEED.words, feed_path(address), _FEED.media_type)]


def _form(ending: str) -> Form:
    form = FORM_OF_ENDING.get(ending)
    if form is None or form is _FEED:
        raise NotFound("Results are not written in this form. Choose one on the page of results.")
    return form


def _search(form: Form) -> Response:
    shown = current_snapshot()
    state = read_state(request.args)
    query = _asked(state)
    asked = Search(shown.index, query, state.order, shown.vectors)

    def take() -> Taken:
        if request.args.get(KIND_FACET) == CASE:
            return cases_of(asked, labels_by_case(shown.table(QUERY)))
        return results_of(asked)

    edition = edition_of(shown.generation)
    return _answer(form, source_of(query, _site(), edition, _today(), state.order), take)


def _asked(state: SearchState) -> Query:
    """Return the search of this address; raises QueryInvalid."""
    query = read_query(
        state.text,
        filters=checked_filters(state),
        expand=state.expand,
        narrower=state.narrower,
    )
    if state.kind:
        query = query.filtered(KIND_FACET, state.kind)
    return query


def _list(subject: str, identifier: str, form: Form) -> Response:
    shown = current_snapshot()
    found = _theme(shown, identifier) if subject == "themes" else _agency(shown, identifier)
    path = request.path.rpartition("/")[0]
    source = Source(found.asked_for, path, _site(), edition_of(shown.generation), _today())
    return _answer(form, source, lambda: listed(shown.index, found.ids()))


def _theme(shown: Snapshot, identifier: str) -> _Listing:
    vocabulary = load_vocabulary()
    if identifier not in vocabulary or vocabulary[identifier].scheme != _THEMES:
        raise NotFound("There is no practice theme at this address. Choose one from the list.")
    asked_for = f"lessons and recommendations on {vocabulary.label(identifier).lower()}"
    return _Listing(asked_for, lambda: _learning(shown, "theme", str(V[identifier])))


def _agency(shown: Snapshot, identifier: str) -> _Listing:
    iri = NAMES.agency(identifier)
    found = shown.graph.select("pages/agency", agency=iri)
    if not found or not words(found[0], "name"):
        raise NotFound("The library has no agency at this address. Choose one from the list.")
    asked_for = f"lessons and recommendations that speak to {words(found[0], 'name')}"
    return _Listing(asked_for, lambda: _learning(shown, "agency", str(iri)))


def _learning(shown: Snapshot, subject: str, iri: str) -> list[str]:
    rows = shown.graph.select(f"pages/{subject}-learning", about=URIRef(iri))
    return [one.id for one in items(rows)]


def _answer(form: Form, source: Source, take: Callable[[], Taken]) -> Response:
    """Send a form piece by piece, or nothing to a client that has this edition's already."""
    answer = Response(content_type=form.media_type)
    answer.headers["Access-Control-Allow-Origin"] = "*"  # nothing depends on who asks
    answer.headers["Link"] = f'<{source.address}>; rel="alternate"; type="text/html"'
    answer.cache_control.no_cache = True  # keep it, and ask whether there is a newer one
    answer.set_etag(_etag(source, form), weak=True)
    if form is not _FEED:
        name = f"lessons-edition-{source.edition.number}.{form.ending}"
        answer.headers.set("Content-Disposition", "attachment", filename=name)
    if answer.get_etag()[0] in request.if_none_match.as_set(include_weak=True):
        answer.status_code = 304
        return answer
    answer.response = form.write(take().items, source)
    return answer


def _etag(source: Source, form: Form) -> str:
    """Return what changes with the library and the release; a file tells the day as well."""
    edition = source.edition
    stated = f"{edition.number}-{edition.published:%Y%m%d%H%M%S}-{edition.release}"
    return stated if form is _FEED else f"{stated}-{source.exported:%Y%m%d}"


def _site() -> str:
    return request.url_root.rstrip("/")


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
