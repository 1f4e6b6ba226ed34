"""What the SPARQL endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import Namespace

from graph.namespaces import RDF
from graph.results import write_graph

__all__ = ["service_description"]

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)


def service_description(address: str, form: str) -> str:
    """Return the description of the endpoint at `address` in one of the formats of a graph."""
    service, dataset = NamedNode(address), BlankNode("dataset")
    told: list[tuple[str, NamedNode | BlankNode]] = [
        (RDF.type, _node(_SD.Service)),
        (_SD.endpoint, service),
        (_SD.supportedLanguage, _node(_SD.SPARQL11Query)),
        # without a dataset of its own a query asks the union of all graphs
        (_SD.feature, _node(_SD.UnionDefaultGraph)),
        (_SD.defaultDataset, dataset),
        *((_SD.resultFormat, _node(_FORMATS[name])) for name in _RESULTS),
    ]
    triples = [Triple(service, _node(name), value) for name, value in told]
    default = BlankNode("union")
    triples += [
        Triple(dataset, _node(RDF.type), _node(_SD.Dataset)),
        Triple(dataset, _node(_SD.defaultGraph), default),
        Triple(default, _node(RDF.type), _node(_SD.Graph)),
        Triple(service, _node(_RDFS_LABEL), Literal("Lessons Graph, for reading", language="en")),
    ]
    return write_graph(triples, form)


_RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def _node(iri: str) -> NamedNode:
    return NamedNode(str(iri))
