"""Who commissioned a review, and the area it is about."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary
from ingest.review import describe_review
from tests.ingest.case_outlines import facts, outline_of

BODIES = [
    (
        "Lennoch and the Braes Child Protection Committee, 12 June 2018",
        ("Lennoch and the Braes Child Protection Committee",),
        "Lennoch and the Braes",
        "an article inside the place",
    ),
    (
        "A report to the Council and the Orrvale Safeguarding Children Board",
        ("Orrvale Safeguarding Children Board",),
        "Orrvale",
        "another body is no part of the place",
    ),
    (
        "To tell Members of two reviews completed by Marsh\nGreen Safeguarding Board in 2009.",
        ("Marsh Green Safeguarding Board",),
        "Marsh Green",
        "a name over the end of a line",
    ),
    (
        "Serious Case Review\nOrrvale Safeguarding Children Board",
        ("Orrvale Safeguarding Children Board",),
        "Orrvale",
        "lines of a title page are not joined",
    ),
    (
        "Hartsmoor Safeguarding Children Partnership | Completed 14 February 2024",
        ("Hartsmoor Safeguarding Children Partnership",),
        "Hartsmoor",
        "place and kernel",
    ),
    (
        "Carrowmere & District Safeguarding Children Partnership",
        ("Carrowmere & District Safeguarding Children Partnership",),
        "Carrowmere & District",
        "an ampersand inside the place",
    ),
    (
        "RAVENSHOLME LOCAL SAFEGUARDING CHILDREN BOARD",
        ("Ravensholme Local Safeguarding Children Board",),
        "Ravensholme",
        "printed in capitals",
    ),
    (
        "Report of: Local Safeguarding Children's Board",
        ("Local Safeguarding Children's Board",),
        None,
        "a body without a place, said to report",
    ),
    (
        "THORNBECK AND THE FENS CHILDREN'S SAFEGUARDING PARTNERS",
        ("Thornbeck and the Fens Children's Safeguarding Partners",),
        "Thornbeck and the Fens",
        "partners, in capitals",
    ),
    (
        "Tarrow SCP | June 2022\nA newsletter of Tarrow Safeguarding Children Partnership's office",
        ("Tarrow Safeguarding Children Partnership",),
        "Tarrow",
        "the words of an abbreviation stand elsewhere",
    ),
    (
        "SAFEGUARDING BOARD FOR LOUGH TARN\nCase management review: M",
        ("Safeguarding Board for Lough Tarn",),
        "Lough Tarn",
        "the place behind the name",
    ),
    ("The Safeguarding Children Board met.", (), None, "a body without a place, only mentioned"),
    (
        "A neighbouring Orrin Safeguarding Children Board supplied a report.",
        (),
        None,
        "somebody else's board",
    ),
]


@pytest.mark.parametrize(
    ("front", "expected", "area", "why"), BODIES, ids=[row[3] for row in BODIES]
)
def test_body_and_area(front: str, expected: tuple[str, ...], area: str | None, why: str) -> None:
    found = facts("Serious Case Review: Child R", front)
    assert found.commissioned_by == expected, why
    assert found.area == area


def test_a_partnership_with_its_place_in_the_middle() -> None:
    found = facts("Domestic Homicide Review: Saskia", "SAFER THORNEBY PARTNERSHIP\nAugust 2015")
    assert found.commissioned_by == ("Safer Thorneby Partnership",)
    assert found.area == "Thorneby"


def test_a_partnership_with_its_place_behind() -> None:
    found = facts(
        "Domestic Homicide Review: Sanna",
        "Commissioned by the Community Safety Partnership for Orr and the Downs\nMay 2025",
    )
    assert found.commissioned_by == ("Community Safety Partnership for Orr and the Downs",)


def test_the_kind_of_body_fits_the_kind_of_review() -> None:
    found = facts(
        "Domestic Homicide Review: Saskia",
        "Wexbridge Safeguarding Adults Board was told.\nWexbridge Community Safety Partnership",
    )
    assert found.commissioned_by == ("Wexbridge Community Safety Partnership",)


def test_the_page_title_names_the_board_that_the_article_does_not() -> None:
    page = outline_of(
        title="Keziah",
        front="Local child safeguarding practice review. Published 12 December 2019.",
        declared_title="Keziah | Port Selby Safeguarding Children Partnership",
    )
    found = describe_review(page, load_vocabulary())
    assert found.commissioned_by == ("Port Selby Safeguarding Children Partnership",)


def test_a_coroner_and_the_area() -> None:
    found = facts(
        "REGULATION 28 REPORT TO PREVENT FUTURE DEATHS",
        "",
        "I am the area coroner for Marlhaven and the Levels.",
    )
    assert found.commissioned_by == ("area coroner for Marlhaven and the Levels",)
    assert found.area == "Marlhaven and the Levels"
