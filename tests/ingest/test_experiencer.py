"""Whose attribute a place speaks of, in a child's case and in an adult's."""

from __future__ import annotations

import pytest

from ingest.people import OUTSIDE
from tests.ingest.case_outlines import only, outline_of, who

CHILD_TITLE = "Serious Case Review: Child R"
ADULT_TITLE = "Safeguarding Adults Review: Noel"
ALCOHOL, PSYCHOSIS = "parental-alcohol-misuse", "parental-psychosis"


CHILDS = [
    # words of the passage, the place, concept, whose, what the row proves
    ("Mother was drinking heavily.", "drinking", ALCOHOL, ("mother",), "subject of the clause"),
    ("Her mother\u2019s drinking was known.", "drinking", ALCOHOL, ("mother",), "owner"),
    ("Mother's heavy use of alcohol grew.", "alcohol", ALCOHOL, ("mother",), "owner at a distance"),
    (
        "Mother and Father drank every day.",
        "drank",
        ALCOHOL,
        ("mother", "father"),
        "two named together",
    ),
    ("Both parents drank.", "drank", ALCOHOL, ("parents-unspecified",), "named as parents"),
    ("The couple drank.", "drank", ALCOHOL, ("parents-unspecified",), "the couple"),
    ("Mother's brother drank.", "drank", ALCOHOL, ("extended-family",), "not the mother"),
    ("Mother said that her own mother drank.", "drank", ALCOHOL, ("grandparent",), "own mother"),
    ("Father left. He drank.", "drank", ALCOHOL, ("father",), "pronoun in the next sentence"),
    (
        "Mother told Father that he drank too much.",
        "drank",
        ALCOHOL,
        ("father",),
        "pronoun told apart by sex",
    ),
    (
        "There were worries about heavy drinking by Father.",
        "drinking",
        ALCOHOL,
        ("father",),
        "agent after the place",
    ),
    ("Ms R, the mother, drank.", "drank", ALCOHOL, ("mother",), "relation and pseudonym"),
    ("Neither parent drank.", "drank", ALCOHOL, ("parents-unspecified",), "neither of the two"),
    (
        "He was killed by his mother, who was psychotic.",
        "psychotic",
        PSYCHOSIS,
        ("mother",),
        "a relative clause is about whom it follows",
    ),
    (
        "Mother was low after her mum died. Mother drank.",
        "drank",
        ALCOHOL,
        ("mother",),
        "a grandmother's death between",
    ),
    (
        "AF, a man who had been living with R's mother, was there. AF drank.",
        "AF drank",
        ALCOHOL,
        ("mothers-partner",),
        "a code introduced as the mother's partner",
    ),
    ("Mother met Lee in 2011. Lee drank.", "Lee drank", ALCOHOL, ("mothers-partner",), "met"),
    (
        "M = mother, 22. MP = mother's partner, 30. MP drank.",
        "MP drank",
        ALCOHOL,
        ("mothers-partner",),
        "a key of abbreviations",
    ),
    (
        "Her parents are called Mr and Mrs T. Mr T drank.",
        "Mr T drank",
        ALCOHOL,
        ("father",),
        "the parents named together",
    ),
    (
        "Her brother, Cannabis, was seen. Cannabis was sold; cannabis and more cannabis. He drank.",
        "Cannabis was",
        ALCOHOL,
        (),
        "a common word is nobody's name",
    ),
    (
        "Her partner, Mr T, lived there. Mr T drank.",
        "Mr T drank",
        ALCOHOL,
        ("mothers-partner",),
        "pseudonym introduced before",
    ),
    ("Mr Z drank.", "drank", ALCOHOL, (), "a name nobody introduced is taken for nobody"),
    ("There was drinking in the home.", "drinking", ALCOHOL, (), "nobody is told"),
    (
        "The social worker was absent for long periods with psychosis.",
        "psychosis",
        PSYCHOSIS,
        ("practitioner",),
        "a practitioner's own illness",
    ),
    (
        "The social worker noted that Mother had psychosis.",
        "psychosis",
        PSYCHOSIS,
        ("mother",),
        "a practitioner who only tells of it",
    ),
    (
        "The previous tenant, who had been drinking, kept a key.",
        "drinking",
        ALCOHOL,
        (OUTSIDE,),
        "somebody outside the family",
    ),
    ("The neighbour\u2019s son drank.", "drank", ALCOHOL, (OUTSIDE,), "another family's son"),
    (
        "Child R's sister was late for school.",
        "late for school",
        "persistent-absence",
        ("sibling",),
        "a child's factor of a sibling",
    ),
    (
        "Father fractured his arm.",
        "fractured",
        "suspicious-injury-indicator",
        ("subject-child",),
        "the child's arm, though the father is the subject",
    ),
    ("Father shouted.", "shouted", "child-neglect", (), "a father has no child's factor"),
    ("Father assaulted Mother.", "assaulted", "da-physical-violence", ("mother",), "who suffers"),
    (
        "Father was assaulted by Mother.",
        "assaulted",
        "da-physical-violence",
        ("father",),
        "who suffers, in the passive",
    ),
    (
        "Mr T had been violent to Ms R, the mother.",
        "violent",
        "da-physical-violence",
        ("mother",),
        "an adjective of harm is no passive",
    ),
    (
        "Father breached the order.",
        "breached the order",
        "da-order-breach",
        ("father",),
        "what the abuser does is the abuser's",
    ),
    (
        "The family slept in one room.",
        "slept in one room",
        "overcrowding",
        ("family-group",),
        "a home is the family's",
    ),
    (
        "Her husband had died.",
        "had died",
        "parental-bereavement-loss",
        ("mother",),
        "of the bereaved",
    ),
]


@pytest.mark.parametrize(
    ("text", "words", "concept", "expected", "why"), CHILDS, ids=[row[4] for row in CHILDS]
)
def test_in_a_childs_case(
    text: str, words: str, concept: str, expected: tuple[str, ...], why: str
) -> None:
    before = "Child R, a boy aged two, died in May 2007. He lived with Mother and Father."
    page = outline_of(before, text, title=CHILD_TITLE)
    assert who(page, only(page, "scr-child"), words, concept) == expected, why


ADULTS = [
    ("He was drinking a bottle a day.", "drinking", ("subject-adult",), "pronoun of the subject"),
    ("Noel's wife drank.", "drank", ("intimate-partner",), "a wife"),
    ("His daughter, Faye, visited. Faye drank.", "Faye drank", ("adult-child-of-subject",), "name"),
    ("Staff recorded that he drank.", "drank", ("subject-adult",), "staff only tell of it"),
]


@pytest.mark.parametrize(
    ("text", "words", "expected", "why"), ADULTS, ids=[row[3] for row in ADULTS]
)
def test_in_an_adults_case(text: str, words: str, expected: tuple[str, ...], why: str) -> None:
    page = outline_of("Noel, a man of 67, died in June 2017.", text, title=ADULT_TITLE)
    scope = only(page, "safeguarding-adult-review")
    assert who(page, scope, words, "adult-alcohol-dependence") == expected, why


@pytest.mark.parametrize(
    "spelling", ["care co-ordinator", "care-co-ordinator", "care co ordinator"]
)
def test_a_practitioner_is_one_however_hyphens_fall(spelling: str) -> None:
    """The rules spell it one way; reports print it in all of these."""
    told = f"The {spelling} was drinking heavily that winter."
    page = outline_of("Noel, a man of 67, died in June 2017.", told, title=ADULT_TITLE)
    scope = only(page, "safeguarding-adult-review")
    found = who(page, scope, "drinking", "adult-alcohol-dependence")
    assert found == ("practitioner",)
