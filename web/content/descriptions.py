"""What is said of one thing, as triples: of the library's things, and of the release's terms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyoxigraph
from rdflib import URIRef

from graph.errors import NotFound
from graph.namespaces import FOAF
from graph.store import vocabulary_quads
from graph.view import GraphView

__all__ = [
    "concept_triples",
    "described",
    "graph_triples",
    "thing_triples",
    "vocabulary_triples",
    "vocabulary_view",
]

Triples = list[pyoxigraph.Triple]


@cache
def vocabulary_view() -> GraphView:
    """Return the vocabulary and the ontology of this release; they need no library."""
    store = pyoxigraph.Store()
    store.extend(vocabulary_quads())
    return GraphView(store)


def concept_triples(query: str, iri: URIRef | None = None) -> Triples:
    """Return what a query of `graph/queries/data` tells of the vocabulary; raises NotFound."""
    given = {"thing": iri} if iri else {}
    return _some(vocabulary_view().construct(f"data/{query}", **given))


def vocabulary_triples() -> Triples:
    """Return the whole vocabulary and the ontology."""
    return [pyoxigraph.Triple(one.subject, one.predicate, one.object) for one in vocabulary_quads()]


def thing_triples(view: GraphView, iri: URIRef) -> Triples:
    """Return what the library says of one thing; raises NotFound when it says nothing of it."""
    found = view.construct("data/thing", thing=iri)
    if not any(getattr(one.subject, "value", "") == str(iri) for one in found):
        found = []
    return _some(found)


def graph_triples(view: GraphView, graph: URIRef) -> Triples:
    """Return all that one document says, from its named graph; raises NotFound."""
    return _some(
        pyoxigraph.Triple(one.subject, one.predicate, one.object) for one in view.statements(graph)
    )


def described(triples: Triples, iri: str, address: str) -> Triples:
    """Return the triples, and that the document at `address` is about `iri`."""
    document, topic = pyoxigraph.NamedNode(address), pyoxigraph.NamedNode(iri)
    return [
        *triples,
        pyoxigraph.Triple(document, pyoxigraph.NamedNode(str(FOAF.primaryTopic)), topic),
    ]


def _some(triples: Iterable[pyoxigraph.Triple]) -> Triples:
    found = list(triples)
    if not found:
        raise NotFound(
            "Nothing is known under this address. Look it up in the vocabulary or search."
        )
    return found
