"""People: who they are in a case, and whose attribute a place speaks of."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary
from ingest.cases import find_cases
from ingest.outline import Outline
from ingest.people import OUTSIDE, People, default_person
from ingest.readers import read
from ingest.review import describe_review
from ingest.scopes import CaseScope, ReviewFacts
from ingest.structure import outline
from tests.ingest.case_outlines import outline_of
from tests.real import shared

CHILD_TITLE = "Serious Case Review: Child R"
ADULT_TITLE = "Safeguarding Adults Review: Noel"
HOMICIDE_TITLE = "Domestic Homicide Review: Helena"


def scope_of(page: Outline, review_type: str) -> CaseScope:
    facts = ReviewFacts(is_review=True, title=page.title, review_type=review_type)
    (scope,) = find_cases(page, facts, load_vocabulary())
    return scope


def who(page: Outline, scope: CaseScope, words: str, concept: str) -> tuple[str, ...]:
    start = page.text.index(words)
    passage = next(one for one in page.passages if one.start <= start < one.end)
    return People(scope, page).experiencer(
        passage, start, start + len(words), load_vocabulary()[concept]
    )


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
    assert who(page, scope_of(page, "scr-child"), words, concept) == expected, why


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
    scope = scope_of(page, "safeguarding-adult-review")
    assert who(page, scope, words, "adult-alcohol-dependence") == expected, why


def test_victim_and_perpetrator_of_a_homicide() -> None:
    page = outline_of(
        "Helena was 41. In October 2017 she was killed by her husband, Gavin, at home.",
        "Gavin drank every night. He had put his hands round her throat.",
        title=HOMICIDE_TITLE,
    )
    scope = scope_of(page, "domestic-homicide-review")
    roles = {form: person.roles for person in scope.people for form in person.forms}
    assert roles["Helena"][0] == "victim-adult"
    assert roles["Gavin"] == ("perpetrator", "intimate-partner")
    assert who(page, scope, "drank", "adult-alcohol-dependence") == ("perpetrator",)
    assert who(page, scope, "hands round", "da-non-fatal-strangulation") == ("victim-adult",)


TABLES = [
    ((("Person", "Ms N"), ("Relation", "Mother")), "mother", "name, then relation"),
    ((("Relationship", "Father of R"), ("Pseudonym", "Mr K")), "father", "relation, then name"),
    ((("Person", "Mother (Carly, a pseudonym)"), ("Age", "29")), "mother", "both in one cell"),
]


@pytest.mark.parametrize(("row", "expected", "why"), TABLES, ids=[row[2] for row in TABLES])
def test_the_family_table_is_read_first(
    row: tuple[tuple[str, str], ...], expected: str, why: str
) -> None:
    page = outline_of("Child R died in May 2007.", title=CHILD_TITLE, rows=(row,))
    named = {p.roles[0] for p in scope_of(page, "scr-child").people[1:] if p.forms}
    assert named == {expected}, why


DEFAULTS = [
    ("scr-child", CHILD_TITLE, ALCOHOL, "parents-unspecified", "a parent's factor"),
    ("scr-child", CHILD_TITLE, "child-neglect", "subject-child", "a child's factor"),
    ("scr-child", CHILD_TITLE, "overcrowding", "family-group", "a home's factor"),
    ("scr-child", CHILD_TITLE, "domestic-abuse", "mother", "abuse, by convention"),
    ("safeguarding-adult-review", ADULT_TITLE, "debt", "subject-adult", "an adult's anything"),
    ("domestic-homicide-review", HOMICIDE_TITLE, "debt", "victim-adult", "a victim's anything"),
]


@pytest.mark.parametrize(
    ("review_type", "title", "concept", "expected", "why"), DEFAULTS, ids=[r[4] for r in DEFAULTS]
)
def test_default_person(
    review_type: str, title: str, concept: str, expected: str, why: str
) -> None:
    name = title.rpartition(": ")[2]
    scope = scope_of(outline_of(f"{name} died in May 2014.", title=title), review_type)
    assert default_person(load_vocabulary()[concept], scope) == expected, why


def test_a_place_that_names_another_case_is_not_this_ones() -> None:
    page = outline_of(
        "# 1. Child AK",
        "AK, a girl, was four when she died in April 2008.",
        "# 2. Baby J",
        "J was seven weeks old when he was hurt in August 2008.",
        "# Findings",
        "AK was not seen alone. J was not weighed.",
        title="Serious Case Reviews: Child AK and Baby J",
    )
    facts = ReviewFacts(is_review=True, title=page.title, review_type="scr-child")
    cases = find_cases(page, facts, load_vocabulary())
    first, second = (People(case, page, cases) for case in cases)
    shared_passage = page.passages[-1]
    ak, j = (page.text.index(words) for words in ("AK was not", "J was not"))
    assert first.case_of(shared_passage, ak) == "Child AK"
    assert first.case_of(shared_passage, j) is None
    assert second.case_of(shared_passage, j) == "Baby J"
    assert second.case_of(page.passages[0], page.passages[0].start) is None


SEED = [
    (1, "4.6", "domestic violence", "domestic-abuse", ("mother",)),
    (1, "4.6", "stabbed her mother", "domestic-homicide-ipv", ("mother",)),
    (1, "4.6", "Methadone overdose", "accidental-overdose-death", ("father",)),
    (1, "4.6", "E died of dehydration", "death-after-carer-death", ("subject-child",)),
    (1, "4.7", "residence order", "residence-cao-order", ("sibling",)),
    (1, "4.7", "Child Protection Register", "child-protection-register", ("sibling",)),
    (1, "4.8", "Methadone addicts", "parental-opiate-use-ost", ("mother", "father")),
    (1, "4.8", "pregnant", "substance-misuse-in-pregnancy", ("mother",)),
    (0, "4.1", "child protection register", "child-protection-register", ("subject-child",)),
    (0, "4.3", "rape and assault", "harmful-sexual-behaviour", ("subject-child",)),
]


@pytest.mark.real
@pytest.mark.parametrize(("case", "number", "words", "concept", "expected"), SEED)
def test_the_people_of_the_seed(
    case: int, number: str, words: str, concept: str, expected: tuple[str, ...]
) -> None:
    path = shared("data/seed/000_7cf25c6332ad0004.txt")
    page = outline(read(path.read_bytes(), path.name), "k")
    cases = find_cases(page, describe_review(page, load_vocabulary()), load_vocabulary())
    passage = next(one for one in page.passages if one.number == number)
    start = passage.start + passage.text.index(words)
    found = People(cases[case], page, cases).experiencer(
        passage, start, start + len(words), load_vocabulary()[concept]
    )
    assert found == expected


@pytest.mark.parametrize(
    "spelling", ["care co-ordinator", "care-co-ordinator", "care co ordinator"]
)
def test_a_practitioner_is_one_however_hyphens_fall(spelling: str) -> None:
    """The rules spell it one way; reports print it in all of these."""
    told = f"The {spelling} was drinking heavily that winter."
    page = outline_of("Noel, a man of 67, died in June 2017.", told, title=ADULT_TITLE)
    scope = scope_of(page, "safeguarding-adult-review")
    found = who(page, scope, "drinking", "adult-alcohol-dependence")
    assert found == ("practitioner",)
