"""The namespaces of the graph; ours hang under one base, which is a setting."""

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

__all__ = [
    "CR",
    "DCTERMS",
    "DEFAULT_BASE",
    "FOAF",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "XSD",
    "V",
]

# The terms and the vocabulary have one address everywhere; a library's own
# things (reviews, cases, passages) hang under a base that its keeper may set.
CR = Namespace("https://lessons-graph.example/ns#")
V = Namespace("https://lessons-graph.example/vocab/")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
DEFAULT_BASE = "https://lessons-graph.example/id/"

PREFIXES: dict[str, str] = {
    "cr": str(CR),
    "v": str(V),
    "oa": str(OA),
    "schema": str(SCHEMA),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
