"""The endpoint against the SPARQL 1.1 Protocol: the rows of the W3C's protocol tests, and more."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyoxigraph
import pytest
from flask.testing import FlaskClient
from lxml import etree
from rdflib import Graph
from werkzeug.test import TestResponse

from graph.triples import Names
from graph.untrusted import MAX_QUERY_LENGTH
from web.content.asked_query import MAX_BODY

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"
ASK = "ASK { ?c a cr:Case }"
CASES = "SELECT DISTINCT ?c { ?c a cr:Case } ORDER BY ?c"
ALL = ["doc-cover", "doc-larkshire", "doc-summary"]
COVER, SUMMARY = (str(Names().graph(one)) for one in ("doc-cover", "doc-summary"))


def _post(client: FlaskClient, body: object, kind: str | None, **more: Any) -> TestResponse:
    return client.post("/sparql", data=body, content_type=kind, **more)


def _values(answer: TestResponse) -> list[str]:
    """Return the first column of an answer in JSON."""
    plain = json.loads(answer.data)
    name = plain["head"]["vars"][0]
    return [row[name]["value"] for row in plain["results"]["bindings"]]


# What the W3C's tests call it, the request, and the status
GOOD: list[tuple[str, str, dict[str, Any]]] = [
    ("query_get", "GET", {"query_string": {"query": ASK}}),
    ("query_post_form", "POST", {"data": {"query": ASK}}),
    ("query_post_direct", "POST", {"data": ASK, "content_type": QUERY}),
    ("with a charset", "POST", {"data": ASK, "content_type": f"{QUERY}; charset=UTF-8"}),
    ("query_dataset_default_graph", "POST",
     {"data": ASK, "content_type": QUERY, "query_string": {"default-graph-uri": COVER}}),
    ("query_dataset_default_graphs_get", "GET",
     {"query_string": {"query": ASK, "default-graph-uri": [COVER, SUMMARY]}}),
    ("query_dataset_default_graphs_post", "POST",
     {"data": {"query": ASK, "default-graph-uri": [COVER, SUMMARY]}}),
    ("query_dataset_named_graphs_get", "GET",
     {"query_string": {"query": "ASK { GRAPH ?g { ?c a cr:Case } }", "named-graph-uri": [COVER]}}),
    ("query_dataset_full", "POST",
     {"data": {"query": "ASK { ?c a cr:Case . GRAPH ?g { ?d a cr:Document } }",
               "default-graph-uri": COVER, "named-graph-uri": SUMMARY}}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method", "sent"), GOOD)
def test_what_the_protocol_knows_is_answered(
    made: FlaskClient, name: str, method: str, sent: dict[str, Any]
) -> None:
    answer = made.open("/sparql", method=method, **sent)
    assert (answer.status_code, answer.mimetype) == (200, JSON), (name, answer.text)
    assert json.loads(answer.data)["boolean"] is True


BAD: list[tuple[str, str, dict[str, Any], int]] = [
    ("bad_query_method", "PUT", {"query_string": {"query": ASK}}, 405),
    ("bad_multiple_queries", "GET", {"query_string": {"query": [ASK, "SELECT * {}"]}}, 400),
    ("two in one form", "POST", {"data": {"query": [ASK, ASK]}}, 400),
    ("body and address", "POST",
     {"data": ASK, "content_type": QUERY, "query_string": {"query": ASK}}, 400),
    ("bad_query_wrong_media_type", "POST", {"data": ASK, "content_type": "text/plain"}, 415),
    ("no media type", "POST", {"data": ASK}, 415),
    ("bad_query_missing_form_type", "POST", {"data": f"query={ASK}", "content_type": QUERY}, 400),
    ("bad_query_missing_direct_type", "POST", {"data": ASK, "content_type": FORM}, 400),
    ("bad_query_non_utf8", "POST",
     {"data": ASK.encode("utf-16"), "content_type": f"{QUERY}; charset=UTF-16"}, 415),
    ("bytes that are no text", "POST", {"data": b"ASK { ?\xff a ?b }", "content_type": QUERY}, 400),
    ("bad_query_syntax", "GET", {"query_string": {"query": "ASK {"}}, 400),
    ("a form without a query", "POST", {"data": {"q": ASK}}, 400),
    ("bad_update_get", "GET", {"query_string": {"update": "CLEAR ALL"}}, 400),
    ("an update as a form", "POST", {"data": {"update": "CLEAR ALL"}}, 400),
    ("an update as a body", "POST",
     {"data": "CLEAR ALL", "content_type": "application/sparql-update"}, 415),
    ("an update as a query", "POST", {"data": {"query": "CLEAR ALL"}}, 400),
    ("LOAD as a query", "GET", {"query_string": {"query": "LOAD <http://127.0.0.1:9/>"}}, 400),
    ("SERVICE", "GET",
     {"query_string": {"query": "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400),
    ("a graph that is no IRI", "GET",
     {"query_string": {"query": ASK, "default-graph-uri": "no iri>"}}, 400),
    ("a long address", "GET", {"query_string": {"query": "#" * (MAX_QUERY_LENGTH + 1)}}, 414),
    ("a long query", "POST",
     {"data": "#" * (MAX_QUERY_LENGTH + 1), "content_type": QUERY}, 413),
    ("a long body", "POST", {"data": "#" * (MAX_BODY + 1), "content_type": QUERY}, 413),
    ("a long form", "POST", {"data": {"query": "#" * (MAX_BODY + 1)}}, 413),
    ("an unknown format", "GET", {"query_string": {"query": ASK, "download": "docx"}}, 400),
    ("a graph as a table", "GET",
     {"query_string": {"query": "CONSTRUCT WHERE { ?c a cr:Case }", "download": "csv"}}, 400),
    ("nothing that we write", "GET",
     {"query_string": {"query": ASK}, "headers": {"Accept": "image/png"}}, 406),
    ("a graph as JSON results", "GET",
     {"query_string": {"query": "DESCRIBE ?c { ?c a cr:Case }"}, "headers": {"Accept": JSON}}, 406),
    ("rows as Turtle", "GET",
     {"query_string": {"query": CASES}, "headers": {"Accept": "text/turtle"}}, 406),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method", "sent", "status"), BAD)
def test_what_it_does_not_know_is_refused(
    made: FlaskClient, name: str, method: str, sent: dict[str, Any], status: int
) -> None:
    answer = made.open("/sparql", method=method, **sent)
    assert answer.status_code == status, (name, answer.text)
    if status != 405:
        assert answer.mimetype == "text/plain"
        assert answer.text.strip().endswith(".")


# The graphs that a request names, what stands in the query, and the documents found
_IN_GRAPHS = "GRAPH ?g { ?d a cr:Document }"
_ONE = "?g a cr:Document"
DATASETS: list[tuple[dict[str, list[str]], str, str, list[str]]] = [
    ({}, "", _IN_GRAPHS, ALL),
    ({}, "", _ONE, ALL),  # all graphs as one
    ({}, "", f"{_ONE} FILTER('FROM' = 'FROM')", ALL),  # a string is no FROM
    ({"named-graph-uri": [SUMMARY]}, "", _IN_GRAPHS, ["doc-summary"]),
    ({}, f"FROM NAMED <{COVER}>", _IN_GRAPHS, ["doc-cover"]),
    ({}, f"FROM <{SUMMARY}>", _ONE, ["doc-summary"]),
    # query_multiple_dataset: the request goes before the query
    ({"named-graph-uri": [SUMMARY]}, f"FROM NAMED <{COVER}>", _IN_GRAPHS, ["doc-summary"]),
    ({"default-graph-uri": [COVER]}, f"FROM <{SUMMARY}>", _ONE, ["doc-cover"]),
    ({"default-graph-uri": [COVER]}, "", _ONE, ["doc-cover"]),
    ({"default-graph-uri": [COVER, SUMMARY]}, "", _ONE, ["doc-cover", "doc-summary"]),
    ({"default-graph-uri": [COVER]}, "", _IN_GRAPHS, []),  # then there are no named ones
    ({"named-graph-uri": [COVER]}, "", _ONE, []),  # and here the default one is empty
    ({}, f"FROM NAMED <{COVER}>", _ONE, []),
]


@pytest.mark.parametrize(("graphs", "clause", "pattern", "expected"), DATASETS)
def test_the_graphs_that_are_asked(
    made: FlaskClient, graphs: dict[str, list[str]], clause: str, pattern: str, expected: list[str]
) -> None:
    query = f"SELECT DISTINCT ?g {clause} WHERE {{ {pattern} }} ORDER BY ?g"
    for answer in (
        made.get("/sparql", query_string={"query": query, **graphs}),
        made.post("/sparql", data={"query": query, **graphs}),
        _post(made, query, QUERY, query_string=graphs),
    ):
        assert [one.rsplit("/", 1)[-1] for one in _values(answer)] == expected


def _rows(kind: str, body: bytes) -> int:
    """Return how many rows a body of this media type has, read by another's parser."""
    text = body.decode()
    if "json" in kind:
        return len(json.loads(text)["results"]["bindings"])
    if "xml" in kind:
        return len(etree.fromstring(body).findall(".//{*}result"))
    return len(list(csv.reader(io.StringIO(text), delimiter="\t" if "tab" in kind else ","))) - 1


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, JSON),
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("image/png, text/csv;q=0.1", "text/csv"),
    ],
)
def test_rows_in_every_format(made: FlaskClient, accept: str | None, kind: str) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = made.get("/sparql", query_string={"query": CASES}, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert _rows(kind, answer.data) == 3
    asked = made.get("/sparql", query_string={"query": ASK}, headers=headers)
    assert (asked.status_code, asked.mimetype) == (200, kind)
    assert b"true" in asked.data


@pytest.mark.parametrize(
    ("accept", "kind", "form"),
    [
        (None, "text/turtle", "turtle"),
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
# rdflib's reader of JSON-LD uses a class of its own that it has deprecated
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "query", ["CONSTRUCT { ?c a cr:Case } WHERE { ?c a cr:Case }", "DESCRIBE v:domestic-abuse"]
)
def test_graphs_in_every_format(
    made: FlaskClient, accept: str | None, kind: str, form: str, query: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = made.get("/sparql", query_string={"query": query}, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, kind)
    found = Graph().parse(data=answer.data, format=form)
    assert len(found) == 3 if "CONSTRUCT" in query else len(found) > 5


def test_answers_may_be_read_from_other_origins(made: FlaskClient) -> None:
    for answer in (
        made.get("/sparql", query_string={"query": ASK}),
        made.get("/sparql", query_string={"query": "ASK {"}),  # so that the reason is read too
        _post(made, ASK, QUERY),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert answer.vary.as_set() >= {"accept"}
    before = made.options("/sparql")
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in before.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in before.headers["Access-Control-Allow-Headers"]


def test_a_method_that_is_not_known_is_told_which_are(made: FlaskClient) -> None:
    assert {"GET", "POST", "OPTIONS"} <= set(made.put("/sparql").headers["Allow"].split(", "))


def test_the_service_describes_itself(made: FlaskClient) -> None:
    answer = made.get("/sparql", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.mimetype) == (200, "text/turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    told = Graph().parse(data=answer.data, format="turtle")
    found = told.query(
        f"PREFIX sd: <{sd}> SELECT ?e {{ ?s a sd:Service ; sd:endpoint ?e ;"
        " sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph }"
    )
    assert [str(row[0]) for row in found] == ["http://localhost/sparql"]  # type: ignore[index]  # a SELECT gives rows
    assert f"{sd}SPARQL11Update" not in answer.text
    page = made.get("/sparql", headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (200, "text/html")


def test_formats_are_those_that_oxigraph_reads_again(made: FlaskClient) -> None:
    for accept, form in (
        (JSON, pyoxigraph.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", pyoxigraph.QueryResultsFormat.XML),
        ("text/tab-separated-values", pyoxigraph.QueryResultsFormat.TSV),
    ):
        query = (
            "SELECT DISTINCT ?c ?l ?n { ?c rdfs:label ?l OPTIONAL { ?c cr:age ?n } } ORDER BY ?c"
        )
        answer = made.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
        found = pyoxigraph.parse_query_results(answer.data, format=form)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        assert len(list(found)) > 3
