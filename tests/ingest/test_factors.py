"""From evidence to the factors, legal statuses and outcomes of a case."""

from __future__ import annotations

import pytest

from graph.model import Evidence, FactorStatus, Status
from graph.vocabulary import load_vocabulary
from ingest.factors import CaseFacts, case_facts
from ingest.scopes import CaseScope, Person, SubjectKind

CHILD = CaseScope(
    "Child A", SubjectKind.CHILD, frozenset(), people=(Person(("subject-child",), ("Child A",)),)
)
VICTIM = CaseScope(
    "Ann", SubjectKind.ADULT, frozenset(), people=(Person(("victim-adult",), ("Ann",)),)
)


def _evidence(
    concept: str,
    status: Status = Status.ASSERTED,
    person: str | None = "mother",
    passage: str = "p1",
    case: str | None = "case",
) -> Evidence:
    name = f"ev-{concept}-{status}-{person}-{passage}"
    return Evidence(name, passage, 0, 1, "x", concept, status, person, case, "label", 0.9)


def _facts(*evidence: Evidence, scope: CaseScope = CHILD) -> CaseFacts:
    return case_facts(scope, "case", evidence, load_vocabulary())


def _factors(*evidence: Evidence) -> dict[tuple[str, str], FactorStatus]:
    return {(one.concept, one.person): one.status for one in _facts(*evidence).factors}


@pytest.mark.parametrize(
    ("statuses", "comes_to"),
    [
        ([Status.ASSERTED], "present"),
        ([Status.HISTORICAL], "historical"),
        ([Status.POSSIBLE], "possible"),
        ([Status.NEGATED], "negated"),
        ([Status.NEGATED, Status.POSSIBLE, Status.HISTORICAL], "historical"),
        ([Status.NEGATED, Status.ASSERTED], "present"),
        # What is no statement about the case makes no factor, whatever else is said.
        ([Status.POLICY, Status.GENERAL, Status.HYPOTHETICAL, Status.OTHER], None),
    ],
)
def test_all_places_come_to_one_status(statuses: list[Status], comes_to: str | None) -> None:
    found = _factors(*(_evidence("debt", one, passage=one) for one in statuses))
    assert found.get(("debt", "mother")) == comes_to


def test_a_factor_stands_on_every_place_that_made_it() -> None:
    places = (_evidence("debt", passage="p1"), _evidence("debt", passage="p2"))
    assert _facts(*places).factors[0].evidence == tuple(one.id for one in places)


def test_the_broader_concept_of_the_same_passage_gives_way() -> None:
    found = _factors(_evidence("domestic-abuse"), _evidence("da-physical-violence"))
    assert found == {("da-physical-violence", "mother"): FactorStatus.PRESENT}


def test_the_broader_concept_of_another_passage_stays() -> None:
    broader = _evidence("domestic-abuse", passage="p2")
    assert len(_factors(broader, _evidence("da-physical-violence"))) == 2


def test_another_cases_evidence_is_left_alone() -> None:
    assert not _factors(_evidence("debt", case="other"), _evidence("debt", case=None))


@pytest.mark.parametrize(
    ("premise", "person", "status", "gives"),
    [
        ("accommodated-s20", "subject-child", Status.ASSERTED, "care-experienced-child"),
        ("child-protection-plan", "sibling", Status.HISTORICAL, "sibling-harmed-previously"),
        ("residence-cao-order", "sibling", Status.ASSERTED, "previous-children-removed"),
        ("sexual-offence-by-child", "subject-child", Status.ASSERTED, "child-offending"),
        # A plan only sought, an order of somebody else, registration: nothing follows.
        ("accommodated-s20", "subject-child", Status.HYPOTHETICAL, None),
        ("accommodated-s20", "mother", Status.ASSERTED, None),
        ("child-protection-plan", "subject-child", Status.ASSERTED, None),
    ],
)
def test_what_follows_from_a_premise(
    premise: str, person: str, status: Status, gives: str | None
) -> None:
    found = {one.concept for one in _facts(_evidence(premise, status, person)).factors}
    assert (gives in found) if gives else not found


@pytest.mark.parametrize(
    ("scope", "concepts", "outcomes"),
    [
        (CHILD, ["fatal-outcome", "sudi"], ("sudi",)),  # the narrower alone
        (CHILD, ["fatal-outcome", "nonfatal-neglect"], ("fatal-outcome",)),  # a death decides
        (CHILD, ["nonfatal-neglect"], ("nonfatal-neglect",)),
        (VICTIM, ["adult-suicide"], ("da-related-suicide",)),  # in a review of a victim's death
    ],
)
def test_outcomes(scope: CaseScope, concepts: list[str], outcomes: tuple[str, ...]) -> None:
    role = scope.people[0].roles[0]
    evidence = (_evidence(one, person=role) for one in concepts)
    assert _facts(*evidence, scope=scope).outcomes == outcomes


def test_a_relatives_death_is_no_outcome() -> None:
    assert not _facts(_evidence("fatal-outcome", person="father")).outcomes


def test_an_alleged_outcome_is_no_outcome() -> None:
    evidence = _evidence("sudi", Status.POSSIBLE, "subject-child")
    assert not _facts(evidence).outcomes


def _legal(*evidence: Evidence, scope: CaseScope = CHILD) -> dict[tuple[str, str], str]:
    found = _facts(*evidence, scope=scope).legal
    return {(one.concept, one.person or ""): str(one.status) for one in found}


@pytest.mark.parametrize(
    ("told", "read"),
    [
        # the next step of a child's way through care leaves the one before it behind
        (("interim-care-order", "care-order"), {"interim-care-order": "historical"}),
        # an umbrella says no more beside the order under it
        (("looked-after-status", "care-order"), {"looked-after-status": None}),
        # alone, both stand as they are told
        (("interim-care-order",), {"interim-care-order": "present"}),
        (("looked-after-status",), {"looked-after-status": "present"}),
    ],
)
def test_one_basis_of_care_follows_another(
    told: tuple[str, ...], read: dict[str, str | None]
) -> None:
    found = _legal(*(_evidence(one, person="subject-child", passage=one) for one in told))
    assert {one: found.get((one, "subject-child")) for one in read} == read


def test_a_parents_time_in_prison_is_no_status_of_a_childs_case() -> None:
    assert _legal(_evidence("custodial-sentence", person="father")) == {}


def test_neglect_beside_an_accident_is_death_related_to_maltreatment() -> None:
    fire = _evidence("fire-death", person="subject-child")
    neglect = _evidence("child-neglect", person="subject-child")
    assert _facts(fire).outcomes == ("fire-death",)
    assert set(_facts(fire, neglect).outcomes) == {"fire-death", "death-related-maltreatment"}
