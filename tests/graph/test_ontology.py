"""Every term we use is defined, and every term we define is used."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from rdflib import Graph, URIRef

from graph.namespaces import CR, OWL, RDF, RDFS
from graph.queries import query_names, query_text
from graph.store import vocabulary_quads
from graph.triples import triples
from tests import factories

_TERM = re.compile(r"(?<![\w:])cr:([A-Za-z]\w*)")
# Stands for a thing that is nowhere, in queries (graph/queries/__init__.py).
_NOWHERE = "none"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=(files("graph") / "ontology.ttl").read_bytes(), format="turtle")


def _defined(ontology: Graph) -> set[str]:
    return {
        str(term).removeprefix(str(CR))
        for term in ontology.subjects(RDF.type)
        if str(term).startswith(str(CR))
    }


def _used_in_graphs() -> set[str]:
    terms = {
        str(term)[1:-1]
        for record in factories.library()
        for quad in triples(record)
        for term in (quad.predicate, quad.object)
    }
    terms |= {str(quad.predicate)[1:-1] for quad in vocabulary_quads()}
    return {term.removeprefix(str(CR)) for term in terms if term.startswith(str(CR))}


def test_each_term_has_one_label_and_one_definition(ontology: Graph) -> None:
    for term in set(ontology.subjects(RDF.type)) - set(ontology.subjects(RDF.type, OWL.Ontology)):
        assert isinstance(term, URIRef)
        assert len(list(ontology.objects(term, RDFS.label))) == 1, term
        (definition,) = ontology.objects(term, RDFS.comment)
        assert str(definition).endswith("."), term


def test_what_the_graphs_say_is_defined(ontology: Graph) -> None:
    assert _used_in_graphs() - _defined(ontology) == set()


@pytest.mark.parametrize("name", query_names())
def test_what_queries_ask_is_defined(ontology: Graph, name: str) -> None:
    asked = set(_TERM.findall(query_text(name)))
    assert asked - _defined(ontology) - {_NOWHERE} == set()


def test_nothing_is_defined_in_vain(ontology: Graph) -> None:
    asked = {term for name in query_names() for term in _TERM.findall(query_text(name))}
    shapes = set(_TERM.findall((files("graph") / "shapes.ttl").read_text(encoding="utf-8")))
    classes = {"ReadingStatus", "FactorStatus"}  # the types of the statuses themselves
    assert _defined(ontology) - _used_in_graphs() - asked - shapes == classes
