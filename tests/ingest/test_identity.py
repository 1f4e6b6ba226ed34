"""Which review a document reports: the same board, labels, kind and year, or only itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.identity import case_id, review_id
from ingest.scopes import CaseScope, ReviewFacts, SubjectKind

BOARD = "Wendlebury Local Safeguarding Children Board"
FACTS = ReviewFacts(
    is_review=True,
    title="Overview report",
    review_type="scr-child",
    commissioned_by=(BOARD,),
    area="Wendlebury",
    published="2012-05",
)
ONE, OTHER = "1" * 64, "2" * 64  # sha256 of two different files


def _case(label: str, incident: str | None = None) -> CaseScope:
    return CaseScope(label, SubjectKind.CHILD, frozenset(), incident_date=incident)


CHILD_A = (_case("Child A"),)


@pytest.mark.parametrize(
    ("facts", "cases", "why"),
    [
        (FACTS, CHILD_A, "the same in all four"),
        (replace(FACTS, title="Executive summary"), CHILD_A, "titles differ between documents"),
        (replace(FACTS, published="2012-11-02"), CHILD_A, "another day of the same year"),
        (replace(FACTS, published="2012"), CHILD_A, "less of the date is printed"),
        (FACTS, (_case("CHILD A"),), "capitals are a matter of house style"),
    ],
)
def test_documents_of_one_review_share_its_id(
    facts: ReviewFacts, cases: tuple[CaseScope, ...], why: str
) -> None:
    assert review_id(ONE, FACTS, CHILD_A) == review_id(OTHER, facts, cases), why


@pytest.mark.parametrize(
    ("facts", "cases", "why"),
    [
        (replace(FACTS, commissioned_by=("Larkshire LSCB",)), CHILD_A, "another board's Child A"),
        (replace(FACTS, review_type="dhr"), CHILD_A, "another kind of review"),
        (replace(FACTS, published="2013"), CHILD_A, "another year's Child A"),
        (FACTS, (_case("Child B"),), "another child"),
        (FACTS, (*CHILD_A, _case("Child B")), "one more child"),
    ],
)
def test_other_reviews_stay_apart(
    facts: ReviewFacts, cases: tuple[CaseScope, ...], why: str
) -> None:
    assert review_id(ONE, FACTS, CHILD_A) != review_id(OTHER, facts, cases), why


@pytest.mark.parametrize(
    ("facts", "cases", "why"),
    [
        (replace(FACTS, commissioned_by=()), CHILD_A, "no board is printed"),
        (replace(FACTS, published=None), CHILD_A, "no year is printed"),
        (FACTS, (), "no case is told of"),
        (FACTS, (_case("the deceased"),), "any family could have the label"),
        (FACTS, (_case("Case 1"),), "a number within the report is no name"),
        (FACTS, (*CHILD_A, _case("the baby")), "one label of two tells nothing"),
    ],
)
def test_what_tells_too_little_is_a_review_of_its_own(
    facts: ReviewFacts, cases: tuple[CaseScope, ...], why: str
) -> None:
    assert review_id(ONE, facts, cases) != review_id(OTHER, facts, cases), why
    assert review_id(ONE, facts, cases) == review_id(ONE, facts, cases), why


def test_the_year_of_the_incident_stands_in_for_publication() -> None:
    facts = replace(FACTS, published=None)
    summary, overview = (_case("Child A", "2011-03"),), (_case("Child A", "2011"),)
    assert review_id(ONE, facts, summary) == review_id(OTHER, facts, overview)


def test_the_order_of_cases_does_not_matter() -> None:
    a, b = _case("Child A"), _case("Child B")
    assert review_id(ONE, FACTS, (a, b)) == review_id(OTHER, FACTS, (b, a))


def test_a_case_is_named_by_its_review_and_label() -> None:
    assert case_id("review-1", "Child A") == case_id("review-1", "CHILD A")
    assert case_id("review-1", "Child A") != case_id("review-2", "Child A")
    assert case_id("review-1", "Child A").startswith("child-a-")
