"""Reading the SKOS files; pyoxigraph parses them some thirty times faster than rdflib."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyoxigraph

from graph.errors import VocabularyInvalid
from graph.namespaces import CR, DCTERMS, RDF, SKOS, V
from graph.vocabulary.concepts import Concept, Vocabulary

__all__ = ["load_vocabulary", "vocabulary_files"]

_Properties = dict[str, list[str]]


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary shipped with this release (read once per process)."""
    return Vocabulary(concept for file in vocabulary_files() for concept in _concepts(file))


def vocabulary_files() -> list[Traversable]:
    """Return the Turtle files of the vocabulary, in the order of their names."""
    folder = files("graph.vocabulary")
    return sorted(
        (f for f in folder.iterdir() if f.name.endswith(".ttl")), key=lambda file: file.name
    )


def _concepts(file: Traversable) -> list[Concept]:
    subjects: dict[str, _Properties] = {}
    for triple in pyoxigraph.parse(file.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
        subject = subjects.setdefault(str(_value(triple.subject)), defaultdict(list))
        subject[_value(triple.predicate)].append(_value(triple.object))
    return [
        _concept(iri, found)
        for iri, found in subjects.items()
        if str(SKOS.Concept) in found[str(RDF.type)]
    ]


def _concept(iri: str, found: _Properties) -> Concept:
    def many(name: str) -> tuple[str, ...]:
        return tuple(found.get(name, ()))

    def one(name: str, default: str = "") -> str:
        return next(iter(found.get(name, ())), default)

    local = iri.removeprefix(str(V))
    if not one(str(SKOS.prefLabel)) or not one(str(SKOS.inScheme)):
        raise VocabularyInvalid(f"{local} lacks skos:prefLabel or skos:inScheme. Add it.")
    primary = one(str(CR.primaryBroader))
    parents = sorted(many(str(SKOS.broader)), key=lambda parent: parent != primary)
    return Concept(
        id=local,
        scheme=one(str(SKOS.inScheme)).removeprefix(f"{V}scheme-"),
        pref_label=one(str(SKOS.prefLabel)),
        alt_labels=many(str(SKOS.altLabel)),
        broader=tuple(parent.removeprefix(str(V)) for parent in parents),
        scope_note=one(str(SKOS.scopeNote)),
        exclusions=many(str(CR.excludePhrase)),
        weak_labels=many(str(CR.weakLabel)),
        experiencer=one(str(CR.defaultExperiencer), "any"),
        source=one(str(DCTERMS.source)),
    )


def _value(term: object) -> str:
    value = getattr(term, "value", None)
    if not isinstance(value, str):
        raise VocabularyInvalid(f"Unexpected RDF term {term!r}. Use IRIs and literals only.")
    return value
