"""Recommendations: every shape found once and whole, what looks like one left out."""

from __future__ import annotations

import pytest

from graph.model import PassageKind, Recommendation
from graph.vocabulary import load_vocabulary
from ingest.agencies import find_agencies
from ingest.outline import Outline
from ingest.readers import read
from ingest.recommendations import find_recommendations
from ingest.recommendations.wording import is_directive
from ingest.scopes import CaseScope, ReviewFacts, SubjectKind
from ingest.structure import outline as structure
from tests.ingest.outline_pieces import outline_of, section
from tests.real import shared

VOCABULARY = load_vocabulary()
RECOMMENDATION = PassageKind.RECOMMENDATION


def found(outline: Outline, board: str = "") -> tuple[Recommendation, ...]:
    facts = ReviewFacts(is_review=True, title="", commissioned_by=(board,) if board else ())
    agencies, _ = find_agencies(outline, {}, facts, VOCABULARY)
    return find_recommendations(outline, {}, agencies, VOCABULARY)


def under(heading: str, *texts: str, kind: PassageKind = RECOMMENDATION) -> Outline:
    return outline_of(section(heading, kind, *texts))


LEFT_OUT = [
    ("The Committee is asked to note the contents of this report.", "a committee's resolution"),
    ("That Cabinet note the report.", "a resolution in the subjunctive"),
    ("to note that the Board will report in September.", "a resolution's second item"),
    ("The surgery has already rewritten its letter.", "already done"),
    ("The Trust has introduced a new form.", "already done, no adverb"),
    ("The review of Child L (2003) recommended that clinics write to schools.", "another review"),
    ("In 2014 our review of Baby P recommended that a leaflet be given.", "an earlier review"),
    ("How will the Board know that children are seen?", "a question for the board"),
    ("No recommendation is made for the nursery.", "none is made"),
    ("The Trust's own report made a further nine recommendations.", "a count of others"),
    ("The guidance requires that every fall be reported.", "guidance"),
    ("The disorder was the worst for years. (Conclusion, Paragraph 25)", "a conclusion"),
]


@pytest.mark.parametrize(("text", "why"), LEFT_OUT)
def test_what_only_looks_like_one_stays_out(text: str, why: str) -> None:
    assert found(under("Recommendations", text)) == (), why


def test_items_of_a_section_are_found_in_order_and_without_their_numbers() -> None:
    outline = under(
        "Recommendations",
        "The panel makes the following recommendations:",
        "1. The Board should audit fifty case files by March 2024.",
        "2. Marlow Police to train call handlers.",
        "3. Everyone was grateful to the family.",
    )
    assert [(one.number, one.text) for one in found(outline)] == [
        ("1", "The Board should audit fifty case files by March 2024."),
        ("2", "Marlow Police to train call handlers."),
    ]


def test_the_parts_of_a_request_stay_with_it() -> None:
    outline = under(
        "Recommendations",
        "1. Marlow Council should:",
        "(a) visit every home in a week; and",
        "(b) write to the school.",
        "2. Marlow Police should tell the council.",
    )
    first, second = found(outline)
    assert first.text == (
        "Marlow Council should:\n(a) visit every home in a week; and\n(b) write to the school."
    )
    assert second.number == "2"


def test_a_heading_with_a_number_takes_what_stands_below_it() -> None:
    path = "Chapter 3 > Recommendation 3: A better approach to risk"
    outline = outline_of(
        section(path, PassageKind.ANALYSIS, "The government should share its plans.", "• yearly;"),
        section(path, PassageKind.ANALYSIS, "3.72. The next chapter turns to strategy."),
    )
    (only,) = found(outline)
    assert (only.number, only.text) == ("3", "The government should share its plans.\n• yearly;")


def test_tiers_give_the_addressee_when_the_words_do_not() -> None:
    outline = outline_of(
        section("Story", PassageKind.NARRATIVE, "Cafcass and Marlow Surgery knew the child."),
        section("Recommendations > Cafcass", RECOMMENDATION, "1. Clear the backlog of checks."),
        section("Recommendations > For Marlow Surgery", RECOMMENDATION, "1. A card at the desk."),
    )
    assert [(one.number, one.addressed_to) for one in found(outline)] == [
        ("1", ("Cafcass",)),
        ("1", ("Marlow Surgery",)),
    ]


def test_rows_of_a_plan_join_the_list_and_give_lead_and_date() -> None:
    outline = outline_of(
        section(
            "Recommendations",
            RECOMMENDATION,
            "1. Bruising protocols should be revised across the area within a year.",
        ),
        section(
            "Action plan",
            PassageKind.ACTION_PLAN,
            headers=("No", "Recommendation", "Lead agency", "By when", "Status"),
            rows=(
                (
                    "1",
                    "Bruising protocols should be revised across the area within a year",
                    "Marlow Council",
                    "June 2022",
                    "In progress",
                ),
                ("2", "Update the missing from home policy", "Marlow Police", "", "Complete"),
            ),
        ),
    )
    (only,) = found(outline)
    assert (only.number, only.addressed_to, only.deadline) == ("1", ("Marlow Council",), "2022-06")


def test_a_catchword_in_a_plan_joins_the_item_of_its_number() -> None:
    full = "Marlow Surgery to require a discharge meeting for every baby treated for withdrawal."
    outline = outline_of(
        section("Recommendations", RECOMMENDATION, f"5.1 {full}"),
        section(
            "Action plan",
            PassageKind.ACTION_PLAN,
            headers=("Ref", "Recommendation", "By"),
            rows=(
                ("5.1", "Discharge meetings for babies treated for withdrawal", "Jan 2012"),
                ("5.2", "Interpreters for every clinic in the town", "Feb 2012"),
            ),
        ),
    )
    assert [(one.number, one.text[:20], one.deadline) for one in found(outline)] == [
        ("5.1", full[:20], "2012-01"),
        ("5.2", "Interpreters for eve", "2012-02"),
    ]


def test_a_list_of_terms_is_a_plan_without_headers() -> None:
    words = "Marlow Police should stop recording children as dealers."
    rows = (("PS1", words),)
    outline = outline_of(section("What needs to change", RECOMMENDATION, rows=rows))
    assert [(one.number, one.text) for one in found(outline)] == [("PS1", words)]


def test_one_told_three_times_counts_once_at_its_fullest() -> None:
    short = "The Board should commission an advocacy service for every adult in a care home."
    full = f"{short} It should report within a year."
    outline = outline_of(
        section("Executive summary > Recommendations", RECOMMENDATION, f"1. {short}"),
        section(
            "Findings", PassageKind.FINDING, f"We recommend that {short[0].lower()}{short[1:]}"
        ),
        section("Appendix > Recommendations", RECOMMENDATION, f"1. {full}"),
    )
    assert [(one.number, one.text) for one in found(outline)] == [("1", full)]


def test_running_text_recommends_where_no_list_does() -> None:
    outline = outline_of(
        section(
            "Findings",
            PassageKind.FINDING,
            "Letters were lost. The review recommends that Marlow Surgery telephones instead.",
            "The earlier review recommended in 2013 that letters be kept.",
        )
    )
    assert [one.text for one in found(outline)] == [
        "The review recommends that Marlow Surgery telephones instead."
    ]


def test_recommendations_run_together_are_parted_and_freed_of_reasons() -> None:
    block = (
        "The IOPC recommends that Marlow Police reviews its form.This follows a case in which a man"
        " fell.The IOPC recommends that Marlow Police trains staff. They should be tested."
    )
    assert [one.text for one in found(under("Recommendations", block))] == [
        "The IOPC recommends that Marlow Police reviews its form.",
        "The IOPC recommends that Marlow Police trains staff. They should be tested.",
    ]


def test_an_abstract_lists_its_recommendations_in_one_sentence() -> None:
    text = "Recommendations include: audit the use of plans; extend the visit to fathers."
    assert [one.text for one in found(under("Child AA", text))] == [
        "audit the use of plans",
        "extend the visit to fathers",
    ]


def test_a_response_quotes_recommendations_and_makes_none() -> None:
    item = "Recommendation 1: The government should share its plans."
    outline = outline_of(
        section("Recommendations", RECOMMENDATION, item),
        title="UK Government Response to the Inquiry's Module 1 Report",
    )
    assert found(outline) == ()


def test_cases_are_those_of_the_passage_or_all() -> None:
    outline = outline_of(
        section("Child A > Recommendations", RECOMMENDATION, "1. GPs should ask about sleep."),
        section("Recommendations", RECOMMENDATION, "2. Schools should keep a log of concerns."),
    )
    first, _ = outline.passages
    cases = {
        "a": CaseScope("Child A", SubjectKind.CHILD, frozenset({first.id})),
        "b": CaseScope("Child B", SubjectKind.CHILD, frozenset()),
    }
    made = find_recommendations(outline, cases, (), VOCABULARY)
    assert [one.cases for one in made] == [("a",), ("a", "b")]


INQUIRIES = [
    ("UK-Covid-19-Inquiry-Module-1-Recomm.pdf", [str(number) for number in range(1, 11)]),
    ("Summer2024-Disorder-Recomm.pdf", [str(number) for number in range(3, 21, 2)]),
    ("UK-Covid-19_Inquiry_Module_1_Response.pdf", []),
]


@pytest.mark.real
@pytest.mark.parametrize(("name", "numbers"), INQUIRIES)
def test_numbered_recommendations_of_real_inquiries(name: str, numbers: list[str]) -> None:
    path = shared("data/inquiries") / name
    outline = structure(read(path.read_bytes(), name), "key")
    made = found(outline)
    assert [one.number for one in made] == numbers
    assert all(is_directive(one.text) for one in made)


@pytest.mark.real
def test_no_coroners_report_makes_a_recommendation() -> None:
    for path in sorted(shared("data/pfd").glob("*.txt")):
        assert found(structure(read(path.read_bytes(), path.name), "key")) == (), path.name


@pytest.mark.real
def test_police_learning_pages_give_each_marked_recommendation() -> None:
    for path in sorted(shared("data/iopc").glob("*.txt")):
        marked = path.read_text(encoding="utf-8").count("The IOPC recommends")
        made = found(structure(read(path.read_bytes(), path.name), "key"))
        assert sum("The IOPC recommends" in one.text for one in made) == marked, path.name
