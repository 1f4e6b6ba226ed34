"""Linked data: each IRI answers, people with a page and programs with triples."""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph
from flask import Blueprint, Response, render_template, url_for
from rdflib import URIRef

from graph.errors import NotFound
from graph.namespaces import CR, DCTERMS, OA, PROV
from graph.results import write_graph
from graph.triples.groups import GROUPS_GRAPH
from web.content.cells import NAMES
from web.content.cells import identifier as id_of
from web.content.descriptions import (
    Triples,
    concept_triples,
    described,
    graph_triples,
    thing_triples,
)
from web.content.terms import terms as all_terms
from web.negotiation import (
    GRAPH_TYPES,
    HTML,
    ending_of,
    opened_to_all,
    page_or_graph,
    split_suffix,
)
from web.snapshot import current_snapshot

__all__ = ["blueprint", "graph_answer"]

blueprint = Blueprint("linked", __name__)

# The page of each kind of thing that has one.
_PAGES = {
    "agency": "agencies.agency",
    "case": "cases.case",
    "document": "documents.document",
    "family": "families.family",
    "lesson": "lessons.lesson",
    "recommendation": "recommendations.recommendation",
    "review": "reviews.review",
    "theme": "themes.discovered",
}
# What else has an IRI is shown where the document says it; by this property it is found.
_DOCUMENT_OF = {
    "evidence": OA.hasSource,
    "extraction": PROV.used,
    "passage": DCTERMS.isPartOf,
}
_CITED = frozenset({"evidence", "passage"})
_KINDS = frozenset({*_PAGES, *_DOCUMENT_OF, "assertion", "graph"})


@blueprint.get("/id/<kind>/<name>")
def thing(kind: str, name: str) -> Response:
    """Describe a thing of the library at its own IRI, or lead people to its page.

    Raises NotFound for what the library does not hold.
    """
    if kind not in _KINDS:
        raise NotFound(f"There is no kind of thing called {kind!r}. Start at /data.")
    name, ending = split_suffix(name)
    iri = URIRef(f"{NAMES.base}{kind}/{quote(name, safe='')}")
    view = current_snapshot().graph
    found = (graph_triples if kind == "graph" else thing_triples)(view, iri)
    media_type = page_or_graph(ending)
    if media_type == HTML:
        return _see_other(_page(kind, name, str(iri), found))
    own = url_for("linked.thing", kind=kind, name=f"{name}.{ending_of(media_type)}", _external=True)
    return graph_answer(described(found, str(iri), own), media_type, own)


@blueprint.get("/ns")
@blueprint.get("/ns.<ending>", endpoint="terms_file")
def terms(ending: str = "") -> Response:
    """Show the classes and properties of the graph, or send them as triples."""
    media_type = page_or_graph(ending)
    if media_type == HTML:
        page = render_template("terms.html", groups=all_terms(), namespace=str(CR))
        return Response(page, headers=opened_to_all())
    own = url_for("linked.terms_file", ending=ending_of(media_type), _external=True)
    triples = described(concept_triples("terms"), str(CR).rstrip("#"), own)
    return graph_answer(triples, media_type, own)


def graph_answer(triples: Triples, media_type: str, own: str) -> Response:
    """Return triples as an answer whose own address, format and all, is `own`."""
    body = write_graph(triples, GRAPH_TYPES[media_type])
    return Response(body, headers=opened_to_all({"Content-Location": own}), mimetype=media_type)


def _see_other(address: str) -> Response:
    return Response(status=303, headers=opened_to_all({"Location": address}))


def _page(kind: str, name: str, iri: str, found: Triples) -> str:
    """Return the address of the page that shows a thing, or of the place where it is shown."""
    if kind in _PAGES:
        return url_for(_PAGES[kind], identifier=name)
    if kind == "graph" and iri == str(GROUPS_GRAPH):
        return url_for("families.families")
    if kind == "assertion":
        return url_for("cases.case", identifier=_object(found, iri, CR.aboutCase))
    document = name if kind == "graph" else _object(found, iri, _DOCUMENT_OF[kind])
    if kind not in _CITED:
        return url_for("documents.document", identifier=document)
    passage = name if kind == "passage" else _object(found, iri, CR.inPassage)
    return url_for("documents.document", identifier=document, cite=name, _anchor=passage)


def _object(found: Triples, subject: str, predicate: URIRef) -> str:
    """Return the id of the thing that a statement leads to; raises NotFound without one."""
    wanted = (pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(str(predicate)))
    for one in found:
        if (one.subject, one.predicate) == wanted and isinstance(one.object, pyoxigraph.NamedNode):
            return id_of(one.object.value)
    raise NotFound("The library shows this on no page. Ask for it as text/turtle.")
