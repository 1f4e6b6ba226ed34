"""Recommendations and lessons where no heading, label or column says that they are any."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary
from ingest.lessons import find_lessons
from ingest.outline import Outline
from ingest.readers import read
from ingest.recommendations import find_recommendations
from ingest.structure import outline as structure

VOCABULARY = load_vocabulary()
BEFORE = """Safeguarding Adults Review: Adult Q
Northby Safeguarding Adults Board
Published March 2019

1. Introduction
Adult Q was a woman of 54 who died in a fire at her home in January 2018. The Board held a review.

2. What happened
The housing officer wrote to her twice. Nobody replied and the case was closed in December.

"""


def outlined(section: str) -> Outline:
    return structure(read(f"{BEFORE}{section}\n".encode(), "review.txt"), "key")


# A section, how its recommendations begin, what the row proves.
SECTIONS = [
    (
        (
            "3. What each of us has agreed\nNorthby Council\nTo ring before closing a case.\n"
            "Northby Police\nTo send hazard reports weekly.\n"
        ),
        ["To ring before", "To send hazard"],
        "short lines under the names of bodies",
    ),
    (
        (
            "3. Recommendations\n- A single point of contact for hoarding cases.\n"
            "- Joint visits by housing and fire officers.\n"
        ),
        ["A single point", "Joint visits by"],
        "measures named without a verb",
    ),
    (
        (
            "3. Learning and actions\nLearning point 1: Letters do not reach everyone.\n"
            "Action: Northby Council will visit before closing a case.\n"
        ),
        ["Northby Council will"],
        "an action label without a number",
    ),
    (
        (
            "3. Recommendations\n3.1 Letters were not opened. A letter cannot reach someone who is"
            " unwell. Recommendation: Northby Council should visit before closing a case.\n"
        ),
        ["Northby Council should"],
        "the request behind its reasons",
    ),
    (
        (
            "3. Our reading\nLetters were the only contact. Recommendation 1:"
            " Northby Council should"
            " visit. Recommendation 2: Northby Police should share markers.\n"
        ),
        ["Northby Council should", "Northby Police should"],
        "labels inside a paragraph of another kind",
    ),
    (
        (
            "I should like three things to come of this review. The first is that Northby Council"
            " visits. The second is that Northby Police tells the fire service."
            " The third is that the"
            " Board asks for an audit.\n"
        ),
        ["The first is", "The second is", "The third is"],
        "things counted in a letter",
    ),
    (
        (
            "3. Recommendations\n\nNorthby Safeguarding Adults Board is recommended to:\n\n"
            "(a) adopt a hoarding protocol;\n\n(b) publish a guide for landlords.\n\n"
            "Northby Police is recommended to:\n\n(c) share its hazard markers.\n"
        ),
        ["adopt a hoarding", "publish a guide", "share its hazard"],
        "a lead-in that its items complete, each a request",
    ),
    (
        (
            "3. Assurance sought\nThe Board requires assurance from Northby Council that no case is"
            " closed without a visit.\nThe Board requires assurance from"
            " Northby Police that markers"
            " are shared.\n"
        ),
        ["The Board requires", "The Board requires"],
        "assurance asked for",
    ),
    (
        (
            "3. The weeks that followed\nThe Council should have visited. The police were told and"
            " should not have closed the log. Nobody asked.\n"
        ),
        [],
        "what should have been done is a story",
    ),
    (
        (
            "3. Questions for the Board\n1. How will the Board know that letters are read?\n"
            "2. Should the Council visit before it closes a case?\n"
        ),
        [],
        "questions stay questions",
    ),
]


@pytest.mark.parametrize(("section", "begins", "why"), SECTIONS)
def test_requests_are_told_by_their_content(section: str, begins: list[str], why: str) -> None:
    made = find_recommendations(outlined(section), {}, (), VOCABULARY)
    assert [" ".join(one.text.split()[:3]) for one in made] == begins, why


LESSONS = [
    (
        (
            "Learning identified. There are two points. First, a letter is no visit. Second, fire"
            " risk was nobody's job.\n"
        ),
        ["First, a letter is no visit.", "Second, fire risk was nobody's job."],
        "a heading inside the paragraph, and a count",
    ),
    (
        (
            "What does this teach us?\n\nFirst, a letter is no visit and nobody knew it.\n\n"
            "Secondly, fire risk was nobody's job.\n"
        ),
        [
            "First, a letter is no visit and nobody knew it.",
            "Secondly, fire risk was nobody's job.",
        ],
        "paragraphs counted behind a question that heads them",
    ),
    (
        (
            "3. Reflections\nPossession was read as intent. Nobody asks of either man, 'Who are you"
            " frightened of?'\n"
        ),
        ["Possession was read as intent. Nobody asks of either man, 'Who are you frightened of?'"],
        "a lesson that quotes a question is no question",
    ),
]


@pytest.mark.parametrize(("section", "texts", "why"), LESSONS)
def test_lessons_are_told_without_a_section(section: str, texts: list[str], why: str) -> None:
    told = find_lessons(outlined(section), {}, (), VOCABULARY)
    assert [" ".join(one.text.split()) for one in told] == texts, why


def test_a_sub_heading_that_tells_a_story_elsewhere_only_groups_requests() -> None:
    made = find_recommendations(
        structure(
            read(
                b"# Review\n\n## Recommendations\n\n### Child T\n\n- The Board shall meet.\n",
                "review.md",
            ),
            "key",
        ),
        {},
        (),
        VOCABULARY,
    )
    assert [one.text for one in made] == ["The Board shall meet."]
