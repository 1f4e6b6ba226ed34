"""No value leaves its place in a query, and no wording smuggles SERVICE in."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from graph.errors import QueryInvalid
from graph.sparql_worker import defuse
from graph.triples import Names
from graph.view import GraphView

_EMPTY = GraphView(pyoxigraph.Store())
# What RDF literals and JSON can hold: no lone surrogates.
_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(_TEXT)
def test_any_words_come_back_as_one_literal(words: str) -> None:
    assert _EMPTY.select("SELECT ($x AS ?v) WHERE { }", x=words) == [{"v": words}]


@given(_TEXT)
@example("$a")  # a dollar in an IRI is no parameter
def test_any_iri_is_one_term_or_refused(words: str) -> None:
    iri = URIRef(f"https://example.org/{words}")
    try:
        rows = _EMPTY.select("SELECT ($x AS ?v) WHERE { }", x=iri)
    except QueryInvalid:
        return
    assert rows == [{"v": iri}]


@given(_TEXT.filter(bool))
def test_any_id_makes_an_iri_of_its_own_segment(identifier: str) -> None:
    iri = Names("https://example.org/").case(identifier)
    pyoxigraph.NamedNode(str(iri))
    assert iri.removeprefix("https://example.org/case/").isascii()
    assert not set(iri.removeprefix("https://example.org/case/")) & set("/?#")


_PIECES = st.sampled_from(
    ["SERVICE", "service", "SerVice", " ", "\n", "<http://x/>", "'", '"', "'''", "#", "\\", "?x",
     "$y", "v:", ":", "v:a", "-", "_", "1", ".", "{", "}", "(", ")", "<", ">", "@en", "^^", "é"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_the_keyword_never_survives(text: str) -> None:
    left = re.finditer("service", defuse(text), re.IGNORECASE)
    # What is left belongs to a name: a variable, or behind a prefix's colon.
    assert all(re.search(r"[:?$][\w-]*$", defuse(text)[: found.start()]) for found in left)


@given(st.lists(_PIECES, max_size=6).map("".join))
@settings(max_examples=300)
def test_wherever_it_stands_oxigraph_calls_nobody(text: str) -> None:
    # Port 9 is refused by the HTTP client before any call, with an error of its
    # own: an OSError here would mean that SERVICE was evaluated.
    query = f"SELECT * WHERE {{ {text} SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}"
    try:
        list(pyoxigraph.Store().query(defuse(query), prefixes={"v": "http://v/", "": "http://e/"}))  # type: ignore[arg-type]  # a SELECT gives rows
    except SyntaxError:
        return
    # It was read as part of a string or a comment.
    assert re.search(r"['\"#]", text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service WHERE { ?service a v:drug-service }",  # names stay as they are
        "ASK { }",
    ],
)
def test_names_are_left_alone(text: str) -> None:
    assert defuse(text) == text
