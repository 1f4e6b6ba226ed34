"""Age, sex, date of harm and kind of subject of a case, as reviews print them."""

from __future__ import annotations

import pytest

from ingest.scopes import SubjectKind
from tests.ingest.case_outlines import only, outline_of

AGES = [
    ("Child R, a boy aged two years and four months, died.", "2 years 4 months", "in words"),
    ("Child R was 14 weeks old when he was admitted.", "14 weeks", "old is no unit"),
    ("Child R, sixteen, died at home.", "16", "between commas"),
    ("Child R, who was 13, died.", "13", "a clause of its own"),
    ("Child R (female, 7 weeks) was found dead.", "7 weeks", "behind the sex"),
    ("Child R, female, 9 weeks, was found dead.", "9 weeks", "a note's style"),
    ("He died in May 2020, aged 8, of sepsis.", "8", "of a pronoun"),
    ("Child R died in the bath. She was six and a half.", "6 years 6 months", "and a half"),
    ("Death of a 6-week-old boy in November 2016. Child R was found.", "6 weeks", "of a noun"),
    ("Child R is a girl, then aged thirteen weeks.", "13 weeks", "then aged"),
    ("Child R died. She was five months old at the time.", "5 months", "at the time"),
    ("Child R became known when he was 14 months old. He moved in 2000.", None, "another time"),
    ("Child R died. She came into care at eleven.", None, "an event of childhood"),
    ("Child R died. A man of 34 was convicted of her murder.", None, "the killer's"),
    ("Child R died. Her father died when she was six.", None, "another's death"),
    ("Child R died. His mother was 22.", None, "a relative's"),
    ("Child R died. He was one of 14 children.", None, "a count"),
    ("Child R, 58, died at home.", None, "no child's age"),
    ("Child R died. He had been in care from the age of nine.", None, "since when"),
]


@pytest.mark.parametrize(("text", "expected", "why"), AGES, ids=[row[2] for row in AGES])
def test_age(text: str, expected: str | None, why: str) -> None:
    assert only(outline_of(text, title="Serious Case Review: Child R")).age == expected, why


ADULT_AGES = [
    ("Mr R, who was 29 at the time, stabbed Mr Z. Mr R was taken into care at six.", "29", "then"),
    ("Mr R, 58, died at home.", "58", "between commas"),
    ("The victim was a man of 42, called Mr R. He died in 2011.", "42", "of a noun"),
    ("Mr R died. He had taken an overdose at fifteen.", None, "no adult's age"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ADULT_AGES)
def test_age_of_an_adult(text: str, expected: str | None, why: str) -> None:
    page = outline_of(text, title="Safeguarding Adults Review: Mr R")
    assert only(page, "safeguarding-adult-review").age == expected, why


SEXES = [
    ("Child R (male) died.", "male", "outright"),
    ("Child R, a lively little girl, died.", "female", "a noun beside the label"),
    ("Child R died when she was two.", "female", "a pronoun after the label"),
    ("Child R died. He was two.", "male", "a pronoun in the next sentence"),
    ("Child R died. Mother said that she was sorry.", None, "somebody else's pronoun"),
    ("Child R was his carer. She cooked.", "female", "whose carer it is tells nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SEXES, ids=[row[2] for row in SEXES])
def test_sex(text: str, expected: str | None, why: str) -> None:
    assert only(outline_of(text, title="Serious Case Review: Child R")).sex == expected, why


INCIDENTS = [
    ("Child R died on 11 March 2007 in hospital.", "2007-03-11", "death"),
    ("Child R was admitted to hospital with burns in May 2013.", "2013-05", "harm"),
    ("On 28 April 2022 Child R was carried into hospital.", "2022-04-28", "date first"),
    (
        "Child R was born in May 2010 and died in September 2012.",
        "2012-09",
        "birth and death in one sentence",
    ),
    (
        "Child R died. Her stepfather was convicted of murder in October 2010.",
        None,
        "a conviction is not the incident",
    ),
    ("The Board decided on 3 May 2011 to review the case of Child R.", None, "nor a decision"),
    ("Child R was seen on 8 January 2021. Child R died on 11 January.", "2021-01-11", "no year"),
    ("Child R moved in July 2018. Child R died on 3 March.", None, "of which year is not told"),
    ("Child R was well. Her mother died in 2020.", None, "a relative's death"),
    ("Child R's mother, Kirsten, died in August 2020.", None, "a relative by name"),
    ("Child R lived with Mrs P. Widowed when Eirlys died in 2013.", None, "another's name"),
    (
        "Child R was a boy. He lived with Mrs P, and in January 2021 she died.",
        None,
        "the other sex",
    ),
    ("Child R was sad at the death of her father in 2019.", None, "the death of a relative"),
    ("Child R was 9. He had served a sentence in 2003 for an assault.", None, "a sentence"),
]


@pytest.mark.parametrize(("text", "expected", "why"), INCIDENTS, ids=[r[2] for r in INCIDENTS])
def test_incident_date(text: str, expected: str | None, why: str) -> None:
    case = only(outline_of(text, title="Serious Case Review: Child R"))
    assert case.incident_date == expected, why


KINDS = [
    ("scr-child", "Child R", SubjectKind.CHILD),
    ("safeguarding-adult-review", "Mr X", SubjectKind.ADULT),
    ("domestic-homicide-review", "Anna", SubjectKind.ADULT),
    ("partnership-learning-review", "Child R", SubjectKind.CHILD),
    ("partnership-learning-review", "Adult B", SubjectKind.ADULT),
]


@pytest.mark.parametrize(("review_type", "label", "expected"), KINDS)
def test_kind_of_subject(review_type: str, label: str, expected: SubjectKind) -> None:
    page = outline_of(f"{label} died in May 2014.", title=f"Review: {label}")
    assert only(page, review_type).subject is expected
