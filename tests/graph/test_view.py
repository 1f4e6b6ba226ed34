"""Asking a graph: values, parameters, and what is refused."""

from __future__ import annotations

import pytest
from rdflib import URIRef
from rdflib.compare import isomorphic

from graph.errors import NotFound, QueryInvalid
from graph.namespaces import V
from graph.triples import Names, as_dataset, triples
from graph.view import GraphView, Value, bind
from tests import factories

NAMES = Names()
ECHO = "SELECT ($x AS ?value) WHERE { }"


@pytest.mark.parametrize(
    "value",
    [
        "plain words",
        "",  # nothing at all is still a literal
        'quotes " and \\ and \n and }',  # what would end a literal in the text
        "$x ?y #z",  # what looks like SPARQL
        URIRef("https://example.org/a?b=c"),
        7,
        -1,
        True,
        False,
        0.25,
    ],
)
def test_a_value_comes_back_as_it_went_in(view: GraphView, value: Value) -> None:
    (row,) = view.select(ECHO, x=value)
    assert row == {"value": value}
    assert type(row["value"]) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        URIRef("https://example.org/> } DROP ALL #"),  # would end the IRI
        URIRef("relative"),
        None,  # no term
    ],
)
def test_what_is_no_term_is_refused(view: GraphView, value: Value) -> None:
    with pytest.raises(QueryInvalid):
        view.select(ECHO, x=value)


@pytest.mark.parametrize("bindings", [{}, {"x": 1, "y": 2}, {"y": 1}])
def test_parameters_and_bindings_must_match(bindings: dict[str, Value]) -> None:
    with pytest.raises(QueryInvalid, match="Bind each of them once"):
        bind(ECHO, bindings)


def test_a_limit_cuts_the_rows(view: GraphView) -> None:
    assert len(view.select("SELECT ?s WHERE { ?s ?p ?o }", limit=3)) == 3


def test_an_unbound_variable_is_none(view: GraphView) -> None:
    assert view.select("SELECT ?a WHERE { OPTIONAL { ?a a cr:none } }") == [{"a": None}]


def test_ask_and_construct(view: GraphView) -> None:
    assert view.ask("ASK { $c cr:hasFactor v:domestic-abuse }", c=NAMES.case("case-e"))
    assert not view.ask("ASK { $c cr:hasFactor v:domestic-abuse }", c=NAMES.case("case-m"))
    found = view.construct("CONSTRUCT { ?c a cr:Case } WHERE { ?c a cr:Case ; cr:reportedIn ?d }")
    assert len(found) == 3  # Baby E is reported in two documents and comes once


@pytest.mark.parametrize(
    ("method", "query"),
    [
        ("select", "ASK { ?s ?p ?o }"),
        ("ask", "SELECT ?s WHERE { ?s ?p ?o }"),
        ("construct", "ASK { ?s ?p ?o }"),
        ("select", "SELECT ?s WHERE { ?s ?p"),  # not SPARQL
        ("select", "DELETE WHERE { ?s ?p ?o }"),  # no query
    ],
)
def test_the_wrong_kind_of_query_is_refused(view: GraphView, method: str, query: str) -> None:
    with pytest.raises(QueryInvalid):
        getattr(view, method)(query)


@pytest.mark.parametrize("name", ["pages/nowhere", "../ontology", "pages/../store", "shapes"])
def test_an_unknown_name_is_not_found(view: GraphView, name: str) -> None:
    with pytest.raises(NotFound):
        view.select(name)


def test_the_rdflib_view_holds_the_same(view: GraphView) -> None:
    graph = view.dataset().graph(NAMES.graph("doc-larkshire"))
    built = as_dataset(triples(factories.later_record()))
    assert isomorphic(graph, built.graph(NAMES.graph("doc-larkshire")))
    asked = view.dataset().query(f"ASK {{ ?case ?has <{V['homelessness']}> }}")
    assert asked.askAnswer
