"""From Evidence to what a case has: factors, legal statuses, outcomes (GOLD.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.model import CaseFactor, CaseLegalStatus, Evidence, FactorStatus, Status
from graph.vocabulary import Vocabulary
from ingest.aged import years_of
from ingest.confidence import BY_DEFAULT
from ingest.facts.harm import METHOD
from ingest.keeping import is_kept
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope, SubjectKind

__all__ = ["CaseFacts", "case_facts"]

# What all the evidence comes to: the first of these that any place gives.
_COMES_TO = {
    Status.ASSERTED: FactorStatus.PRESENT,
    Status.HISTORICAL: FactorStatus.HISTORICAL,
    Status.POSSIBLE: FactorStatus.POSSIBLE,
    Status.NEGATED: FactorStatus.NEGATED,
}


# What a child's outcome is of a grown person, where the words give no other.
_AS_ADULT = {
    "child-suicide": "adult-suicide",
    "child-death-medical": "adult-natural-death",
    "child-self-harm-serious": "serious-harm-nonfatal",
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
    Those less sure than `ingest.keeping.keep_from` are left out. What follows from
    the rest (`rules/factors.toml`) comes last.
    """
    own = [one for one in evidence if one.case == case_id and one.status in _COMES_TO]
    by_scheme = _by_scheme(own, vocabulary)
    stated = _stated(_sure(by_scheme["risk-factor"]), vocabulary)
    legal = _stated(_of_their_time(by_scheme["legal-status"]), vocabulary)
    legal = _superseded([one for one in legal if _is_of_the_case(one, scope)])
    legal = _without_umbrellas(legal, vocabulary)
    harms = _stated(by_scheme["harm-outcome"], vocabulary)
    return CaseFacts(
        outcomes=_outcomes(by_scheme["harm-outcome"], stated, scope, vocabulary),
        factors=(*stated, *_derived([*legal, *harms], stated, vocabulary)),
        legal=tuple(CaseLegalStatus(x.concept, x.status, x.evidence, x.person) for x in legal),
    )


def _by_scheme(
    evidence: Iterable[Evidence], vocabulary: Vocabulary
) -> Mapping[str, list[Evidence]]:
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        grouped[vocabulary[one.concept].scheme].append(one)
    return grouped


def _stated(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> list[CaseFactor]:
    grouped: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in _narrowest(evidence, vocabulary):
        if one.person is not None:
            grouped[one.concept, one.person].append(one)
    return [
        CaseFactor(concept, _comes_to(places), person, tuple(one.id for one in places))
        for (concept, person), places in grouped.items()
    ]


def _sure(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return the evidence of the rows that the keeper keeps (`ingest.keeping`)."""
    own: dict[tuple[str, str | None], list[Evidence]] = defaultdict(list)
    for one in evidence:
        own[one.concept, one.person].append(one)
    return [one for places in own.values() if is_kept(places) for one in places]


def _of_their_time(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return the evidence without what grown people were subject to as children."""
    rules = load_rules("factors")["childhood"]
    return [
        one
        for one in evidence
        if one.person in rules["of"]
        or one.concept not in rules["legal"]
        or (
            one.concept in rules["but"]
            and one.person in rules["but_of"]
            and not one.method.endswith(BY_DEFAULT)
        )
    ]


def _is_of_the_case(one: CaseFactor, scope: CaseScope) -> bool:
    """Say whether a status belongs to the case: none doubtful, no small child's crime.

    In a child's case, nor a sentence of a grown person that is over, or in prison.
    """
    if one.status is FactorStatus.POSSIBLE:
        return False
    rules = load_rules("factors")
    if scope.subject is not SubjectKind.CHILD:
        childs = load_rules("factors")["childhood"]["of"]
        return one.person in childs or one.concept not in rules["of_a_child"]["legal"]
    if one.person == "subject-child":
        years = None if scope.age is None else years_of(scope.age)
        small = years is not None and years < rules["answerable"]["years"]
        return not (small and one.concept in rules["answerable"]["legal"])
    over = one.status is FactorStatus.HISTORICAL and one.concept in rules["sentenced"]["legal"]
    return not over and one.concept not in rules["sentenced"]["never"]


def _superseded(legal: Sequence[CaseFactor]) -> list[CaseFactor]:
    """Return the statuses, those that a later one of the same person replaced being past."""
    later = load_rules("factors")["superseded"]
    now = {(one.concept, one.person) for one in legal if one.status is FactorStatus.PRESENT}

    def is_over(one: CaseFactor) -> bool:
        return any((next_one, one.person) in now for next_one in later.get(one.concept, ()))

    return [
        replace(one, status=FactorStatus.HISTORICAL)
        if one.status is FactorStatus.PRESENT and is_over(one)
        else one
        for one in legal
    ]


def _without_umbrellas(legal: Sequence[CaseFactor], vocabulary: Vocabulary) -> list[CaseFactor]:
    """Return the statuses, an umbrella left out beside what is under it unless that is past."""
    umbrellas = load_rules("factors")["umbrella"]["concepts"]

    def is_covered(one: CaseFactor) -> bool:
        past = one.status is FactorStatus.HISTORICAL
        return one.concept in umbrellas and any(
            other.concept != one.concept
            and other.person == one.person
            and vocabulary.is_a(other.concept, one.concept)
            and (past or other.status is FactorStatus.PRESENT)
            for other in legal
        )

    return [one for one in legal if not is_covered(one)]


def _comes_to(places: Sequence[Evidence]) -> FactorStatus:
    statuses = {one.status for one in places}
    return next(factor for status, factor in _COMES_TO.items() if status in statuses)


def _narrowest(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> list[Evidence]:
    """Return the evidence without the broader concept beside its narrower in one passage."""
    # One follows the other in time, whichever is broader.
    apart = load_rules("factors")["apart"]
    here: dict[tuple[str, Status], set[str]] = defaultdict(set)
    for one in evidence:
        here[one.passage, one.status].add(one.concept)
    return [
        one
        for one in evidence
        if not any(
            other != one.concept and vocabulary.is_a(other, one.concept) and other not in apart
            for other in here[one.passage, one.status]
        )
    ]


def _derived(
    premises: Sequence[CaseFactor], stated: Sequence[CaseFactor], vocabulary: Vocabulary
) -> Iterator[CaseFactor]:
    """Yield what follows from the premises and is not stated anyway."""
    known = {(one.concept, one.person) for one in stated}
    for rule in load_rules("factors")["derive"]:
        for one in premises:
            if not _holds(rule, one, vocabulary):
                continue
            person = one.person if rule["person"] == "same" else str(rule["person"])
            if (rule["gives"], person) not in known:
                known.add((rule["gives"], person))
                status = one.status if rule["as"] == "same" else FactorStatus(rule["as"])
                yield CaseFactor(rule["gives"], status, person, one.evidence)


def _holds(rule: Mapping[str, Any], one: CaseFactor, vocabulary: Vocabulary) -> bool:
    if one.person not in rule["of"] or one.status not in rule["status"]:
        return False
    if "only" in rule:
        return bool(one.concept == rule["only"])
    return vocabulary.is_a(one.concept, rule["below"])


def _outcomes(
    evidence: Sequence[Evidence],
    factors: Sequence[CaseFactor],
    scope: CaseScope,
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    """Return the outcomes asserted of the subject, none beside its narrower.

    What was read where the report first tells the harm stands before all else.
    """
    rules = load_rules("factors")["outcomes"]
    roles = _roles(scope)
    first = [one for one in evidence if one.method.startswith(METHOD)]
    found = dict.fromkeys(
        rules["of_victims"].get(one.concept, one.concept)
        if "victim-adult" in roles
        else one.concept
        for one in first or evidence
        if one.status is Status.ASSERTED and (one.person in roles or one.person is None)
    )
    if scope.subject is SubjectKind.ADULT:
        found = _of_adults(found)
    for rule in _with_factors(list(found), factors, scope, vocabulary):
        taken = rule["deaths"] if rule.get("instead", False) else ()
        found = {one: None for one in found if one not in taken} | {rule["gives"]: None}
    died = any(vocabulary.is_a(one, "fatal-outcome") for one in found)
    return tuple(
        concept
        for concept in found
        if not (
            died
            and concept not in rules["but"]
            and vocabulary.is_a(concept, rules["not_with_death"])
        )
        and not any(other != concept and vocabulary.is_a(other, concept) for other in found)
    )


def _roles(scope: CaseScope) -> set[str]:
    """Return the roles of the case's subject."""
    return set(scope.people[0].roles) if scope.people else {"subject-child"}


def _of_adults(found: Mapping[str, None]) -> dict[str, None]:
    """Return the outcomes of a grown person: a child's were another's, but somebody died."""
    childs = load_rules("factors")["outcomes"]["of_children"]
    own = {one: None for one in found if one not in childs}
    return own or dict.fromkeys(_AS_ADULT[one] for one in found if one in _AS_ADULT)


def _with_factors(
    outcomes: Sequence[str],
    factors: Sequence[CaseFactor],
    scope: CaseScope,
    vocabulary: Vocabulary,
) -> Iterator[Mapping[str, Any]]:
    """Yield the rules by which a death comes to more beside certain factors of the subject."""
    roles = _roles(scope)
    present = [one for one in factors if one.status is FactorStatus.PRESENT and one.person in roles]
    for rule in load_rules("factors")["outcome_with"]:
        dead = any(one in rule["deaths"] for one in outcomes)
        dead = dead and rule.get("cases", str(scope.subject)) == str(scope.subject)
        if dead and any(vocabulary.is_a(x.concept, y) for x in present for y in rule["factors"]):
            yield rule
