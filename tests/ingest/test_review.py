"""What a document reports: type, body, area, date, and whether it is a review at all."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary
from ingest.readers import read
from ingest.review import describe_review
from ingest.scopes import ReviewFacts
from ingest.structure import outline
from tests.ingest.case_outlines import facts, outline_of
from tests.real import shared

TYPES = [
    (
        "Serious Case Review: Child R",
        "Ravensholme Local Safeguarding Children Board, September 2007",
        "scr-child",
        "a children's board's SCR",
    ),
    (
        "Serious Case Review in respect of Adult B",
        "Kelderbeck Safeguarding Adults Board, March 2010",
        "adult-serious-case-review",
        "the same words of an adults' board",
    ),
    (
        "MAPPA Serious Case Review: Offender K",
        "Thornley Vale MAPPA Strategic Management Board",
        "mappa-serious-case-review",
        "the longer phrase wins",
    ),
    (
        "Significant Case Review: Child D",
        "Strathorran Child Protection Committee, March 2016",
        "significant-case-review-scotland",
        "SCR is significant in Scotland",
    ),
    (
        "SCR Child D",
        "Strathorran Child Protection Committee. The Procurator Fiscal took no proceedings.",
        "significant-case-review-scotland",
        "the acronym alone, told apart by its nation",
    ),
    (
        "Learning Review: Mr Struan",
        "Stranfilly Adult Protection Committee",
        "adult-learning-review-scotland",
        "an adult protection committee is Scottish",
    ),
    (
        "Learning review: Sisters F, G and H",
        "Invercairn Child Protection Committee",
        "learning-review-child-scotland",
        "a child protection committee is Scottish",
    ),
    (
        "A learning review about Nico",
        "Sallowfield Safeguarding Children Partnership",
        "partnership-learning-review",
        "a learning review in England has no statute",
    ),
    (
        "Local Child Safeguarding Practice Review: Baby Ash",
        "The Partnership held a rapid review first.",
        "lcspr",
        "the rapid review that came before is not this one",
    ),
    ("Rapid Review Summary: Child Wren", "Completed 14 February 2024", "rapid-review", "its own"),
    (
        "Safeguarding Adults Review: Mrs Quill",
        "Requests for records (SAR) were refused. Its predecessor was a serious case review.",
        "safeguarding-adult-review",
        "another type in the front does not outweigh the title",
    ),
    ("Domestic Homicide Review: Saskia", "", "domestic-homicide-review", "by title alone"),
    (
        "Domestic abuse related death review: Bridget",
        "These reviews were called domestic homicide reviews until recently.",
        "dardr",
        "the old name is mentioned, the new one meant",
    ),
    (
        "REGULATION 28: REPORT TO PREVENT FUTURE DEATHS",
        "",
        "prevention-of-future-deaths-report",
        "a coroner's report",
    ),
    (
        "Extended child practice review: Teulu M",
        "",
        "child-practice-review-wales",
        "Wales, extended",
    ),
    (
        "Independent investigation into the care and treatment of Mr K",
        "Commissioned by NHS England",
        "mental-health-homicide-review",
        "care and treatment",
    ),
    (
        "Review under Part 8 of Working Together to Safeguard Children: Child J",
        "Marrowdale Area Child Protection Committee, February 2006",
        "part-8-review",
        "before 2006",
    ),
    (
        "Overview report in respect of N",
        "Hollinshaw Safeguarding Children Board\n\nDecember 2010",
        "scr-child",
        "nothing names the type: body and year do",
    ),
]


@pytest.mark.parametrize(("title", "front", "expected", "why"), TYPES, ids=[r[3] for r in TYPES])
def test_review_type(title: str, front: str, expected: str, why: str) -> None:
    found = facts(title, front)
    assert found.is_review
    assert found.review_type == expected, why


NO_REVIEWS = [
    ("Safer sleep for your baby", "Your health visitor can help. Put your baby on its back."),
    ("Invoice 2231", "For: 12 boxes of paper. Terms: 30 days."),
    ("Safeguarding policy", "Staff must know the serious case review policy of the Trust."),
    ("The Long Field", "It was in the spring that the review of the troops was held."),
    ("Serious case review procedure", "This procedure says when a panel is convened."),
    ("", ""),
]


@pytest.mark.parametrize(("title", "front"), NO_REVIEWS, ids=[row[0] for row in NO_REVIEWS])
def test_an_ordinary_text_is_no_review(title: str, front: str) -> None:
    found = facts(title, front, "Nothing happened here that anybody reviewed.")
    assert not found.is_review
    assert found.review_type is None
    assert found.commissioned_by == ()


def test_a_death_in_prison_is_investigated_by_the_ombudsman() -> None:
    found = facts(
        "Independent investigation into the death of Mr Corin Eland",
        "A report by the Prisons and Probation Ombudsman\nApril 2021",
    )
    assert found.review_type == "internal-agency-review"
    assert found.commissioned_by == ("Prisons and Probation Ombudsman",)


def test_many_reviews_read_together_are_an_analysis() -> None:
    found = facts(
        "Complex health needs in 27 safeguarding reviews",
        "National Exchange for Learning\nThematic report 4, May 2022",
        "There were twenty-seven local child safeguarding practice reviews.",
    )
    assert found.review_type == "periodic-national-analysis"
    assert found.commissioned_by == ("National Exchange for Learning",)


DATES = [
    ("Published 12 December 2019", "2019-12-12", "published on a day"),
    (
        "Report completed: August 2021. Published after Home Office quality assurance: May 2022.",
        "2022-05",
        "publication outweighs completion",
    ),
    ("Completed June 2019", "2019-06", "completion where nothing better is printed"),
    ("September 2007", "2007-09", "a date alone on its line"),
    ("Date: 15 th November 2007", "2007-11-15", "a committee's date"),
    ("Agreed 9 July 2020; published 28 September 2020.", "2020-09-28", "both, publication last"),
    ("The child died on 11 March 2007.", None, "a death is no publication"),
    ("Under guidance since 2015", None, "nor is the date of guidance"),
]


@pytest.mark.parametrize(("front", "expected", "why"), DATES, ids=[row[2] for row in DATES])
def test_published(front: str, expected: str | None, why: str) -> None:
    assert facts("Serious Case Review: Child R", front).published == expected, why


def test_a_files_own_date_is_no_publication_when_years_off() -> None:
    saved_later = outline_of(
        "Child R died in November 2007.", title="Serious Case Review: Child R", published="2026"
    )
    saved_then = outline_of(
        "Child R died in November 2007.", title="Serious Case Review: Child R", published="2008-03"
    )
    assert describe_review(saved_later, load_vocabulary()).published is None
    assert describe_review(saved_then, load_vocabulary()).published == "2008-03"


def test_a_committee_paper_prints_its_title_in_a_table() -> None:
    paper = outline_of(
        title="Report to Cabinet",
        rows=((("Field", "Title"), ("Value", "Domestic Homicide Review: FDHR1")),),
    )
    assert describe_review(paper, load_vocabulary()).title == "Domestic Homicide Review: FDHR1"


@pytest.mark.real
def test_the_seed_report() -> None:
    path = shared("data/seed/000_7cf25c6332ad0004.txt")
    found = describe_review(outline(read(path.read_bytes(), path.name), "k"), load_vocabulary())
    assert found == ReviewFacts(
        is_review=True,
        title="Serious Case Reviews",
        review_type="scr-child",
        commissioned_by=("Local Safeguarding Children's Board",),
        area=None,
        published="2007-11-15",
    )


@pytest.mark.real
@pytest.mark.parametrize(
    ("folder", "expected"),
    [("pfd", "prevention-of-future-deaths-report"), ("iopc", "internal-agency-review")],
)
def test_every_real_report_is_a_review_of_its_type(folder: str, expected: str) -> None:
    vocabulary = load_vocabulary()
    for path in sorted(shared(f"data/{folder}").glob("*-*.txt")):
        found = describe_review(outline(read(path.read_bytes(), path.name), "k"), vocabulary)
        assert (path.name, found.is_review, found.review_type) == (path.name, True, expected)


def test_reports_to_prevent_deaths_are_told_apart_by_area_and_reference_or_date() -> None:
    head = "REGULATION 28 REPORT TO PREVENT FUTURE DEATHS\n\n"
    body = (
        "CORONER\n\nI am the senior coroner for Marlhaven.\n\nTHIS REPORT IS BEING SENT TO\n\nIt.\n"
    )
    numbered = describe(f"{head}Reference: 2014-0202\n\nCoroner area: Elder (North)\n\n{body}")
    dated = describe(f"{head}{body}\nDated 26 September 2023\n")
    assert numbered.endswith("DEATHS: Elder (North), 2014-0202")
    assert dated.endswith("DEATHS: Marlhaven, 26 September 2023")


def describe(text: str) -> str:
    made = outline(read(text.encode(), "report.txt"), "key")
    return describe_review(made, load_vocabulary()).title
