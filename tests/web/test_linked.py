"""Every IRI answers: people are led to a page, programs get triples that say the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib import DCAT, FOAF, RDF, SKOS, VOID, Graph, Literal, URIRef

from graph.namespaces import CR, DEFAULT_BASE, OA, V
from tests import factories
from tests.web.served import client_of
from tests.web.walking import page

FORMATS = {
    "text/turtle": ("ttl", "turtle"),
    "application/n-triples": ("nt", "nt"),
    "application/ld+json": ("jsonld", "json-ld"),
    "application/rdf+xml": ("rdf", "xml"),
}
REVIEW = factories.REVIEW
_BLOCK = "//script[@type='application/ld+json']"
CASE = f"/id/case/{factories.CASE_E}"
# rdflib's reader of JSON-LD uses a class of its own that it has deprecated
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def _triples(client: FlaskClient, path: str, accept: str = "text/turtle") -> Graph:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, accept), (path, answer.text[:200])
    return Graph().parse(data=answer.data, format=FORMATS[accept][1])


def _all_iris(client: FlaskClient) -> Iterator[str]:
    """Yield every IRI of the library's own that is the subject of a statement."""
    query = f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{DEFAULT_BASE}')) }}"
    found = json.loads(client.get("/sparql", query_string={"query": query}).data)
    for row in found["results"]["bindings"]:
        yield row["s"]["value"]


def test_every_iri_of_the_library_answers(made: FlaskClient) -> None:
    kinds = set()
    for iri in _all_iris(made):
        # what stands after # is for the client: it takes the document before it
        path = "/id/" + iri.removeprefix(DEFAULT_BASE).partition("#")[0]
        kinds.add(path.split("/")[2])
        about = _triples(made, path)
        assert (URIRef(iri), None, None) in about, iri
        led = made.get(path, headers={"Accept": "text/html"})
        assert led.status_code == 303, iri
        address, _, anchor = led.headers["Location"].partition("#")
        shown = page(made, address)
        assert shown.status == 200, (iri, address)
        assert not anchor or anchor in shown.ids(), (iri, anchor)
    assert kinds == {
        *("agency", "assertion", "case", "document", "evidence", "extraction", "family"),
        *("graph", "lesson", "passage", "recommendation", "review", "theme"),
    }


@pytest.mark.parametrize("path", [CASE, "/vocab/domestic-abuse", "/vocab/scheme-risk-factor"])
def test_all_formats_say_the_same(made: FlaskClient, path: str) -> None:
    told = []
    for accept, (ending, form) in FORMATS.items():
        asked = made.get(path, headers={"Accept": accept})
        assert asked.vary.as_set() >= {"accept"}
        assert asked.headers["Access-Control-Allow-Origin"] == "*"
        assert asked.headers["Content-Location"] == f"http://localhost{path}.{ending}"
        named = made.get(f"{path}.{ending}")  # no header needed
        assert (named.mimetype, named.data) == (accept, asked.data)
        graph = Graph().parse(data=asked.data, format=form)
        graph.remove((None, FOAF.primaryTopic, None))  # the document's own address differs
        told.append(set(graph))
    assert told[0]
    assert told.count(told[0]) == len(FORMATS)


def test_what_a_case_says(made: FlaskClient) -> None:
    about = _triples(made, CASE)
    case = URIRef(f"{DEFAULT_BASE}case/{factories.CASE_E}")
    assert (case, RDF.type, CR.Case) in about
    assert (case, CR.hasFactor, V["domestic-abuse"]) in about
    assert set(about.subjects(CR.aboutCase, case))  # what points at it
    assert (URIRef(f"http://localhost{CASE}.ttl"), FOAF.primaryTopic, case) in about


def test_a_quotation_comes_with_its_selectors(made: FlaskClient) -> None:
    iri = next(one for one in _all_iris(made) if "/evidence/" in one and "#" not in one)
    about = _triples(made, "/id/" + iri.removeprefix(DEFAULT_BASE))
    assert list(about.objects(URIRef(f"{iri}#quote"), OA.exact))
    assert list(about.objects(URIRef(f"{iri}#position"), OA.start))


def test_the_graph_of_what_is_derived_answers_too(made: FlaskClient) -> None:
    assert len(_triples(made, "/id/graph/derived-themes")) > 1
    led = made.get("/id/graph/derived-themes", headers={"Accept": "text/html"})
    assert page(made, led.headers["Location"]).status == 200


def test_a_document_s_graph_is_sent_whole(made: FlaskClient) -> None:
    about = _triples(made, "/id/graph/doc-cover")
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{DEFAULT_BASE}graph/doc-cover> {{ ?s ?p ?o }} }}"
    counted = json.loads(made.get("/sparql", query_string={"query": query}).data)
    number = int(counted["results"]["bindings"][0]["n"]["value"])
    assert len(about) == number + 1  # and what the file is about


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("text/html", 303),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 303),  # a browser
        ("text/turtle;q=0.9, text/html;q=0.5", 200),
        ("*/*", 303),
        ("image/png", 406),
    ],
)
def test_who_is_led_and_who_is_sent(made: FlaskClient, accept: str, status: int) -> None:
    answer = made.get(CASE, headers={"Accept": accept})
    assert answer.status_code == status
    if status != 406:
        assert answer.vary.as_set() >= {"accept"}


@pytest.mark.parametrize(
    "path",
    [
        "/id/case/none",
        "/id/case/none.ttl",
        "/id/nothing/case-e",
        "/id/case/%3E%20%3Fx%20%7D%20DELETE",
        f"/id/document/{factories.CASE_E}",  # a case, but no document
        "/vocab/none",
        "/vocab/none.ttl",
        "/vocab/scheme-none",
        "/vocab.docx",
        "/ns.docx",
    ],
)
def test_nothing_at_this_iri(made: FlaskClient, path: str) -> None:
    for accept in ("text/html", "text/turtle"):
        assert made.get(path, headers={"Accept": accept}).status_code == 404


def test_the_vocabulary_needs_no_library(tmp_path: Path) -> None:
    client = client_of(tmp_path / "none")
    assert client.get("/vocab/").status_code == 200
    assert client.get("/vocab/domestic-abuse").status_code == 200
    assert len(_triples(client, "/vocab/scheme-risk-factor")) > 2000
    assert len(_triples(client, "/ns")) > 200


def test_a_concept_knows_its_neighbours(made: FlaskClient) -> None:
    about = _triples(made, "/vocab/domestic-abuse")
    concept = V["domestic-abuse"]
    assert (concept, RDF.type, SKOS.Concept) in about
    below = set(about.objects(concept, SKOS.narrower))
    assert below
    assert all(list(about.objects(one, SKOS.prefLabel)) for one in below)


def test_the_library_is_described(made: FlaskClient) -> None:
    about = _triples(made, "/.well-known/void")
    (dataset,) = set(about.subjects(VOID.sparqlEndpoint, None))
    assert {DCAT.Dataset, VOID.Dataset} <= set(about.objects(dataset, RDF.type))
    assert str(about.value(dataset, VOID.sparqlEndpoint)) == "http://localhost/sparql"
    assert str(about.value(dataset, VOID.uriSpace)) == DEFAULT_BASE
    parts = {
        str(about.value(part, VOID["class"])): about.value(part, VOID.entities)
        for part in about.objects(dataset, VOID.classPartition)
    }
    assert parts[str(CR.Case)] == Literal(3)  # reported in two documents, counted once
    assert parts[str(CR.Document)] == Literal(3)
    # all that is offered can be had
    for address in (
        *about.objects(None, VOID.dataDump),
        *about.objects(None, DCAT.downloadURL),
        *about.objects(None, DCAT.endpointURL),
    ):
        with made.get(str(address).removeprefix("http://localhost")) as answer:
            assert answer.status_code == 200, address


def _data(client: FlaskClient, path: str) -> dict[str, Any]:
    """Return the page's block of data; page() has its tree already."""
    found: dict[str, Any] = json.loads(page(client, path).text(_BLOCK))
    return found


@pytest.mark.parametrize(
    ("path", "kind", "iri"),
    [
        (f"/cases/{factories.CASE_E}", "Thing", f"{DEFAULT_BASE}case/{factories.CASE_E}"),
        ("/documents/doc-cover", "Report", f"{DEFAULT_BASE}document/doc-cover"),
        (
            f"/reviews/{REVIEW}",
            "CreativeWork",
            f"{DEFAULT_BASE}review/{REVIEW}",
        ),
        ("/recommendations/rec-1", "CreativeWork", f"{DEFAULT_BASE}recommendation/rec-1"),
        ("/factors/domestic-abuse", "DefinedTerm", str(V["domestic-abuse"])),
        ("/vocab/domestic-abuse", "DefinedTerm", str(V["domestic-abuse"])),
        ("/vocab/scheme-risk-factor", "DefinedTermSet", str(V["scheme-risk-factor"])),
    ],
)
def test_a_page_says_what_it_is_about(made: FlaskClient, path: str, kind: str, iri: str) -> None:
    told = _data(made, path)
    about = told["mainEntity"]
    assert (told["@type"], about["@type"], about["@id"]) == ("WebPage", kind, iri)
    assert about["name"]
    tree: Any = page(made, path).tree
    links = {one.get("type"): one.get("href") for one in tree.xpath("//link[@rel='alternate']")}
    assert set(FORMATS) <= set(links)
    for accept in FORMATS:
        address = links[accept]
        graph = Graph().parse(data=made.get(address).data, format=FORMATS[accept][1])
        assert (URIRef(iri), None, None) in graph
