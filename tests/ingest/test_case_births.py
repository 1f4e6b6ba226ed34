"""Ages and years that a birth, a birthday, a table or the opening of a report tells."""

from __future__ import annotations

import pytest

from ingest.cases.birth import age_by_birth, age_by_birthday, year_by_birth
from ingest.cases.telling import Sentence
from ingest.extract import extract


def told(text: str) -> list[Sentence]:
    return [Sentence(text, names=True, follows=False)]


BIRTHS = [
    # what is told, the incident, the age, what the row proves
    ("Priya, born in 1979, was killed.", "2016-12", "37", "late in the year a birthday has been"),
    ("Priya, born in 1979, was killed.", "2016-02", None, "early in the year two ages fit"),
    ("G was born in October 2019.", "2020-02-14", "4 months", "months of a baby"),
    ("G was born on 3 January 2020.", "2020-02-14", "6 weeks", "weeks where both days are known"),
    ("Her brother was born in May 1999.", "2012-06-01", None, "somebody else's birth"),
    ("G was born in Leeds.", "2020-02-14", None, "no date of birth"),
    ("DOB: 12/03/2004", "2019-03-11", "14", "a day short of the birthday"),
]


@pytest.mark.parametrize(("text", "incident", "age", "why"), BIRTHS, ids=[r[3] for r in BIRTHS])
def test_an_age_by_birth(text: str, incident: str, age: str | None, why: str) -> None:
    assert age_by_birth(told(text), incident) == age, why


BIRTHDAYS = [
    ("She died a month short of her seventeenth birthday.", "16"),
    ("He died two days after his 18th birthday.", "18"),
    ("She took her own life in her nineteenth year.", "18"),
    ("He was seen on his fourth birthday.", None),
]


@pytest.mark.parametrize(("text", "age"), BIRTHDAYS)
def test_an_age_by_a_birthday(text: str, age: str | None) -> None:
    assert age_by_birthday(told(text)) == age


def test_a_year_by_birth_is_given_only_where_one_year_fits() -> None:
    assert year_by_birth(told("G was born on 2 January 2001."), "16") == "2017"
    assert year_by_birth(told("G was born in June 2001."), "16") is None


_HEAD = "{title}\nTarrow Safeguarding Children Partnership\n\n1. Background\n"

CASES = [
    # title, text, label, year, age, sex, what the row proves
    (
        "Rapid Review",
        (
            "Child's name (pseudonym): Robbie\nDate of serious incident: 11 October 2022\n"
            "Child's age: 7 weeks\nGender: Male\n\nRobbie had gone limp."
        ),
        ("Robbie", "2022", "7 weeks", "male"),
        "a form's lines",
    ),
    (
        "Child Practice Review Report TSCB 03/2017",
        (
            "1.1 The eldest of four siblings is called Eldest in this report. In April 2016, when "
            "he was 11, Eldest told a teacher that his stepfather had been coming into his room."
        ),
        ("Eldest", "2016", "11", "male"),
        "one of several children, by order of birth",
    ),
    (
        "Local Child Safeguarding Practice Review",
        (
            "1.1 Teilo lived with his father. Teilo was loved. Teilo had five placements, and "
            "Teilo died on 3 May 2021 at the age of 15."
        ),
        ("Teilo", "2021", "15", "male"),
        "nothing introduces him: the report speaks of him most",
    ),
]


@pytest.mark.parametrize(("title", "text", "case", "why"), CASES, ids=[row[3] for row in CASES])
def test_a_case_told_in_its_own_way(
    title: str, text: str, case: tuple[str, str, str, str], why: str
) -> None:
    data = (_HEAD.format(title=title) + text + "\n").encode()
    (found,) = extract(data, "review.txt").cases
    year = (found.incident_date or "")[:4]
    assert (found.label, year, found.age, found.sex) == case, why


def test_the_date_of_a_death_may_stand_in_the_sentence_before() -> None:
    text = (
        "1.1 Mr L lived alone. On the morning of 6 February 2021 a neighbour saw that the curtains "
        "were closed. Police forced entry and found his body.\n"
    )
    head = "Safeguarding Adult Review: Mr L\nTarrow Safeguarding Adults Board\n\n1. Background\n"
    (found,) = extract((head + text).encode(), "review.txt").cases
    assert found.incident_date == "2021-02-06"


def test_the_name_of_a_team_is_no_case() -> None:
    text = "1.1 Team members met. Team was busy. The team and the review team agreed with the team."
    data = (_HEAD.format(title="Serious Case Review: Team") + text + "\n").encode()
    assert all(case.label != "Team" for case in extract(data, "review.txt").cases)
