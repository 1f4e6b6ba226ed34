"""Outlines of whole small documents, as their readers hand them on."""

from __future__ import annotations

import json

import pytest

from graph.model import Passage
from ingest.outline import Outline
from ingest.readers import read
from ingest.structure import outline
from tests.real import shared

FRONT = "SERIOUS CASE REVIEW: CHILD R\n\nPublished in May 2010 by the Northfold Board for all.\n\n"


def text(body: str) -> Outline:
    return outline(read((FRONT + body).encode(), "report.txt"), "key")


def markdown(body: str) -> Outline:
    return outline(read(body.encode(), "report.md"), "key")


def told(passages: tuple[Passage, ...], kind: str) -> list[str]:
    return [passage.text for passage in passages if passage.kind.value == kind]


STORY = "The boy was seen by the health visitor in May, who wrote that the home was cold."


# --- passages -----------------------------------------------------------------------------


def test_bullets_after_a_lead_in_belong_to_it() -> None:
    made = text("4. What happened\n\n4.8 She had been worked with by:\n- health\n- police\n")
    (passage,) = told(made.passages, "narrative")
    assert passage == "4.8 She had been worked with by:\n- health\n- police"


def test_every_item_of_a_recommendation_list_is_a_passage() -> None:
    made = text(
        "5. Recommendations\n\nThe Board should act.\n\n- Audit the files.\n- Train staff.\n"
    )
    assert told(made.passages, "recommendation") == [
        "The Board should act.",
        "Audit the files.",
        "Train staff.",
    ]


def test_bullets_under_a_numbered_recommendation_complete_it() -> None:
    made = text(
        "5. Recommendations\n\nR1. The Board should ensure:\n- that files are read\n- at once\n"
    )
    (passage,) = told(made.passages, "recommendation")
    assert passage.endswith("- at once")


def test_a_lead_in_sets_the_kind_of_its_list_only() -> None:
    made = text(
        f"3. Child AK\n\n3.1 {STORY}\n\n3.2 The report makes the following recommendations:\n\n"
        f"- The LSCB should audit cases.\n- Schools should attend.\n\n3.3 {STORY}"
    )
    assert told(made.passages, "recommendation") == [
        "The LSCB should audit cases.",
        "Schools should attend.",
    ]
    assert [one.number for one in made.passages if one.kind.value == "narrative"] == ["3.1", "3.3"]


def test_a_sentence_announces_items_with_codes() -> None:
    """A committee paper tells the case and then lists R1, R2 under no heading of their own."""
    found = text(
        "4. Child R\n\n4.7 Child R, a boy, died at his parents' flat in March.\n\n"
        "4.8 The Board's recommendations following the review are these.\n\n"
        "R1 The Trust must issue a lockable box to every patient.\n\n"
        "R2 The Council should write to every landlord.\n\n"
        "5. Child S\n\n5.1 SW2 visited the home twice in May.\n"
    )
    assert told(found.passages, "recommendation") == [
        "R1 The Trust must issue a lockable box to every patient.",
        "R2 The Council should write to every landlord.",
    ]


def test_a_paragraph_broken_by_a_page_is_one_passage() -> None:
    made = text(
        "4. What happened\n\n4.4 It was decided in discussion\n\nwith the Commission to act.\n\n"
        "4.5 The boy was seen by an officer from\n\nTollmarsh Homes, who wrote.\n\n4.6 He died.\n"
    )
    assert [one.number for one in made.passages][-3:] == ["4.4", "4.5", "4.6"]
    assert made.passages[-2].text.endswith("Tollmarsh Homes, who wrote.")


def test_a_list_printed_in_one_paragraph_is_cut_into_its_items() -> None:
    made = text(
        "CORONER'S CONCERNS\n\nDuring the course of the inquest the evidence revealed matters "
        "giving rise to concern. The MATTERS OF CONCERN are as follows:- (1) There is no policy "
        "on this. (2) Staff had not been trained in it.\n"
    )
    found = [(one.number, one.text) for one in made.passages if one.kind.value == "lesson"]
    assert found == [
        ("(1)", "(1) There is no policy on this."),
        ("(2)", "(2) Staff had not been trained in it."),
    ]


def test_an_abstract_is_cut_at_the_headings_inside_it() -> None:
    made = text(
        "2018 - Hexley - Child T\n\nDeath of a boy in May. Learning includes: night staff need "
        "knowledge. Recommendations: Ofsted to review homes. Keywords: suicide, care\n"
    )
    kinds = [(one.kind.value, one.text.split(":")[0]) for one in made.passages][-4:]
    assert kinds == [
        ("narrative", "Death of a boy in May."),
        ("lesson", "Learning includes"),
        ("recommendation", "Recommendations"),
        ("boilerplate", "Keywords"),
    ]


def test_labels_set_the_kind_of_a_paragraph_anywhere() -> None:
    made = text(
        f"5. Analysis and findings\n\n5.1 {STORY}\n\n5.2 Finding two. Men were not seen by us.\n\n"
        "5.3 Good practice: the nurse rang again and again.\n\n"
        "Recommendation 4: The Board should look at it.\n"
    )
    assert [one.kind.value for one in made.passages][-3:] == [
        "finding",
        "good-practice",
        "recommendation",
    ]
    assert [one.number for one in made.passages][-3:] == ["5.2", "5.3", "4"]


def test_table_rows_are_passages_with_cells_and_numbers() -> None:
    made = markdown(
        "# R\n\n## Actions\n\n| No | Action | Lead |\n|---|---|---|\n"
        "| PS1 | Replace the panels | Board |\n| PS2 | Hold a meeting | School |\n"
    )
    rows = [one for one in made.passages if one.kind.value == "action-plan"]
    assert [one.number for one in rows] == ["PS1", "PS2"]
    assert [row.passage for row in made.rows] == [one.id for one in rows]
    header, cell, start, end = made.rows[0].cells[1]
    assert (header, cell, made.text[start:end]) == (
        "Action",
        "Replace the panels",
        "Replace the panels",
    )


def test_a_committee_section_holds_what_is_in_it() -> None:
    made = text(f"6. LEGAL IMPLICATIONS\n\n6.1 Recommendation 1: {STORY}\n\n6.2 {STORY}")
    assert {one.kind.value for one in made.passages[-2:]} == {"boilerplate"}


def test_people_have_codes_but_their_paragraphs_no_numbers() -> None:
    made = text("2. Family composition\n\nSW2: the second social worker in the team.\n")
    assert made.passages[-1].number is None


def test_ids_depend_on_the_document_and_the_place() -> None:
    reading = read((FRONT + f"1. Findings\n\n1.1 {STORY}\n\n1.2 {STORY}").encode(), "r.txt")
    first, again, other = outline(reading, "a"), outline(reading, "a"), outline(reading, "b")
    assert first == again
    ids = [one.id for one in (*first.passages, *other.passages)]
    assert len(set(ids)) == len(ids)


# --- the seed -----------------------------------------------------------------------------

ROLES = {
    "document-metadata": "front-matter",
    "committee-resolution": "recommendation",
    "background-papers": "boilerplate",
    "policy-criteria": "policy",
    "policy-purpose": "policy",
    "policy-process": "policy",
    "case-narrative": "narrative",
    "finance-comment": "boilerplate",
    "legal-comment": "boilerplate",
    "implications-boilerplate": "boilerplate",
}


@pytest.mark.real
def test_the_seed_whole() -> None:
    file = shared("data/seed/000_7cf25c6332ad0004.txt")
    gold = json.loads(shared("domain/seed_gold.json").read_text("utf-8"))
    source = file.read_text("utf-8")
    made = outline(read(file.read_bytes(), file.name), "key")
    assert made.text == source  # so that the gold's offsets hold here
    assert made.title == "Serious Case Reviews"
    numbered = [one.number for one in made.passages if one.number]
    assert numbered == (
        [
            "1.1",
            "2.1",
            *(f"3.{i}" for i in range(2, 8)),
            *(f"4.{i}" for i in range(1, 10)),
            "5.1",
            "6.1",
            "7.1",
        ]
    )
    assert [one.number for one in made.headings if one.number == "3.1"] == ["3.1"]
    for paragraph in gold["paragraphs"]:
        for segment in paragraph["segments"]:
            # The gold's segments begin with the bullet that the reader leaves out.
            bullet = 2 if source.startswith("- ", segment["start"]) else 0
            covering = [
                one
                for one in made.passages
                if one.start <= segment["start"] + bullet and segment["end"] - 1 <= one.end + 1
            ]
            expected = ROLES.get(paragraph["role"])
            if paragraph["id"] in {"header", "2.bg", "8", "9", "10", "3.1"} or expected is None:
                continue
            assert covering, paragraph["id"]
            assert {one.kind.value for one in covering} == {expected}, paragraph["id"]
    implications = [one.kind.value for one in made.passages if one.start > 9000]
    assert set(implications) == {"boilerplate"}


@pytest.mark.real
def test_real_coroners_reports_tell_the_story_from_the_concerns() -> None:
    for file in sorted(shared("data/pfd").glob("*.txt"))[:12]:
        made = outline(read(file.read_bytes(), file.name), file.name)
        kinds = {one.kind.value for one in made.passages}
        assert {"front-matter", "circumstances"} <= kinds, file.name
        for passage in made.passages:
            if passage.section and passage.section[0].startswith("CIRCUMSTANCES"):
                assert passage.kind.value == "narrative", file.name


@pytest.mark.real
def test_real_police_recommendations_are_found() -> None:
    for file in sorted(shared("data/iopc").glob("*.txt")):
        made = outline(read(file.read_bytes(), file.name), file.name)
        assert told(made.passages, "recommendation"), file.name
        assert told(made.passages, "narrative"), file.name
        assert made.title == file.read_text("utf-8").splitlines()[0], file.name
