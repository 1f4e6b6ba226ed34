"""What the sentences around a mention, and its time, do to its status."""

from __future__ import annotations

import pytest

from ingest.extract import extract

_HEAD = (
    "Serious Case Review: Child P\nExample Safeguarding Children Board, May 2016\n\n"
    "1. Circumstances\n\n1.1 Child P, a girl of 14, died in March 2015. Ms P is her mother.\n\n"
    "2. What happened\n\n2.1 "
)

# (concept, its statuses, sentences)
ROWS = [
    # Taken back by the sentence after, or the one after that.
    (
        "care-experienced-child",
        "negated",
        ("The school's record says that P was looked after. She was not, and never had been."),
    ),
    (
        "parental-alcohol-misuse",
        "negated",
        (
            "It was thought that the mother was drinking heavily. "
            "Blood tests were normal. There was no sign of it."
        ),
    ),
    (
        "parental-drug-misuse",
        "negated",
        (
            "A note says that the mother was using drugs. The entry "
            "belongs to another patient of the same name."
        ),
    ),
    (
        "domestic-abuse",
        "negated",
        (
            "A neighbour reported domestic abuse at the house. Officers "
            "visited and found no evidence of it."
        ),
    ),
    (
        "previous-children-removed",
        "negated",
        ("The file states that a daughter of the mother had been adopted. There is no daughter."),
    ),
    (
        "parental-alcohol-misuse",
        "negated",
        (
            "The father told the court that the mother was drinking "
            "every evening, and it was recorded. Hair testing showed that she was not."
        ),
    ),
    # The next of two items says nothing of the first, and a doubt that is refused takes
    # nothing back; a plain denial does.
    (
        "care-experienced-child",
        "asserted",
        (
            "Two concerns were sent. In the first P was described as looked after. "
            "In the second the worker wrote that there was no reason for concern."
        ),
    ),
    (
        "care-experienced-child",
        "asserted",
        (
            "P was described as looked after. The worker wrote that there was no reason to "
            "doubt her capacity."
        ),
    ),
    (
        "care-experienced-child",
        "negated",
        "The first letter described P as looked after. The second says that she was not.",
    ),
    # A worker's illness afterwards is not the family's.
    (
        "parental-depression-anxiety",
        "other",
        ("The officer who found P called for help. He has since been unwell with depression."),
    ),
    # Left open by the sentence after.
    ("domestic-abuse", "possible", "The mother had described domestic abuse. We make no finding."),
    # What a later test shows of another time takes nothing back.
    (
        "parental-alcohol-misuse",
        "asserted",
        ("The mother was drinking heavily. Her liver tests in May were normal."),
    ),
    # The sentence before says who is spoken of.
    (
        "parental-depression-anxiety",
        "other",
        (
            "The health visitor had 480 families. She was herself "
            "off work with depression for a month."
        ),
    ),
    # A time of life long past.
    ("child-bereaved", "historical", "P's father died when she was six."),
    ("child-bereaved", "asserted", "P's father died when she was thirteen."),
    # What dates a diagnosis does not end the condition.
    (
        "parental-learning-disability",
        "asserted",
        ("The mother was found to have a learning disability as a child."),
    ),
    # What came of the event is no factor before it; the same words of another time are.
    (
        "parental-violent-offending",
        "other",
        "Ms P's partner, the father, was convicted of manslaughter and is serving nine years.",
    ),
    ("care-experienced-child", "other", "P's life was saved and P is now in foster care."),
    ("parental-offending", "asserted", "The father was convicted of burglary."),
    # A stranger whom a clause describes, and somebody of the case.
    ("parental-offending", "other", "The mother met a man who was convicted of burglary."),
    # Orders end, and are only sought.
    (
        "accommodated-s20",
        "historical",
        ("P was accommodated under section 20 for six weeks in 2009 and went home."),
    ),
    # A partner who is past may be under an order now.
    ("bail-licence-supervision", "asserted", "The mother's ex-partner was on bail in May."),
    (
        "domestic-abuse-order",
        "historical",
        "A previous partner of the father had a non-molestation order against him.",
    ),
    (
        "child-protection-plan",
        "historical",
        "Between 2009 and 2011 P was on a child protection plan.",
    ),
    ("interim-care-order", "asserted", "An interim care order was made in May."),
    ("case-closed-status", "asserted", "Her aunt was visited once and the case was closed."),
    ("child-protection-plan", "negated", "P has never been on a child protection plan."),
]


def test_to_look_after_a_child_is_not_to_be_looked_after() -> None:
    record = extract((_HEAD + "The mother looked after P and her sister.\n").encode(), "r.txt")
    assert not {x.concept for x in record.evidence} & {
        "care-experienced-child",
        "looked-after-status",
    }


@pytest.mark.parametrize(("concept", "status", "told"), ROWS)
def test_the_words_around_decide(concept: str, status: str, told: str) -> None:
    record = extract((_HEAD + told + "\n").encode(), "review.txt")
    assert {str(x.status) for x in record.evidence if x.concept == concept} == {status}
