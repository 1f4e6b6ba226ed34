"""The endpoint over a real connection: runaway queries beside pages, and clients of others."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pyoxigraph
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from graph.namespaces import CR, PREFIXES
from tests.web.library import make_library
from tests.web.serving import served

_SECONDS = 3  # of a query, in this service
_RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_SORTED = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"
_CASES = "SELECT DISTINCT ?c ?l WHERE { ?c a cr:Case ; rdfs:label ?l } ORDER BY ?l"
_LABELS = ["Baby E", "Child M", "Rowan"]
_DECLARED = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    library = make_library(tmp_path_factory.mktemp("served") / "library")
    with served(library, sparql_seconds=_SECONDS, sparql_workers=2, sparql_rows=50) as address:
        yield address


def _ask(service: str, path: str) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of a GET."""
    connection = HTTPConnection(urlsplit(service).netloc, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def _query(text: str) -> str:
    return f"/sparql?query={quote(text)}"


def test_runaway_queries_leave_the_pages_alone(service: str) -> None:
    answers: list[tuple[int, dict[str, str], str]] = []

    def run_away(text: str) -> None:
        answers.append(_ask(service, _query(text)))

    # more of them than the service has threads
    running = [
        threading.Thread(target=run_away, args=(_RUNAWAY if one % 2 else _SORTED,))
        for one in range(12)
    ]
    for one in running:
        one.start()
    seen = 0
    while any(one.is_alive() for one in running):
        assert _ask(service, "/reviews")[0] == 200
        seen += 1
    # The pages did not wait for the queries: many were answered while those ran.
    assert seen > 10
    statuses = Counter(status for status, _, _ in answers)
    assert set(statuses) == {503}
    told = Counter("stopped" in body or "more memory" in body for _, _, body in answers)
    assert told[True] >= 2  # those that ran
    assert told[False] >= 8  # those that found no room: half the threads are admitted
    for _, headers, body in answers:
        # Asking again helps who found no room, not whose query is too slow.
        is_full = "as may run at once" in body
        assert ("Retry-After" in headers) == is_full


def test_after_all_that_there_is_room_again(service: str) -> None:
    assert _ask(service, _query(f"{_DECLARED}{_CASES}"))[0] == 200


def test_an_answer_with_too_many_rows_is_refused_not_cut(service: str) -> None:
    status, _, body = _ask(service, _query("SELECT * { ?s ?p ?o }"))
    assert status == 500
    assert "more than 50 rows" in body
    assert "LIMIT" in body
    assert _ask(service, _query("SELECT * { ?s ?p ?o } LIMIT 50"))[0] == 200


def _wrapper(service: str, query: str) -> SPARQLWrapper:
    asked = SPARQLWrapper(f"{service}/sparql")
    asked.setQuery(f"{_DECLARED}{query}")
    return asked


def _read(asked: SPARQLWrapper, form: str) -> Any:
    """Return what SPARQLWrapper makes of an answer in this format."""
    asked.setReturnFormat(form)
    return asked.query().convert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_rows(service: str, method: str) -> None:
    asked = _wrapper(service, _CASES)
    asked.setMethod(method)
    rows = _read(asked, JSON)["results"]["bindings"]
    assert [row["l"]["value"] for row in rows] == _LABELS
    assert len(_read(asked, XML).getElementsByTagName("result")) == 3
    assert _read(asked, CSV).decode().splitlines()[0] == "c,l"


# SPARQLWrapper reads graphs into a class that rdflib has deprecated
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_sparqlwrapper_reads_graphs_and_answers(service: str) -> None:
    asked = _wrapper(service, "CONSTRUCT { ?c a cr:Case } WHERE { ?c a cr:Case }")
    assert len(Graph().parse(data=_read(asked, TURTLE), format="turtle")) == 3
    assert len(_read(asked, XML)) == 3
    assert _read(_wrapper(service, "ASK { ?c a cr:Case }"), JSON)["boolean"] is True


def test_sparqlwrapper_hears_of_mistakes(service: str) -> None:
    with pytest.raises(QueryBadFormed, match="not a SPARQL query"):
        _wrapper(service, "SELECT {").query()
    with pytest.raises(EndPointInternalError, match="more than 50 rows"):
        _wrapper(service, "SELECT * { ?s ?p ?o }").query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv"])
def test_rdflibs_store_reads_the_graph(service: str, method: str, form: str) -> None:
    store = SPARQLStore(f"{service}/sparql", method=method, returnFormat=form)
    graph = Graph(store)
    rows = graph.query(f"{_DECLARED}{_CASES}")
    assert [str(row[1]) for row in rows] == _LABELS  # type: ignore[index]  # a SELECT gives rows
    if form != "csv":
        assert set(graph.subjects(RDF.type, CR.Case)) == {row[0] for row in rows}  # type: ignore[index]
        (case, label) = next((row[0], row[1]) for row in rows)  # type: ignore[index]
        assert (URIRef(str(case)), None, None) in graph
        assert str(label) == _LABELS[0]


def test_the_dump_is_the_graph(service: str) -> None:
    with urlopen(f"{service}/dump/library.nq.gz") as answer:
        assert answer.headers["Content-Type"] == "application/gzip"
        data = answer.read()
    quads = list(pyoxigraph.parse(gzip.decompress(data), format=pyoxigraph.RdfFormat.N_QUADS))
    counted = _ask(service, _query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"))[2]
    assert f'"{len(quads)}"' in counted
