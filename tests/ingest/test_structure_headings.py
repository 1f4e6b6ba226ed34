"""Headings and title pages of small documents, as their readers hand them on."""

from __future__ import annotations

import pytest

from graph.model import Passage
from ingest.outline import Outline
from ingest.readers import read
from ingest.structure import outline

FRONT = "SERIOUS CASE REVIEW: CHILD R\n\nPublished in May 2010 by the Northfold Board for all.\n\n"


def text(body: str) -> Outline:
    return outline(read((FRONT + body).encode(), "report.txt"), "key")


def markdown(body: str) -> Outline:
    return outline(read(body.encode(), "report.md"), "key")


def told(passages: tuple[Passage, ...], kind: str) -> list[str]:
    return [passage.text for passage in passages if passage.kind.value == kind]


STORY = "The boy was seen by the health visitor in May, who wrote that the home was cold."


# --- headings -----------------------------------------------------------------------------

# body, headings as (depth, number, text), what the row proves
HEADINGS = [
    (
        f"1. Marlow\n\n{STORY}\n\n2. How he came home\n\n{STORY}",
        [(1, "1", "Marlow"), (1, "2", "How he came home")],
        "numbers and length",
    ),
    (
        f"1   Why it was held\n\n1.1   {STORY}\n\n2   The family\n\n2.1   {STORY}",
        [(1, "1", "Why it was held"), (1, "2", "The family")],
        "bare numbers",
    ),
    (
        f"4. ANALYSIS\n\n4.1 Housing\n\n4.1.1 {STORY}\n\n4.2 Health\n\n4.2.1 {STORY}",
        [(1, "4", "ANALYSIS"), (2, "4.1", "Housing"), (2, "4.2", "Health")],
        "decimals nest",
    ),
    (
        f"3. BACKGROUND\n\n3.1 Serious Case Reviews:\n\n3.2 {STORY} {STORY}\n\n3.3 {STORY}",
        [(1, "3", "BACKGROUND"), (2, "3.1", "Serious Case Reviews")],
        "a heading numbered like the paragraphs under it",
    ),
    (
        f"7. AHEAD\n\n7.1 {STORY}\n\n7.2 For the Board\n\n7.2.1 {STORY}\n\n7.2.2 {STORY}",
        [(1, "7", "AHEAD"), (2, "7.2", "For the Board")],
        "a deeper count begins below it",
    ),
    (
        f"1.0 REASONS\n\n1.1 {STORY}\n\n2.0 MONEY OWED\n\n2.1 {STORY}",
        [(1, "1.0", "REASONS"), (1, "2.0", "MONEY OWED")],
        "a count that begins with nought",
    ),
    (
        f"AHEAD\n\n{STORY}\n\n16. Within three months it will:\n\n(a) see him;\n\n(b) say so.",
        [(1, None, "AHEAD")],
        "a line that its list completes",
    ),
    (
        f"I. Circumstances\n\n{STORY}\n\nII. T\n\n{STORY}",
        [(1, "I", "Circumstances"), (1, "II", "T")],
        "roman numbers, one letter",
    ),
    (
        f"FINDINGS\n\nMen were not seen\n\n{STORY}\n\nCONCLUSION\n\n{STORY}",
        [(1, None, "FINDINGS"), (2, None, "Men were not seen"), (1, None, "CONCLUSION")],
        "capitals above words",
    ),
    (
        (
            "5. Recommendations\n\nTo the Board\n(1) That one thing be done by all.\n\n"
            "To the Trust\n(2) That another thing be done by all."
        ),
        [(1, "5", "Recommendations"), (2, None, "To the Board"), (2, None, "To the Trust")],
        "addressees above their items",
    ),
    (
        (
            "5. Recommendations\n\nPBNI:\nPB1. Audit a sample of files.\n\n"
            "Glen Health Centre:\nGL1. Nominate a lead doctor."
        ),
        [(1, "5", "Recommendations"), (2, None, "PBNI"), (2, None, "Glen Health Centre")],
        "addressees with a colon, whatever their case",
    ),
    (
        f"SECTION 1: INTRODUCTION\n\n1.1 {STORY}\n\nSECTION 2: THE FAMILY\n\n2.1 {STORY}",
        [(1, "1", "SECTION 1: INTRODUCTION"), (1, "2", "SECTION 2: THE FAMILY")],
        "labelled sections",
    ),
    (
        "7. EQUALITY IMPLICATIONS\n\n7.1 None\n\n8. RISK IMPLICATIONS\n\nNone",
        [(1, "7", "EQUALITY IMPLICATIONS"), (1, "8", "RISK IMPLICATIONS")],
        "short answers are no headings",
    ),
    (
        f"2. Scope\n\nPeriod under review: 1 May 2013 to 3 June 2015\n\n{STORY}",
        [(1, "2", "Scope")],
        "nor is the period looked at",
    ),
    (
        f"PERIOD UNDER REVIEW\n\n{STORY}",
        [(1, None, "PERIOD UNDER REVIEW")],
        "but a heading without its dates is",
    ),
    (
        "5. Recommendations\n\n1. Review the protocol\n\n2. Audit all files\n\n3. Train the staff",
        [(1, "5", "Recommendations")],
        "short items are no headings",
    ),
    (
        f"2. Scope\n\n2.1 The panel was asked:\n- to look at care\n- at housing\n\n2.2 {STORY}",
        [(1, "2", "Scope")],
        "a lead-in is no heading",
    ),
    (
        f"CORONER'S CONCERNS\n{STORY}\n\nThe MATTERS OF CONCERN are as follows:-\n(1) {STORY}",
        [(1, None, "CORONER'S CONCERNS")],
        "nor is one with a dash",
    ),
]


@pytest.mark.parametrize(("body", "expected", "proves"), HEADINGS, ids=[r[2] for r in HEADINGS])
def test_headings_of_plain_text(
    body: str, expected: list[tuple[int, str | None, str]], proves: str
) -> None:
    found = [(one.level, one.number, one.text) for one in text(body).headings]
    assert found == expected, proves


def test_headings_of_a_format_that_knows_them() -> None:
    made = markdown(
        f"# Review: Kit\n\n## Findings\n\n### Finding 1: Men were not seen\n\n{STORY}\n\n"
        f"## Recommendations\n\n### Health\n\n- The Trust should train its staff.\n"
    )
    assert [one.path for one in made.headings] == [
        ("Findings",),
        ("Findings", "Finding 1: Men were not seen"),
        ("Recommendations",),
        ("Recommendations", "Health"),
    ]
    assert told(made.passages, "recommendation") == ["The Trust should train its staff."]


def test_a_heading_that_states_a_finding_is_a_passage_too() -> None:
    made = markdown(
        f"# Review\n\n## What we found\n\n### Finding 1: Men were not seen\n\n{STORY}\n\n"
        f"### A register is not a safeguard by itself\n\n{STORY}\n\n### Housing\n\n{STORY}\n"
    )
    found = told(made.passages, "finding")
    assert found[0] == "Finding 1: Men were not seen"
    assert found[2] == "A register is not a safeguard by itself"
    assert "Housing" not in found
    assert made.passages[1].number == "1"


def test_an_empty_section_takes_in_the_headings_of_the_same_look() -> None:
    made = markdown(
        f"# R\n\n## Recommendations\n\n## Mill Lane Practice\n\n- Audit the files.\n\n"
        f"## Housing\n\n- Check the locks.\n\n## Conclusion\n\n{STORY}\n"
    )
    assert [one.path[0] for one in made.headings] == ["Recommendations"] * 3 + ["Conclusion"]
    assert told(made.passages, "recommendation") == ["Audit the files.", "Check the locks."]


def test_contents_pages_and_running_lines_are_left_out() -> None:
    made = text(
        "CONTENTS\n\n1. Introduction .......... 3\n2. What happened ........ 5\n\n"
        f"1. Introduction\n\n1.1 {STORY}\n\n2. What happened\n\n2.1 {STORY}"
    )
    assert [one.text for one in made.headings] == ["Introduction", "What happened"]
    assert not any("...." in one.text for one in made.passages)


# --- title and front ----------------------------------------------------------------------

# file name, content, title, what the row proves
TITLES = [
    ("a.txt", f"TOLLMARSH ADULTS BOARD\n\nSAR: NOEL\n\n1. Noel\n\n{STORY}", "SAR: NOEL", "no body"),
    (
        "a.txt",
        f"SERIOUS CASE REVIEW: SUMMARY\n\nCHILD R\n\n1. The child\n\n{STORY}",
        "SERIOUS CASE REVIEW: SUMMARY: CHILD R",
        "the subject's line is added",
    ),
    ("a.md", f"# Keziah\n\nA review by the Board.\n\n## Findings\n\n{STORY}", "Keziah", "one h1"),
    (
        "a.md",
        f"# Northfold Council\n\n| Title | Reviews of 2007 |\n|---|---|\n\n## Findings\n\n{STORY}",
        "Reviews of 2007",
        "a row that states it",
    ),
    (
        "a.html",
        (
            "<title>Government response to the Weir ... report - GOV.UK</title><body><p>9:31 PM "
            "Government response to the Weir Lane report - GOV.UK</p>"
            f"<h2>Updated 5 May 2025</h2><p>{STORY}</p></body>"
        ),
        "Government response to the Weir Lane report",
        "a declared title whose middle was cut out",
    ),
]


@pytest.mark.parametrize(("name", "content", "title", "proves"), TITLES, ids=[r[3] for r in TITLES])
def test_titles(name: str, content: str, title: str, proves: str) -> None:
    assert outline(read(content.encode(), name), "key").title == title, proves


def test_the_front_ends_where_the_first_section_begins() -> None:
    made = text(f"1. Marlow\n\n{STORY}")
    assert made.front == FRONT.strip()
    assert {one.kind.value for one in made.passages[:2]} == {"front-matter"}


def test_a_page_without_a_first_heading_tells_its_story() -> None:
    story = " ".join([STORY] * 3)
    page = f"Recommendation - Kent Police\n\n{story}\n\n{story}\n\nRecommendations\n\n{STORY}"
    made = outline(read(page.encode(), "a.txt"), "key")
    assert [one.kind.value for one in made.passages] == [
        "front-matter",
        "narrative",
        "narrative",
        "recommendation",
    ]
    assert made.title == made.front == "Recommendation - Kent Police"
