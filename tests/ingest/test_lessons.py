"""Lessons: one per item of the sections that tell them, and nothing that stands beside."""

from __future__ import annotations

import pytest

from graph.model import Lesson, PassageKind
from graph.vocabulary import load_vocabulary
from ingest.agencies import find_agencies
from ingest.lessons import find_lessons
from ingest.outline import Outline
from ingest.readers import read
from ingest.scopes import ReviewFacts
from ingest.structure import outline as structure
from tests.ingest.outline_pieces import outline_of, section
from tests.real import shared

VOCABULARY = load_vocabulary()
LESSON, FINDING = PassageKind.LESSON, PassageKind.FINDING


def found(outline: Outline) -> tuple[Lesson, ...]:
    facts = ReviewFacts(is_review=True, title="")
    agencies, _ = find_agencies(outline, {}, facts, VOCABULARY)
    return find_lessons(outline, {}, agencies, VOCABULARY)


def texts(outline: Outline) -> list[str]:
    return [lesson.text for lesson in found(outline)]


LABELS = [
    ("1. Families know first.", "Families know first."),
    ("(b) Families often know first.", "Families often know first."),
    ("Learning point 2. Families know it first.", "Families know it first."),
    ("5.1 Finding one. Families know it first.", "Families know it first."),
    ("Effective practice: the school kept a log.", "the school kept a log."),
    ("V.1 There was no single failing.", "There was no single failing."),
    ("Something that went well. The ward sister rang twice.", "The ward sister rang twice."),
    (
        "An altered image hurts as much as a true one: the staff were not sure.",
        "An altered image hurts as much as a true one: the staff were not sure.",
    ),
    ("Key message: a visit tells more than a letter.", "a visit tells more than a letter."),
    ("On alcohol. Drinking was taken for the whole.", "Drinking was taken for the whole."),
    ("Theme one: no address. Systems ask for one.", "Theme one: no address. Systems ask for one."),
    (
        "D1. The Board asked whether it could have acted. A call that day would have helped.",
        "A call that day would have helped.",
    ),
]


@pytest.mark.parametrize(("printed", "text"), LABELS)
def test_number_and_label_are_left_out(printed: str, text: str) -> None:
    assert texts(outline_of(section("Learning", LESSON, printed))) == [text]


BESIDE = [
    ("The review identified three lessons.", "an introduction"),
    ("The learning is set out below.", "an introduction"),
    ("Lessons from this case:", "a lead-in"),
    ("What would you do in her place?", "a question"),
    ("The learning here is of four kinds.", "an introduction"),
    ("It should be remembered that most people with this illness hurt nobody.", "people at large"),
    ("Research suggests that such deaths are rarer than they were.", "what research says"),
    ("Nationally, most victims of this are boys aged 15.", "figures of the country"),
    ("For Elder Council", "whom the next concerns are for"),
    ("Identify each individual learning point arising in this case.", "a form's instruction"),
    ("Forty people came to the event.", "who came"),
    ("I was told of the new doors, and I make no report on that subject.", "what is left out"),
    ("Across England notifications rose by a quarter.", "figures of the country"),
]


@pytest.mark.parametrize(("text", "why"), BESIDE)
def test_what_stands_beside_a_lesson_is_none(text: str, why: str) -> None:
    assert texts(outline_of(section("Lessons learned", LESSON, text))) == [], why


def test_only_sections_of_lessons_tell_them() -> None:
    outline = outline_of(
        section("What happened", PassageKind.NARRATIVE, "Nobody asked her what she wanted."),
        section("Recommendations", PassageKind.RECOMMENDATION, "1. Everyone should ask her."),
    )
    assert texts(outline) == []


def test_marked_findings_make_the_rest_of_the_section_narrative() -> None:
    outline = outline_of(
        section(
            "Findings",
            FINDING,
            "Finding 1. The plan was known to everybody and was not used.",
            "It had been written in 2012 and filed.",
            "Finding 2. Nobody saw this as domestic abuse.",
        )
    )
    assert texts(outline) == [
        "The plan was known to everybody and was not used.",
        "Nobody saw this as domestic abuse.",
    ]


def test_a_heading_that_is_a_sentence_is_the_finding() -> None:
    path = "Findings > Finding 2: Families know first and are heard last"
    outline = outline_of(section(path, FINDING, "His mother rang twice.", "Nobody rang back."))
    assert texts(outline) == ["Families know first and are heard last"]


def test_an_empty_paragraph_tells_nothing() -> None:
    kinds = (PassageKind.FRONT_MATTER, PassageKind.CIRCUMSTANCES, PassageKind.ANALYSIS)
    assert texts(outline_of(*(section("", kind, "") for kind in kinds))) == []


def test_sister_headings_of_a_kept_heading_tell_findings_too() -> None:
    long = "A register is not a safeguard by itself"
    outline = outline_of(
        section(f"What we found > {long}", FINDING, long, "She came off it because it was warm."),
        section(
            "What we found > The brothers knew", FINDING, "Nobody spoke to them in three years."
        ),
    )
    assert texts(outline) == [long, "The brothers knew"]


def test_a_heading_that_names_a_topic_leaves_the_lesson_below() -> None:
    below = "Control can be complete without a single assault."
    outline = outline_of(section("Learning > Control without bruises", LESSON, below))
    assert texts(outline) == [below]


def test_good_practice_carries_its_theme() -> None:
    words = "The school gave the girls breakfast every day."
    (lesson,) = found(outline_of(section("Effective practice", PassageKind.GOOD_PRACTICE, words)))
    assert lesson.themes[0] == "good-practice"


def test_an_abstract_lists_its_learning_in_one_sentence() -> None:
    text = (
        "Learning includes: a move is a loss even if the place is better; over-optimism; "
        "night staff need the same knowledge. She was 14."
    )
    assert texts(outline_of(section("Daniel", PassageKind.NARRATIVE, text))) == [
        "a move is a loss even if the place is better",
        "night staff need the same knowledge",
    ]


def test_conclusions_tell_lessons_where_nothing_else_does() -> None:
    conclusion = section(
        "Conclusions", PassageKind.CONCLUSION, "Mrs A was known to four services in March 2019."
    )
    outline = outline_of(conclusion)
    assert texts(outline) == []  # not numbered: the review's own summing up


def coroner(*concerns: str) -> Outline:
    recipients = "1. The Chief Executive, Marlow NHS Trust\n2. Sorrel Housing"
    return outline_of(
        section("THIS REPORT IS BEING SENT TO", PassageKind.FRONT_MATTER, recipients),
        section("CORONER'S CONCERNS", LESSON, *concerns),
        section("ACTION SHOULD BE TAKEN", PassageKind.BOILERPLATE, "In my opinion action should."),
    )


def test_a_block_of_concerns_is_parted_at_its_count() -> None:
    block = (
        "During the course of the inquest the evidence revealed matters giving rise to concern. In"
        " my opinion there is a risk. It is my statutory duty to report to you. The MATTERS OF"
        " CONCERN are as follows: (1) Patients left late at night. There were 3 of them."
        " (2) Creams were given to people who smoke."
    )
    lessons = found(coroner(block))
    assert [lesson.text for lesson in lessons] == [
        "Patients left late at night. There were 3 of them.",
        "Creams were given to people who smoke.",
    ]
    assert {lesson.addressed_to for lesson in lessons} == {("Marlow NHS Trust", "Sorrel Housing")}


def test_a_line_with_one_body_heads_the_concerns_to_it() -> None:
    lessons = found(
        coroner(
            "Sorrel Housing",
            "(1) A lift can be out of order for weeks.",
            "Marlow NHS Trust",
            "(2) Patients left late at night.",
        )
    )
    assert [(lesson.addressed_to, lesson.text[:6]) for lesson in lessons] == [
        (("Sorrel Housing",), "A lift"),
        (("Marlow NHS Trust",), "Patien"),
    ]


@pytest.mark.real
def test_each_coroners_report_yields_its_concerns() -> None:
    told = {}
    for path in sorted(shared("data/pfd").glob("*.txt")):
        told[path.name] = found(structure(read(path.read_bytes(), path.name), "key"))
    assert [name for name, lessons in told.items() if not lessons] == []
    # 2024-0710 is sent to a coroner's own office: no body stands there.
    silent = [name for name, lessons in told.items() if not lessons[0].addressed_to]
    assert silent in ([], ["2024-0710.txt"])
    words = " ".join(lesson.text for lessons in told.values() for lesson in lessons)
    assert "statutory duty to report to you" not in words


def test_a_message_under_a_heading_is_the_lesson_and_the_heading_none() -> None:
    path = "Learning > Theme A. Language is part of care"
    outline = outline_of(
        section(path, LESSON, "Key message: pain in a strange language is pain unheard.")
    )
    assert texts(outline) == ["pain in a strange language is pain unheard."]


def test_a_finding_may_be_put_as_a_question() -> None:
    heading = "Findings > Finding 1. Is there a pattern in which fathers are not asked?"
    outline = outline_of(section(heading, FINDING, "Workers spoke to mothers, and to them only."))
    assert texts(outline) == ["Is there a pattern in which fathers are not asked?"]


STAND_INS = [
    (
        outline_of(
            section(
                "Analysis",
                PassageKind.ANALYSIS,
                "4.1 Capacity was a password. Nobody tested it.",
                "4.2 Refusal answered the wrong question.",
            )
        ),
        ["Capacity was a password. Nobody tested it.", "Refusal answered the wrong question."],
        "the few short numbered points of an analysis",
    ),
    (
        outline_of(
            section(
                "Conclusion",
                PassageKind.CONCLUSION,
                "D2. The address was never looked at.",
                "It was a hard year for everybody.",
            )
        ),
        ["The address was never looked at."],
        "conclusions with a letter and a number",
    ),
    (
        outline_of(
            section(
                "The move",
                PassageKind.NARRATIVE,
                "He was moved in May. The learning here is that distance was taken for safety.",
            )
        ),
        ["The learning here is that distance was taken for safety."],
        "a sentence of the story that says so",
    ),
    (
        outline_of(
            section("Analysis", PassageKind.ANALYSIS, *(f"4.{n} " + "word " * 90 for n in (1, 2)))
        ),
        [],
        "an argument of long paragraphs is none",
    ),
]


@pytest.mark.parametrize(("outline", "lessons", "why"), STAND_INS)
def test_without_a_section_of_lessons_other_places_stand_in(
    outline: Outline, lessons: list[str], why: str
) -> None:
    assert texts(outline) == lessons, why


def test_a_short_paragraph_that_the_review_praises_is_good_practice() -> None:
    outline = outline_of(
        section(
            "The story",
            PassageKind.NARRATIVE,
            "The home rang each night. The review considers this to be good practice.",
        )
    )
    (only,) = found(outline)
    assert only.themes[0] == "good-practice"
