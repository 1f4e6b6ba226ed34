"""People: who they are in a case, and which case's."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary
from ingest.cases import find_cases
from ingest.people import People, default_person
from ingest.readers import read
from ingest.review import describe_review
from ingest.scopes import ReviewFacts
from ingest.structure import outline
from tests.ingest.case_outlines import only, outline_of, who
from tests.real import shared

CHILD_TITLE = "Serious Case Review: Child R"
ADULT_TITLE = "Safeguarding Adults Review: Noel"
HOMICIDE_TITLE = "Domestic Homicide Review: Helena"
ALCOHOL = "parental-alcohol-misuse"


def test_victim_and_perpetrator_of_a_homicide() -> None:
    page = outline_of(
        "Helena was 41. In October 2017 she was killed by her husband, Gavin, at home.",
        "Gavin drank every night. He had put his hands round her throat.",
        title=HOMICIDE_TITLE,
    )
    scope = only(page, "domestic-homicide-review")
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
    named = {p.roles[0] for p in only(page, "scr-child").people[1:] if p.forms}
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
    scope = only(outline_of(f"{name} died in May 2014.", title=title), review_type)
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
