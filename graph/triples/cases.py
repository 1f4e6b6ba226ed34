"""Reviews, cases, and what each case comes to: factors, legal statuses, outcomes.

Each statement about a case is a node of its own (`cr:Assertion`) that names its
evidence. The shortcuts straight on the case (`cr:hasFactor` and the rest) say
the same again, for short queries, and are made from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad
from rdflib import URIRef

from graph.model import Case, CaseFactor, CaseLegalStatus, FactorStatus, Review, Status
from graph.namespaces import CR, RDF, RDFS, SKOS
from graph.triples.setting import Setting
from graph.triples.terms import concept, date, text, texts
from graph.vocabulary import load_vocabulary

__all__ = ["case_quads", "review_quads"]

_FACTOR_SHORTCUTS = {
    FactorStatus.PRESENT: CR.hasFactor,
    FactorStatus.HISTORICAL: CR.hasHistoricalFactor,
    FactorStatus.POSSIBLE: CR.hasPossibleFactor,
    FactorStatus.NEGATED: CR.ruledOutFactor,
}
# The readings of a place that can bear an outcome of the case.
_BEARING = frozenset({Status.ASSERTED, Status.HISTORICAL, Status.POSSIBLE})


def review_quads(at: Setting) -> Iterator[Quad]:
    """Yield each review: its type, who commissioned it, the cases, this document."""
    for review in at.record.reviews:
        yield from _review(review, at)


def case_quads(at: Setting) -> Iterator[Quad]:
    """Yield each case with its assertions, their evidence, and the shortcuts."""
    for case in at.record.cases:
        yield from _case(case, at)
        for factor in case.factors:
            yield from at.say.about(
                at.names.case(case.id), (_FACTOR_SHORTCUTS[factor.status], concept(factor.concept))
            )
            yield from _assertion(CR.FactorAssertion, factor, case, at)
        for legal in case.legal:
            yield from _assertion(CR.LegalStatusAssertion, legal, case, at)
        for outcome in case.outcomes:
            yield from _outcome(outcome, case, at)


def _review(review: Review, at: Setting) -> Iterator[Quad]:
    yield from at.say.about(
        at.names.review(review.id),
        (RDF.type, CR.Review),
        (CR.reviewType, concept(review.review_type)),
        (CR.commissionedBy, [at.agencies.find(name) for name in review.commissioned_by]),
        (CR.area, text(review.area)),
        (CR.examines, [at.names.case(case) for case in review.cases]),
        (CR.reportedIn, at.document),
    )


def _case(case: Case, at: Setting) -> Iterator[Quad]:
    yield from at.say.about(
        at.names.case(case.id),
        (RDF.type, CR.Case),
        (RDFS.label, text(case.label)),
        (SKOS.altLabel, texts(case.also)),
        (CR.reportedIn, at.document),
        (CR.incidentDate, date(case.incident_date)),
        (CR.age, text(case.age)),
        (CR.sex, text(case.sex)),
    )


def _assertion(
    kind: URIRef, stated: CaseFactor | CaseLegalStatus, case: Case, at: Setting
) -> Iterator[Quad]:
    parts = (str(kind), case.id, stated.concept, stated.status.value, stated.person or "")
    yield from at.say.about(
        at.names.assertion(*parts),
        (RDF.type, [CR.Assertion, kind]),
        (CR.aboutCase, at.names.case(case.id)),
        (CR.concept, concept(stated.concept)),
        (CR.status, CR[stated.status.name]),
        (CR.personRole, concept(stated.person)),
        (CR.evidence, [at.names.evidence(one) for one in stated.evidence]),
    )


def _outcome(outcome: str, case: Case, at: Setting) -> Iterator[Quad]:
    # The Record names a case's outcomes without their evidence: it is every place
    # that speaks of this concept in this case and does not deny it. An outcome that
    # was derived (a death from the way of dying) stands on what is said of harm.
    harm = [
        one
        for one in at.record.evidence
        if one.case == case.id and one.status in _BEARING and _is_harm(one.concept)
    ]
    told = [one for one in harm if one.concept == outcome] or harm
    evidence = [at.names.evidence(one.id) for one in told]
    yield from at.say.about(at.names.case(case.id), (CR.hasOutcome, concept(outcome)))
    yield from at.say.about(
        at.names.assertion(str(CR.OutcomeAssertion), case.id, outcome),
        (RDF.type, [CR.Assertion, CR.OutcomeAssertion]),
        (CR.aboutCase, at.names.case(case.id)),
        (CR.concept, concept(outcome)),
        (CR.evidence, evidence),
    )


def _is_harm(identifier: str) -> bool:
    vocabulary = load_vocabulary()
    return identifier in vocabulary and vocabulary[identifier].scheme == "harm-outcome"
