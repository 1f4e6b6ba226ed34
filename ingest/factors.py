"""From Evidence to what a case has: factors, legal statuses, outcomes (GOLD.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import CaseFactor, CaseLegalStatus, Evidence, FactorStatus, Status
from graph.vocabulary import Vocabulary
from ingest.scopes import CaseScope

__all__ = ["CaseFacts", "case_facts"]

# What all the evidence comes to: the first of these that any place gives.
_COMES_TO = {
    Status.ASSERTED: FactorStatus.PRESENT,
    Status.HISTORICAL: FactorStatus.HISTORICAL,
    Status.POSSIBLE: FactorStatus.POSSIBLE,
    Status.NEGATED: FactorStatus.NEGATED,
}


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the evidence of one case comes to."""

    outcomes: tuple[str, ...]
    factors: tuple[CaseFactor, ...]
    legal: tuple[CaseLegalStatus, ...]


def case_facts(
    scope: CaseScope, case_id: str, evidence: tuple[Evidence, ...], vocabulary: Vocabulary
) -> CaseFacts:
    """Return the outcomes, factors and legal statuses of a case, in order of first mention.

    A factor is present if asserted anywhere, else historical, else possible, else
    ruled out; no broader concept stands beside its narrower from the same passage.
    """
    own = [one for one in evidence if one.case == case_id and one.status in _COMES_TO]
    by_scheme = _by_scheme(own, vocabulary)
    return CaseFacts(
        outcomes=_outcomes(by_scheme["harm-outcome"], scope, vocabulary),
        factors=tuple(
            CaseFactor(concept, status, person, places)
            for concept, status, person, places in _stated(by_scheme["risk-factor"], vocabulary)
        ),
        legal=tuple(
            CaseLegalStatus(concept, status, places, person)
            for concept, status, person, places in _stated(by_scheme["legal-status"], vocabulary)
        ),
    )


def _by_scheme(
    evidence: Iterable[Evidence], vocabulary: Vocabulary
) -> Mapping[str, list[Evidence]]:
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        grouped[vocabulary[one.concept].scheme].append(one)
    return grouped


def _stated(
    evidence: Sequence[Evidence], vocabulary: Vocabulary
) -> list[tuple[str, FactorStatus, str, tuple[str, ...]]]:
    grouped: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in _narrowest(evidence, vocabulary):
        if one.person is not None:
            grouped[one.concept, one.person].append(one)
    rows = []
    for (concept, person), places in grouped.items():
        status = _comes_to(places)
        rows.append((concept, status, person, tuple(one.id for one in places)))
    return rows


def _comes_to(places: Sequence[Evidence]) -> FactorStatus:
    statuses = {one.status for one in places}
    return next(factor for status, factor in _COMES_TO.items() if status in statuses)


def _narrowest(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> list[Evidence]:
    """Return the evidence without the broader concept beside its narrower in one passage."""
    here: dict[tuple[str, Status], set[str]] = defaultdict(set)
    for one in evidence:
        here[one.passage, one.status].add(one.concept)
    return [
        one
        for one in evidence
        if not any(
            other != one.concept and vocabulary.is_a(other, one.concept)
            for other in here[one.passage, one.status]
        )
    ]


def _outcomes(
    evidence: Sequence[Evidence], scope: CaseScope, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Return the outcomes asserted of the subject, none beside its narrower."""
    roles = set(scope.people[0].roles) if scope.people else {"subject-child"}
    found = dict.fromkeys(
        one.concept
        for one in evidence
        if one.status is Status.ASSERTED and (one.person in roles or one.person is None)
    )
    return tuple(
        concept
        for concept in found
        if not any(other != concept and vocabulary.is_a(other, concept) for other in found)
    )
