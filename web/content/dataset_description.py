"""What there is to take: the library as a dataset, described in VoID and DCAT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, VOID

from graph.library import Manifest
from graph.namespaces import CR, DCTERMS, DEFAULT_BASE, FOAF, OA, ORG, PROV, RDF, SKOS, V

__all__ = ["Places", "dataset_triples"]

_TITLE = "Lessons Graph: what safeguarding reviews say"
_ABOUT = (
    "Cases, risk factors, agencies, lessons and recommendations, as a program read them from "
    "published safeguarding reviews; each statement stands on a quoted paragraph."
)
_VOCABULARY_TITLE = "The vocabulary of Lessons Graph (SKOS) and its ontology"
_MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
_VERSION = URIRef(f"{DCAT}version")  # of DCAT 3, which rdflib does not list yet
_SPARQL = "https://www.w3.org/TR/sparql11-protocol/"
_USED = (CR, SKOS, PROV, OA, DCTERMS, FOAF, ORG)
_CLASSES = {
    "documents": CR.Document,
    "reviews": CR.Review,
    "cases": CR.Case,
    "agencies": CR.Agency,
    "lessons": CR.Lesson,
    "recommendations": CR.Recommendation,
    "passages": CR.Passage,
    "quotations": CR.Evidence,
}

_Term = NamedNode | BlankNode | Literal
_Pair = tuple[URIRef, _Term]


@dataclass(frozen=True, slots=True)
class Places:
    """Absolute addresses of this service."""

    home: str
    description: str
    sparql: str
    dump: str
    vocabulary: str

    def part(self, name: str) -> NamedNode:
        """Return a thing that the description itself names."""
        return NamedNode(f"{self.description}#{name}")


def dataset_triples(
    at: Places, manifest: Manifest, triples: int, counts: Mapping[str, int]
) -> list[Triple]:
    """Return the description of a generation with so many triples and things of each kind."""
    return [
        *_document(at),
        *_library(at, manifest, triples),
        *_partitions(at, counts),
        *_access(at),
        *_vocabulary(at),
    ]


def _document(at: Places) -> Iterator[Triple]:
    yield from _say(
        NamedNode(at.description),
        (RDF.type, _iri(VOID.DatasetDescription)),
        (FOAF.primaryTopic, at.part("library")),
    )
    yield from _say(
        at.part("catalogue"),
        (RDF.type, _iri(DCAT.Catalog)),
        (DCTERMS.title, _words(_TITLE)),
        (DCTERMS.description, _words(_ABOUT)),
        (FOAF.homepage, NamedNode(at.home)),
        (DCAT.dataset, at.part("library")),
        (DCAT.dataset, at.part("vocabulary")),
        (DCAT.service, at.part("sparql")),
    )


def _library(at: Places, manifest: Manifest, triples: int) -> Iterator[Triple]:
    yield from _say(
        at.part("library"),
        (RDF.type, _iri(VOID.Dataset)),
        (RDF.type, _iri(DCAT.Dataset)),
        (DCTERMS.title, _words(_TITLE)),
        (DCTERMS.description, _words(_ABOUT)),
        (DCTERMS.language, Literal("en")),
        (_VERSION, Literal(str(manifest.generation))),
        (FOAF.homepage, NamedNode(at.home)),
        (VOID.uriSpace, Literal(DEFAULT_BASE)),
        (VOID.triples, Literal(triples)),
        (VOID.documents, Literal(manifest.documents)),
        (VOID.sparqlEndpoint, NamedNode(at.sparql)),
        (VOID.dataDump, NamedNode(at.dump)),
        (VOID.subset, at.part("vocabulary")),
        (DCAT.distribution, at.part("dump")),
        *((VOID.vocabulary, _iri(str(namespace))) for namespace in _USED),
    )


def _partitions(at: Places, counts: Mapping[str, int]) -> Iterator[Triple]:
    for name, kind in _CLASSES.items():
        part = at.part(f"class-{name}")
        yield from _say(at.part("library"), (VOID.classPartition, part))
        yield from _say(
            part, (VOID["class"], _iri(kind)), (VOID.entities, Literal(counts.get(name, 0)))
        )


def _access(at: Places) -> Iterator[Triple]:
    yield from _say(
        at.part("dump"),
        (RDF.type, _iri(DCAT.Distribution)),
        (DCTERMS.title, _words("The whole graph as N-Quads")),
        (DCAT.downloadURL, NamedNode(at.dump)),
        (DCAT.mediaType, _iri(_MEDIA["application/n-quads"])),
        (DCAT.compressFormat, _iri(_MEDIA["application/gzip"])),
    )
    yield from _say(
        at.part("sparql"),
        (RDF.type, _iri(DCAT.DataService)),
        (DCTERMS.title, _words("SPARQL endpoint, for reading")),
        (DCAT.endpointURL, NamedNode(at.sparql)),
        (DCAT.endpointDescription, NamedNode(at.sparql)),
        (DCTERMS.conformsTo, NamedNode(_SPARQL)),
        (DCAT.servesDataset, at.part("library")),
    )


def _vocabulary(at: Places) -> Iterator[Triple]:
    yield from _say(
        at.part("vocabulary"),
        (RDF.type, _iri(VOID.Dataset)),
        (RDF.type, _iri(DCAT.Dataset)),
        (DCTERMS.title, _words(_VOCABULARY_TITLE)),
        (VOID.uriSpace, Literal(str(V))),
        (VOID.dataDump, NamedNode(at.vocabulary)),
        (VOID.rootResource, _iri(V)),
        (DCAT.distribution, at.part("vocabulary-file")),
    )
    yield from _say(
        at.part("vocabulary-file"),
        (RDF.type, _iri(DCAT.Distribution)),
        (DCAT.downloadURL, NamedNode(at.vocabulary)),
        (DCAT.mediaType, _iri(_MEDIA["text/turtle"])),
    )


def _say(subject: NamedNode, *pairs: _Pair) -> Iterator[Triple]:
    for predicate, value in pairs:
        yield Triple(subject, _iri(predicate), value)


def _iri(value: str) -> NamedNode:
    return NamedNode(str(value))


def _words(text: str) -> Literal:
    return Literal(text, language="en")
