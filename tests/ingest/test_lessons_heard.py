"""Lessons heard by the trained reader: whole sections, where the rules find little."""

import pytest

from graph.model import PassageKind
from graph.vocabulary import load_vocabulary
from ingest.lessons import find_lessons
from ingest.lessons_heard import hear
from ingest.outline import Outline
from tests.ingest.outline_pieces import Section, outline_of, section

_LESSONS = (
    "A father is a person to be assessed, and nobody asked for his name.",
    "When a person is known for coming often, coming becomes the problem.",
    "Professionals should be curious about what lies behind a missed appointment.",
)
_STORY = (
    "Mrs A moved to Marlow in March 2016 with her two sons.",
    "On 4 May she telephoned the surgery and was given an appointment.",
)
_ASKED = section("Recommendations", PassageKind.RECOMMENDATION, "1. The Board should audit this.")


def _texts(outline: Outline) -> list[str]:
    return [one.text for one in find_lessons(outline, {}, (), load_vocabulary())]


def _document(*sections: Section) -> Outline:
    return outline_of(section("What happened", PassageKind.NARRATIVE, *_STORY), *sections, _ASKED)


def test_sentences_that_teach_are_likelier_than_a_story() -> None:
    outline = _document(section("Messages", PassageKind.LESSON, *_LESSONS))
    heard = hear(outline)
    chances = {one.text: heard.passages.get(one.id, 0.0) for one in outline.passages}
    assert min(chances[one] for one in _LESSONS) > max(chances[one] for one in _STORY)
    assert [one.text for one in outline.passages if heard.tells(one)] == list(_LESSONS)


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (PassageKind.LESSON, 3),
        (PassageKind.ACTION_TAKEN, 0),  # what was done since
        (PassageKind.FAMILY_VIEWS, 0),  # what the family would teach
        (PassageKind.RESEARCH, 0),  # what is true of others
    ],
)
def test_only_parts_that_can_teach_are_heard(kind: PassageKind, count: int) -> None:
    outline = _document(section("Messages", kind, *_LESSONS))
    assert sum(hear(outline).tells(one) for one in outline.passages) == count


def test_a_story_tells_none() -> None:
    assert _texts(_document()) == []


HEADINGS = [
    ("PART FOUR: WHAT WE TAKE FROM THIS", 3, "a part's number stands before the words"),
    ("What we want people to remember", 3, "what others are to keep"),
    ("What the three have in common", 3, "what cases share"),
    ("Good things we saw", 3, "praise"),
    ("Where we did well", 3, "praise"),
    ("Learning already acted upon", 0, "what was done since"),
]


@pytest.mark.parametrize(("heading", "count", "why"), HEADINGS)
def test_a_heading_in_its_own_words_opens_lessons(heading: str, count: int, why: str) -> None:
    kind = PassageKind.LESSON if not count else PassageKind.ANALYSIS
    told = [
        "The nurse believed what she saw and said so to the team.",
        "Each service had a rule for leaving people out.",
        "There were plans in four places, and none was his.",
    ]
    assert len(_texts(outline_of(section(heading, kind, *told)))) == count, why


TABLES = [
    (("No.", "What we learned"), ("L1", "The time of a discharge matters."), "below its header"),
    ((), ("Learning point 1", "The time of a discharge matters."), "behind a count"),
]


@pytest.mark.parametrize(("headers", "row", "why"), TABLES)
def test_rows_of_a_table_of_lessons(
    headers: tuple[str, ...], row: tuple[str, ...], why: str
) -> None:
    table = section("Learning", PassageKind.LESSON, headers=headers, rows=(row,))
    assert _texts(outline_of(table)) == ["The time of a discharge matters."], why


def test_a_row_of_other_things_is_no_lesson() -> None:
    row = ("Marlow Council", "It closed the case in May.")
    table = section("Learning", PassageKind.LESSON, headers=("Agency", "Response"), rows=(row,))
    assert _texts(outline_of(table)) == []


def test_a_topic_printed_small_behind_a_label_is_left_out() -> None:
    printed = "Learning theme 1: one house, two doors. Each team saw one generation of them."
    outline = outline_of(section("Learning", PassageKind.LESSON, printed))
    assert _texts(outline) == ["Each team saw one generation of them."]
