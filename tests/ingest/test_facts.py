"""Status, person and case of what a passage mentions, through the whole extraction."""

from __future__ import annotations

import pytest

from graph.model import Evidence
from ingest.extract import extract

HEAD = """Serious Case Review: Child A

Anyshire Local Safeguarding Children Board, June 2013

1. Circumstances

1.1 Child A died in May 2012 aged 4 years. He lived with Mother and Father.

2. Narrative

2.1 """
ADULT_HEAD = """Safeguarding Adult Review: Mr B

Anyshire Safeguarding Adults Board, June 2019

1. Circumstances

1.1 Mr B died in May 2018 aged 61 years. He lived alone in a council flat.

2. Narrative

2.1 """


def _evidence(body: str, head: str = HEAD) -> tuple[Evidence, ...]:
    return extract((head + body + "\n").encode(), "review.txt").evidence


def _told(body: str, concept: str, head: str = HEAD) -> set[tuple[str, str | None]]:
    found = _evidence(body, head)
    return {(one.status.value, one.person) for one in found if one.concept == concept}


ROWS = [
    # (sentences, concept, status, person, what the row proves)
    (
        "Mother was drinking heavily by then.",
        "parental-alcohol-misuse",
        ("asserted", "mother"),
        "the parent's own",
    ),
    (
        "Father had never used heroin.",
        "parental-opiate-use-ost",
        ("negated", "father"),
        "negated, of the father",
    ),
    (
        "Mother had been in care as a child.",
        "parent-care-experienced",
        ("historical", "mother"),
        "a parent's childhood is history",
    ),
    (
        "The family were listed as homeless. They never were.",
        "homelessness",
        ("negated", "family-group"),
        "the next sentence takes it back",
    ),
    (
        "The allocated social worker was absent for months with depression.",
        "parental-depression-anxiety",
        ("other", None),
        "a practitioner's own",
    ),
    (
        "Child A was subject to a child protection plan.",
        "child-protection-plan",
        ("asserted", "subject-child"),
        "a child's status is the child's",
    ),
]


@pytest.mark.parametrize(("body", "concept", "expected", "proves"), ROWS)
def test_status_and_person(
    body: str, concept: str, expected: tuple[str, str | None], proves: str
) -> None:
    assert expected in _told(body, concept), proves


@pytest.mark.parametrize(
    ("body", "head", "concept"),
    [
        # The same words of another person name another concept (DOMAIN.md, part 11).
        ("Mr B was drinking heavily by then.", ADULT_HEAD, "adult-alcohol-dependence"),
        ("Mother was drinking heavily by then.", HEAD, "parental-alcohol-misuse"),
        ("Mr B had schizophrenia.", ADULT_HEAD, "adult-psychosis"),
        ("Father had schizophrenia.", HEAD, "parental-psychosis"),
        ("Mr B had convictions for theft.", ADULT_HEAD, "offending-any"),
        ("Father had convictions for theft.", HEAD, "parental-offending"),
    ],
)
def test_the_person_decides_the_concept(body: str, head: str, concept: str) -> None:
    assert concept in {one.concept for one in _evidence(body, head)}


def test_an_adults_rule_is_not_read_in_a_childs_case() -> None:
    body = "He turned the nurses away."
    assert not _told(body, "refusal-of-care-treatment")
    assert _told(body, "refusal-of-care-treatment", ADULT_HEAD)


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Recommendations", "policy"),
        ("Terms of Reference", "hypothetical"),
        ("Research and policy", "general"),
    ],
)
def test_the_part_of_the_report_decides(heading: str, status: str) -> None:
    body = f"Nothing else.\n\n3. {heading}\n\n3.1 Mother's drug use and debt in this family.\n"
    assert {one for one, _ in _told(body, "debt")} == {status}


def test_two_named_together_both_have_it() -> None:
    body = "Mother and Father used heroin daily."
    assert {person for _, person in _told(body, "parental-opiate-use-ost")} == {
        "mother",
        "father",
    }


def test_the_method_says_where_nobody_is_named() -> None:
    named = [x for x in _evidence("Mother was in debt.") if x.concept == "debt"]
    unnamed = [x for x in _evidence("There was debt.") if x.concept == "debt"]
    assert (named[0].method, unnamed[0].method) == ("label", "label:default-person")


def test_labels_only_leaves_out_what_is_told() -> None:
    text = (HEAD + "She was slurring her words. There was domestic abuse.\n").encode()
    assert any(one.method.startswith("told:") for one in extract(text, "review.txt").evidence)
    named = extract(text, "review.txt", labels_only=True).evidence
    assert {one.method.partition(":")[0] for one in named} & {"label"}
    assert not any(one.method.startswith("told:") for one in named)
