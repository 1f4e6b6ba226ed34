"""The vocabulary against the rules of good SKOS: those of Skosify, and ours beside them."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable

import pytest
import skosify.check
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from graph.namespaces import CR, V
from graph.vocabulary import load_vocabulary
from graph.vocabulary.skos import vocabulary_files

_FILES = {file.name.removesuffix(".ttl"): file for file in vocabulary_files()}
_PREFIX = """
@prefix : <https://x.example/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:s a skos:ConceptScheme . :a a skos:Concept . :b a skos:Concept . :c a skos:Concept .
"""
_Rule = Callable[[Graph], object]

# What each of Skosify's rules finds, and the smallest vocabulary that breaks it
RULES: list[tuple[_Rule, str]] = [
    (skosify.check.hierarchy_cycles,
     ":a skos:broader :b . :b skos:broader :a . :s skos:hasTopConcept :a ."),
    (skosify.check.disjoint_relations, ":a skos:broader :b ; skos:related :b ."),
    (skosify.check.hierarchical_redundancy, ":a skos:broader :b , :c . :b skos:broader :c ."),
    (skosify.check.label_overlap, ':a skos:prefLabel "x"@en ; skos:altLabel "x"@en .'),
    (lambda graph: skosify.check.preflabel_uniqueness(graph, "shortest"),
     ':a skos:prefLabel "x"@en , "y"@en .'),
]  # fmt: skip


def _scheme(name: str) -> Graph:
    """Return a scheme's file with hasTopConcept stated, from which Skosify walks."""
    graph = Graph().parse(data=_FILES[name].read_bytes(), format="turtle")
    for concept, scheme in list(graph.subject_objects(SKOS.topConceptOf)):
        graph.add((scheme, SKOS.hasTopConcept, concept))
    return graph


@pytest.mark.parametrize("name", _FILES)
@pytest.mark.parametrize("number", range(len(RULES)))
def test_skosify_finds_nothing(name: str, number: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        RULES[number][0](_scheme(name))
    assert caplog.messages == []


@pytest.mark.parametrize("number", range(len(RULES)))
def test_skosify_would_find_it(number: int, caplog: pytest.LogCaptureFixture) -> None:
    rule, broken = RULES[number]
    with caplog.at_level(logging.WARNING):
        rule(Graph().parse(data=_PREFIX + broken, format="turtle"))
    assert len(caplog.messages) >= 1


@pytest.mark.parametrize("name", _FILES)
def test_no_concept_is_an_orphan(name: str) -> None:
    """Every concept is in its scheme, and either at its top or below another of it."""
    graph = _scheme(name)
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme], concept
        parents = set(graph.objects(concept, SKOS.broader))
        is_top = (concept, SKOS.topConceptOf, scheme) in graph
        assert is_top is not bool(parents), concept
        assert parents <= concepts, concept
        primary = set(graph.objects(concept, CR.primaryBroader))
        assert primary <= parents, concept
        assert len(primary) == (1 if len(parents) > 1 else len(primary)), concept


@pytest.mark.parametrize("name", _FILES)
def test_every_concept_has_one_english_name_and_a_definition(name: str) -> None:
    graph = _scheme(name)
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        names = list(graph.objects(concept, SKOS.prefLabel))
        assert [one.language for one in names] == ["en"], concept  # type: ignore[attr-defined]  # labels are literals
        assert len(list(graph.objects(concept, SKOS.scopeNote))) == 1, concept
        assert str(concept).startswith(str(V)), concept


# One words, two concepts: whose attribute it is tells them apart.
_SHARED = {("parent-care-experienced", "care-leaver-status")}


def test_no_two_concepts_of_a_scheme_bear_one_name() -> None:
    for concepts in load_vocabulary().schemes.values():
        names = defaultdict(set)
        for concept in concepts:
            names[concept.pref_label.casefold()].add(concept.id)
        assert [found for found in names.values() if len(found) > 1] == []
        for concept in concepts:
            for label in concept.alt_labels:
                others = names.get(label.casefold(), set()) - {concept.id}
                assert {(concept.id, other) for other in others} <= _SHARED, label


def test_labels_are_clean() -> None:
    for concept in load_vocabulary():
        for label in (*concept.labels, concept.scope_note, *concept.exclusions):
            assert label, concept.id
            assert label == " ".join(label.split()), concept.id
