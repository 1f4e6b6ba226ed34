"""Hostile text: agencies, recommendations, lessons, themes and privacy stay sane."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import PassageKind
from graph.vocabulary import load_vocabulary
from ingest.agencies import find_agencies
from ingest.lessons import find_lessons
from ingest.outline import Outline
from ingest.privacy import redact
from ingest.recommendations import find_recommendations
from ingest.recommendations.wording import is_directive, is_excluded, split_number
from ingest.scopes import ReviewFacts
from ingest.themes import find_factors, find_themes
from tests.ingest.outline_pieces import outline_of, section

VOCABULARY = load_vocabulary()
FACTS = ReviewFacts(is_review=True, title="", commissioned_by=("Marlow Safeguarding Board",))

# Words that the rules look for, between anything at all.
WORDS = st.sampled_from(
    [
        *(
            "The Board",
            "should",
            "Marlow Police",
            "and",
            "Recommendation 3:",
            "(1)",
            "NHS",
            "(NHS)",
        ),
        *(
            "is asked to note",
            "the Trust",
            "Learning includes:",
            ";",
            "Finding 2.",
            "recommends that",
        ),
        *(":", "\n", "020 7946 0958", "a.b@c.org", "Council's", "Ltd", "matters of concern", "was"),
        *("“Three Rivers”", "by March 2011", "Originating officer", "[name]", "1 Elm Road"),
        "The IOPC recommends that",
    ]
)
TEXT = st.lists(st.one_of(WORDS, st.text(max_size=20)), max_size=25).map(" ".join)
SECTIONS = st.builds(
    section,
    TEXT,
    st.sampled_from(list(PassageKind)),
    TEXT,
    TEXT,
    rows=st.tuples(st.tuples(TEXT, TEXT)),
)
OUTLINES = st.lists(SECTIONS, min_size=1, max_size=4).map(lambda made: outline_of(*made))


@settings(max_examples=60, deadline=None)
@given(OUTLINES)
def test_any_outline_gives_sound_results_and_the_same_twice(outline: Outline) -> None:
    agencies, evidence = find_agencies(outline, {}, FACTS, VOCABULARY)
    passages = {passage.id: passage for passage in outline.passages}
    for one in evidence:
        assert outline.text[one.start : one.end] == one.quote
        assert passages[one.passage].start <= one.start < one.end <= passages[one.passage].end
    assert len({agency.id for agency in agencies}) == len(agencies)
    known = {one.id for one in evidence}
    assert all(set(agency.evidence) <= known for agency in agencies)
    made = find_recommendations(outline, {}, agencies, VOCABULARY)
    names = {agency.name for agency in agencies}
    assert all(one.passage in passages and set(one.addressed_to) <= names for one in made)
    lessons = find_lessons(outline, {}, agencies, VOCABULARY)
    assert all(one.passage in passages and one.text.strip() for one in lessons)
    assert find_agencies(outline, {}, FACTS, VOCABULARY) == (agencies, evidence)
    assert find_recommendations(outline, {}, agencies, VOCABULARY) == made


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_redaction_keeps_the_length_and_the_lines_and_needs_no_second_time(text: str) -> None:
    covered = redact(text)
    assert len(covered) == len(text)
    assert all(b in (a, "█") for a, b in zip(text, covered, strict=True))
    assert [a.isspace() for a in text] == [b.isspace() for b in covered]
    assert redact(covered) == covered


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_wording_and_themes_take_any_text(text: str) -> None:
    number, rest, _ = split_number(text)
    assert rest in text
    assert number is None or number in text
    assert is_directive(text) in (True, False)
    assert is_excluded(text) in (True, False)
    assert all(theme in VOCABULARY for theme in find_themes(text, VOCABULARY))
    assert all(factor in VOCABULARY for factor in find_factors(text, VOCABULARY))


def test_long_runs_of_one_kind_end_in_bounded_work() -> None:
    for unit in (
        "The Board ",
        "A",
        "(1) ",
        "and ",
        "0",
        "NHS Trust and ",
        "Board, ",
        "recommends that ",
    ):
        text = unit * (60_000 // len(unit))
        outline = outline_of(section("Recommendations", PassageKind.RECOMMENDATION, text))
        agencies, _ = find_agencies(outline, {}, FACTS, VOCABULARY)
        find_recommendations(outline, {}, agencies, VOCABULARY)
        find_lessons(outline, {}, agencies, VOCABULARY)
        assert len(redact(text)) == len(text)
