"""Agencies as nodes, and their part in each case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Quad
from rdflib import URIRef

from graph.model import Agency, Status
from graph.namespaces import CR, FOAF, RDF, SKOS
from graph.triples.agencies import is_local_name
from graph.triples.setting import Setting
from graph.triples.terms import concept, flag, text, texts

__all__ = ["agency_quads"]

# Only what the review says did happen makes a body part of a case.
_INVOLVING = frozenset({Status.ASSERTED, Status.HISTORICAL})


def agency_quads(at: Setting) -> Iterator[Quad]:
    """Yield each body named or addressed, and its part in each case."""
    for agency in at.record.agencies:
        yield from _agency(agency, at)
        yield from _involvements(agency, at)
    for name in _only_addressed(at):
        yield from _named(name, at.agencies.find(name), at)


def _agency(agency: Agency, at: Setting) -> Iterator[Quad]:
    node = at.agencies.find(agency.name)
    yield from _named(agency.name, node, at)
    yield from at.say.about(
        node,
        (SKOS.altLabel, texts(agency.also)),
        (CR.agencyType, concept(agency.type)),
        (CR.evidence, [at.names.evidence(one) for one in agency.evidence]),
        (CR.succeededBy, [at.agencies.find(name) for name in agency.succeeded_by]),
    )


def _named(name: str, node: URIRef, at: Setting) -> Iterator[Quad]:
    yield from at.say.about(
        node,
        (RDF.type, CR.Agency),
        (FOAF.name, text(name)),
        (CR.namedOnlyByType, flag(value=is_local_name(name))),
    )


def _involvements(agency: Agency, at: Setting) -> Iterator[Quad]:
    own = frozenset(agency.evidence)
    by_case: dict[str, list[URIRef]] = defaultdict(list)
    for item in at.record.evidence:
        if item.id in own and item.case and item.status in _INVOLVING:
            by_case[item.case].append(at.names.evidence(item.id))
    node = at.agencies.find(agency.name)
    for case, evidence in by_case.items():
        yield from at.say.about(at.names.case(case), (CR.involves, node))
        yield from at.say.about(
            at.names.assertion(str(CR.Involvement), case, str(node)),
            (RDF.type, [CR.Assertion, CR.Involvement]),
            (CR.aboutCase, at.names.case(case)),
            (CR.agency, node),
            (CR.evidence, evidence),
        )


def _only_addressed(at: Setting) -> list[str]:
    """Return the names that reviews, learning and successions use, but no Agency bears."""
    printed = [name for review in at.record.reviews for name in review.commissioned_by]
    printed += [name for lesson in at.record.lessons for name in lesson.addressed_to]
    printed += [name for asked in at.record.recommendations for name in asked.addressed_to]
    printed += [name for agency in at.record.agencies for name in agency.succeeded_by]
    known = {at.agencies.find(agency.name) for agency in at.record.agencies}
    missing = {at.agencies.find(name): name for name in reversed(printed)}
    return [name for iri, name in sorted(missing.items()) if iri not in known]
