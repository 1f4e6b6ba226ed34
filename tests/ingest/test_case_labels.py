"""Labels of cases: where a document gives them, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.ingest.case_outlines import cases_of, only, outline_of

LABELS = [
    (
        "Independent investigation: learning report",
        "We looked at the contact that Esk Police had with Ms Joy Vale, 36, before she died.",
        "Ms Joy Vale",
        "whom an agency had contact with before the death",
    ),
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
