"""Cases: labels, several in one document, passages, age, sex and incident date."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import PassageKind
from graph.vocabulary import load_vocabulary
from ingest.cases import find_cases
from ingest.readers import read
from ingest.review import describe_review
from ingest.scopes import ReviewFacts
from ingest.structure import outline
from tests.ingest.case_outlines import cases_of, only, outline_of
from tests.real import shared

GOLD = Path(__file__).parents[1] / "corpora" / "gold" / "develop"


LABELS = [
    ("Serious Case Review: Child R", "Child R, a boy aged two, died.", "Child R", "a designator"),
    ("SERIOUS CASE REVIEW IN RESPECT OF CHILD A", "Child A died.", "Child A", "capitals"),
    ("Overview report in respect of N", "N (male) was 3 when he died.", "N", "a single letter"),
    ("Serious Case Review: LN15", "LN15 was six when he died.", "LN15", "a code"),
    ("Safeguarding Adults Review: Mr X", "Mr X was 58. He died.", "Mr X", "a title and a letter"),
    ("Mrs Abel: a Safeguarding Adult Review", "Mrs Abel died.", "Mrs Abel", "first in the title"),
    (
        "Extended Child Practice Review: Re: NRSB 3/2019",
        "Its subject is Child G, called Gwion here, who was 9. Gwion was hurt.",
        "Child G",
        "the subject, whatever the file is called",
    ),
    (
        "What a winter can teach us",
        "Mhairi (13) is the reason for the review. Mhairi was pulled from the harbour.",
        "Mhairi",
        "the reason for the review",
    ),
    ('Systems findings, "Miss Pell"', "The house was full. She died.", "Miss Pell", "in quotes"),
    ("Keziah", "Keziah was 15 when she was stabbed.", "Keziah", "the title is the name"),
    ("Opal: a serious case review", "Opal, aged 7, died.", "Opal", "a chosen name"),
    ("ADULT SCR: EXECUTIVE SUMMARY (D.W.)", "D.W. died.", "D.W.", "initials in brackets"),
    ("Case management review: \u201cEOIN\u201d", "Eoin was sixteen.", "Eoin", "a name in capitals"),
    (
        "Extended child practice review: Teulu M",
        "In August 2020 a girl of six, whom we call Mali, was taken to hospital. Mali was ill.",
        "Mali",
        "the child behind a family's label",
    ),
    (
        "Child death review: summary",
        "This is the case of baby E. E died in May 2020.",
        "E",
        "introduced in the text",
    ),
    (
        "Serious case review",
        "The boy is known as Finn (not his real name). Finn died in May 2014.",
        "Finn",
        "a pseudonym said to be one",
    ),
]


@pytest.mark.parametrize(("title", "text", "expected", "why"), LABELS, ids=[r[3] for r in LABELS])
def test_label(title: str, text: str, expected: str, why: str) -> None:
    case = only(outline_of(text, title=title))
    assert case.label == expected, why


NO_LABELS = [
    ("A child died. P. 3 tells how. Section B follows.", "an article, a page, a section"),
    ("Mother (Ms D) and her partner, known as Mr C, were told.", "other people's names"),
    ("Her sister, whom we call Faye, found her.", "a relation so introduced"),
    ("Hexley Police and May Street School were told.", "bodies and months"),
]


@pytest.mark.parametrize(("text", "why"), NO_LABELS, ids=[row[1] for row in NO_LABELS])
def test_what_is_no_label(text: str, why: str) -> None:
    labels = {case.label for case in cases_of(outline_of(text, title="Serious case review"))}
    assert labels <= {"the child"}, why


ALSO = [
    (
        "Wren (a girl of 22 months; \u201cChild 24/02\u201d in the notification) was taken ill.",
        "Child 24/02",
        "in brackets",
    ),
    (
        "Wren died. She also appears in the minutes as \u201cMrs I\u201d.",
        "Mrs I",
        "also appears as",
    ),
    (
        "Wren died. In hospital records she appears as \u201cBaby Girl W\u201d.",
        "Baby Girl W",
        "in the records",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), ALSO, ids=[row[2] for row in ALSO])
def test_one_person_under_two_labels(text: str, expected: str, why: str) -> None:
    case = only(outline_of(text, "Wren was ill.", title="Rapid review: Wren"))
    assert case.label == "Wren"
    assert expected in case.also, why


def test_two_cases_told_in_turn_have_their_own_passages() -> None:
    page = outline_of(
        "# Background",
        "A serious case review must be held when a child dies.",
        "# Body",
        "The first serious case review concerns the case of M. M was convicted of rape in 2007.",
        "M was in care.",
        "The second serious case review concerns the case of baby E. She died in May 2007.",
        "Her father had left.",
        "# Recommendations",
        "The Board should audit its files.",
        "In the case of M the Council should say sorry.",
        title="Serious Case Reviews",
    )
    first, second = cases_of(page)
    assert (first.label, second.label) == ("M", "Baby E")
    assert {"p3", "p4"} <= first.passages
    assert {"p3", "p4"}.isdisjoint(second.passages)
    assert {"p5", "p6"} <= second.passages
    assert {"p5", "p6"}.isdisjoint(first.passages)
    assert "p8" in first.passages & second.passages, "a shared recommendation is both cases'"
    assert "p9" in first.passages - second.passages, "one that names a case is that case's"


def test_cases_under_headings() -> None:
    page = outline_of(
        "Two serious case reviews were completed in 2009.",
        "# 3. Child AK",
        "AK, a girl, was four when she died in April 2008.",
        "# 4. Baby J",
        "J was seven weeks old when he was admitted to hospital in August 2008.",
        title="Serious Case Reviews: Child AK and Baby J",
    )
    assert [(c.label, c.age, c.sex, c.incident_date) for c in cases_of(page)] == [
        ("Child AK", "4", "female", "2008-04"),
        ("Baby J", "7 weeks", "male", "2008-08"),
    ]


def test_siblings_who_died_together_are_one_case() -> None:
    page = outline_of(
        "Child A and Child B, who were sisters, died in a fire on 3 May 2012.",
        title="Serious Case Review: Child A and Child B",
    )
    case = only(page)
    assert case.label == "Child A and Child B"
    assert {"Child A", "Child B"} <= {case.label, *case.also}


def test_a_national_analysis_never_holds_a_case() -> None:
    page = outline_of("Child A died in 2009.", title="Biennial analysis: Child A")
    assert cases_of(page, "periodic-national-analysis") == ()


def test_what_is_no_review_has_no_case() -> None:
    facts = ReviewFacts(is_review=False, title="A novel")
    page = outline_of("Child A died.", title="A novel")
    assert find_cases(page, facts, load_vocabulary()) == ()


CORONER = [
    ("the death of [name], aged 17.", "[name]", "a redacted name as printed"),
    ("the death of [name] (Sam) aged 16.", "Sam", "the name that the report goes on with"),
    ("the death of Desmond Ellery, aged 74.", "Desmond Ellery", "a full name"),
    ("the deceased at his home.", "the deceased", "no name at all"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CORONER, ids=[row[2] for row in CORONER])
def test_the_label_of_a_coroners_report(text: str, expected: str, why: str) -> None:
    page = outline_of(
        f"On 2 February 2022 I commenced an investigation into {text}",
        title="REGULATION 28: REPORT TO PREVENT FUTURE DEATHS",
        front="Coroner area: Manchester (North)",
    )
    assert only(page, "prevention-of-future-deaths-report").label == expected, why


TITLES = [
    # title, opening, label, what the row proves
    ("SCR: Zo\u00eb", "Zo\u00eb was found dead at home.", "Zo\u00eb", "a letter with an accent"),
    ("A review: \u0141ukasz", "\u0141ukasz died in a tent.", "\u0141ukasz", "a first letter too"),
    (
        "Serious Case Review in respect of the siblings A, B and C",
        "Three children, A (8), B (6) and C (3), were removed.",
        "Siblings A, B and C",
        "an article before a list",
    ),
    ("Review: 'Amber' and 'Jade'", "Amber and her sister Jade died.", "Amber and Jade", "quotes"),
    ("Case review regarding Mr and Mrs H", "Mr H, 79, died.", "Mr and Mrs H", "a couple"),
    ("Review of the homicide of Daniel by his mother", "Daniel was seven.", "Daniel", "by whom"),
]


@pytest.mark.parametrize(("title", "opening", "label", "why"), TITLES, ids=[r[3] for r in TITLES])
def test_labels_of_titles(title: str, opening: str, label: str, why: str) -> None:
    assert only(outline_of(opening, title=title)).label == label, why


def test_a_homicides_title_names_the_one_who_died_first() -> None:
    page = outline_of("Jean was killed by her husband, Arthur.", title="Review: Jean and Arthur")
    assert only(page, "domestic-homicide-review").label == "Jean"


BOTH = [
    ("Elin was killed by her husband. Osian, 6, was at home.", "Elin and Osian", "mother and son"),
    ("Elin was killed by her husband, Osian.", "Elin", "told of whom it was done by"),
    ("Elin died in May. Osian was convicted of her murder.", "Elin", "convicted of it"),
]


@pytest.mark.parametrize(("opening", "label", "why"), BOTH, ids=[row[2] for row in BOTH])
def test_a_title_of_two_of_whom_one_may_have_caused_it(opening: str, label: str, why: str) -> None:
    page = outline_of(opening, title="Single Unified Safeguarding Review: Elin and Osian")
    assert only(page, "single-unified-safeguarding-review").label == label, why


def test_a_place_behind_a_label_is_no_second_subject() -> None:
    page = outline_of(
        "Dami died in June. It was Brackwell's first.", title='Review: "Dami", Brackwell'
    )
    assert only(page).label == "Dami"


def test_a_label_behind_the_date_of_the_event() -> None:
    page = outline_of(
        "On 19 November 2018 Ms N, who was then 52, was struck by her husband. Ms N survived.",
        title="Case 118: Investigation into police contact",
    )
    assert only(page).label == "Ms N"


def test_the_one_of_several_whose_case_it_is() -> None:
    page = outline_of(
        "G, the middle sister, whose case is the subject of this report, was thin. F was well.",
        title="Learning review: Sisters F, G and H",
    )
    case = only(page)
    assert case.label == "G"
    siblings = {form for one in case.people if one.roles == ("sibling",) for form in one.forms}
    assert siblings == {"F", "H"}


def test_cases_told_in_paragraphs_that_open_with_their_labels() -> None:
    page = outline_of(
        "Baby Elm. A girl who died in November 2021 at six weeks.",
        "Baby Oak. Died in July 2022 at five months, a twin.",
        title="Themed child death review",
    )
    assert [(c.label, c.incident_date) for c in cases_of(page)] == [
        ("Baby Elm", "2021-11"),
        ("Baby Oak", "2022-07"),
    ]


def test_a_title_of_many_cases_has_no_unnamed_one() -> None:
    page = outline_of("The child had died in most.", title="A thematic review of deaths")
    assert cases_of(page) == ()


@pytest.mark.parametrize("first", ["ingest.people", "ingest.cases"])
def test_cases_and_people_are_imported_in_any_order(first: str) -> None:
    second = {"ingest.people": "ingest.cases", "ingest.cases": "ingest.people"}[first]
    done = subprocess.run([sys.executable, "-c", f"import {first}, {second}"], check=False)
    assert done.returncode == 0


def test_guidance_quoted_is_nobodys_age_or_death() -> None:
    page = outline_of("Child R died.", title="Serious Case Review: Child R")
    quoted = outline_of(
        "A child aged 4 died on 3 May 2001.",
        title="Serious Case Review: Child R",
        kind=PassageKind.POLICY,
    )
    assert only(page).age is None
    assert only(quoted).incident_date is None


def test_the_same_outline_gives_the_same_cases() -> None:
    page = outline_of("Child R, a boy, died in May 2007.", title="Serious Case Review: Child R")
    assert cases_of(page) == cases_of(replace(page))


@pytest.mark.parametrize(
    "gold", sorted(GOLD.glob("*.gold.json")), ids=lambda path: path.name.removesuffix(".gold.json")
)
def test_the_development_gold(gold: Path) -> None:
    """Every label of the development set is found and no other (text formats)."""
    wanted = json.loads(gold.read_text("utf-8"))
    document = gold.with_name(wanted["file"])
    if not document.exists():
        pytest.skip(f"{document.name} is generated from its source and not kept")
    page = outline(read(document.read_bytes(), document.name), "k")
    found = find_cases(page, describe_review(page, load_vocabulary()), load_vocabulary())
    forms = [{form.casefold() for form in (case.label, *case.also)} for case in found]
    assert len(found) == len(wanted["cases"])
    for case in wanted["cases"]:
        labels = {form.casefold() for form in (case["label"], *(case.get("also") or []))}
        assert any(labels & one for one in forms), case["label"]


@pytest.mark.real
def test_the_two_cases_of_the_seed() -> None:
    path = shared("data/seed/000_7cf25c6332ad0004.txt")
    page = outline(read(path.read_bytes(), path.name), "k")
    first, second = find_cases(page, describe_review(page, load_vocabulary()), load_vocabulary())
    assert (first.label, first.sex, first.age) == ("M", "male", None)
    assert (second.label, second.sex, second.age, second.incident_date) == (
        "Baby E",
        "female",
        "6 months",
        "2007-02",
    )
    own = {
        number: {one.label for one in (first, second) if passage.id in one.passages}
        for passage in page.passages
        if (number := passage.number) and number.startswith("4.")
    }
    assert own == {
        **{f"4.{place}": {"M"} for place in range(1, 5)},
        **{f"4.{place}": {"Baby E"} for place in range(5, 10)},
    }
