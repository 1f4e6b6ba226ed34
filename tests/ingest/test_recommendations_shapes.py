"""Recommendations in the shapes of many authors: prose, tiers of lines, cells parted by strokes."""

from __future__ import annotations

import pytest

from graph.model import PassageKind, Recommendation
from graph.vocabulary import load_vocabulary
from ingest.agencies import find_agencies
from ingest.outline import Outline
from ingest.readers import read
from ingest.recommendations import find_recommendations
from ingest.recommendations.prose import requests_in
from ingest.recommendations.tables import guessed, in_cells
from ingest.recommendations.wording import does_what, is_excluded, split_number
from ingest.scopes import ReviewFacts
from ingest.structure import outline as structure
from tests.ingest.outline_pieces import outline_of, section

VOCABULARY = load_vocabulary()
RECOMMENDATION = PassageKind.RECOMMENDATION


def found(outline: Outline, board: str = "") -> tuple[Recommendation, ...]:
    facts = ReviewFacts(is_review=True, title="", commissioned_by=(board,) if board else ())
    agencies, _ = find_agencies(outline, {}, facts, VOCABULARY)
    return find_recommendations(outline, {}, agencies, VOCABULARY)


def told(markdown: str) -> tuple[Recommendation, ...]:
    return found(structure(read(markdown.encode(), "review.md"), "key"))


PROSE = [
    (
        "Two things matter here. We ask that Elder Council open a case. That is not a kindness.",
        ["We ask that Elder Council open a case. That is not a kindness."],
        "an introduction is left out, an explanation stays with its request",
    ),
    (
        "Finally, Elder Homes should treat mould as urgent, and the Board must publish the result.",
        ["Finally, Elder Homes should treat mould as urgent", "the Board must publish the result."],
        "two bodies asked in one sentence; what joins it to the paragraph is printed with it",
    ),
    (
        "Stop placing babies in hostels by May. Provide a cot on the same day until then.",
        ["Stop placing babies in hostels by May.", "Provide a cot on the same day until then."],
        "bare verbs",
    ),
    (
        "The Trust should train its nurses. It should report in a year.",
        ["The Trust should train its nurses. It should report in a year."],
        "a subject that points back",
    ),
    ("The plan said that the parents should attend clinics.", [], "what somebody said of others"),
    ("They had moved four times in a year.", [], "narrative"),
]


@pytest.mark.parametrize(("text", "requests", "why"), PROSE)
def test_a_paragraph_is_parted_where_a_new_request_begins(
    text: str, requests: list[str], why: str
) -> None:
    assert [one for _, one in requests_in(text)] == requests, why


NUMBERS = [
    ("SAR-D/1 (Elder Trust). Add a field", "SAR-D/1"),
    ("PSO/21/0417/A Amend the form", "PSO/21/0417/A"),
    ("F/1 Amend the form", "F/1"),
    ("COVID-19 leaflets to be reprinted", None),  # a disease is no number
    ("HV/GP liaison to improve", None),
]


@pytest.mark.parametrize(("printed", "number"), NUMBERS)
def test_codes_are_numbers(printed: str, number: str | None) -> None:
    assert split_number(printed)[0] == number


def test_a_body_that_simply_does_is_asked() -> None:
    assert does_what("Elder Police and Marsh Police agree, in writing, that no file is closed.")
    assert not does_what("Nobody had asked who the man was.")


LEFT_OUT = [
    "The Chief Officers' Group is asked to note this summary.",
    "The review repeats, without adopting it, the advice of the earlier review that it should.",
    "A proposal that all parents should be visited was examined by the team and not adopted.",
    "The Trust's own investigation had six further recommendations of its own.",
    "We considered a recommendation to the council about arrears.",
]


@pytest.mark.parametrize("text", LEFT_OUT)
def test_what_is_not_asked_by_this_review_stays_out(text: str) -> None:
    assert is_excluded(text)


def test_a_line_that_names_a_body_speaks_for_the_items_below_it() -> None:
    outline = outline_of(
        section("Story", PassageKind.NARRATIVE, "Elder Council and Elder Hospital knew him."),
        section(
            "Actions for",
            RECOMMENDATION,
            "Elder Council",
            "Set up a flag for families in hostels",
            "For Elder Hospital",
            "Cease discharging patients at night",
        ),
    )
    assert [(one.text, one.addressed_to) for one in found(outline)] == [
        ("Set up a flag for families in hostels", ("Elder Council",)),
        ("Cease discharging patients at night", ("Elder Hospital",)),
    ]


def test_cells_parted_by_strokes_are_a_plan() -> None:
    outline = outline_of(
        section("Story", PassageKind.NARRATIVE, "Elder Police and Elder Homes were called."),
        section(
            "Actions agreed",
            RECOMMENDATION,
            "Owner / what / by when\nElder Police / fix the address book / 31 Oct",
            "Elder Homes / ask about babies at each visit / now",
            "Elder Homes / write to the board / done 14/09",
        ),
    )
    assert [(one.text, one.addressed_to) for one in found(outline)] == [
        ("fix the address book", ("Elder Police",)),
        ("ask about babies at each visit", ("Elder Homes",)),
    ]


def test_a_paragraph_with_a_stroke_is_no_row() -> None:
    assert not in_cells("The midwifery / neonatal unit should speak to both parents.")
    assert guessed(["6.1", "ASC", "offer every carer a visit", "Dec 2020", "amber"]) == {
        "text": "offer every carer a visit",
        "number": "6.1",
        "lead": "ASC",
        "date": "Dec 2020",
        "status": "amber",
    }


HEADERS = [
    ("No. | We recommend that | Owner | Why", "1 | homes are seen at once | Elder Police | 4.1"),
    ("Ref | Text | Reply", "A/1 | Elder Police amends its form at once | Accepted"),
    ("No. | Body | Change", "F/2 | Elder Police | Amend the form for every caller"),
    ("Whom | What | Which theme", "Elder Police | Amend the form for every caller | Two"),
]


@pytest.mark.parametrize(("header", "row"), HEADERS)
def test_a_table_is_read_whatever_its_columns_are_called(header: str, row: str) -> None:
    rule = "|".join("---" for _ in header.split("|"))
    page = f"# Review\n\n## What must change\n\n| {header} |\n|{rule}|\n| {row} |\n"
    assert len(told(page)) == 1


SECTIONS = [
    "What we would like to see",
    "What the panel would like to see",
    "Required changes",
    "Actions for",
    "We recommend that",
    "The way forward",
]


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_section_of_recommendations_has_many_names(heading: str) -> None:
    page = f"# Review\n\n## {heading}\n\n- Elder Council should visit each family at home.\n"
    assert len(told(page)) == 1


def test_a_committee_is_asked_for_its_own_resolution_only() -> None:
    outline = outline_of(
        section(
            "Recommendations > The Committee is asked to",
            RECOMMENDATION,
            "(a) note the report;",
            "(b) recommend to Cabinet that the action plan should be watched;",
        )
    )
    assert found(outline) == ()


def test_whom_a_text_names_first_is_addressed() -> None:
    outline = outline_of(
        section("Story", PassageKind.NARRATIVE, "Elder Hospital cared for her."),
        section(
            "Recommendations",
            RECOMMENDATION,
            "SAR/1 (Elder Hospital). Add a field to the discharge record.",
            "2. For the Home Office: that lenders be required to see both borrowers.",
        ),
    )
    first, second = found(outline)
    assert (first.number, first.text) == ("SAR/1", "Add a field to the discharge record.")
    assert first.addressed_to == ("Elder Hospital",)
    assert second.text.startswith("that lenders be required")
    assert second.addressed_to == ("Home Office",)
    assert "legislation-national-policy" in second.actions


def test_a_paragraph_that_says_what_should_happen_holds_recommendations() -> None:
    page = (
        "# Review\n\n## Question 1. Was he safe where he lived?\n\n"
        "He had four addresses in a year and nobody visited him there.\n\n"
        "What should happen: Elder Police will screen each child. Elder Council must meet in a day."
        "\n\n## Question 2. Who listened?\n\nShe rang many times and was told to wait.\n"
    )
    assert [one.text for one in told(page)] == [
        "Elder Police will screen each child.",
        "Elder Council must meet in a day.",
    ]
