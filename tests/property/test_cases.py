"""Cases and people over hostile text: no exception, offsets and roles that hold."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.vocabulary import load_vocabulary
from ingest.cases import find_cases
from ingest.dates import find_dates
from ingest.people import OUTSIDE, People
from ingest.review import describe_review
from ingest.scopes import ReviewFacts
from tests.ingest.case_outlines import outline_of

# Words that the rules react to, in any order, with anything between them.
_WORDS = (
    *("Child A", "Baby E", "Mr X", "Mother", "her", "his mother", "the couple", "N", "D.W."),
    *(
        "Serious Case Review",
        "died on 3 May 2012",
        "aged",
        "14 weeks old",
        "Mother's",
        "the case of",
    ),
    *(
        "\n",
        "\t",
        ".",
        ",",
        "(",
        ")",
        "\u201c",
        "\u201d",
        "social worker",
        "was",
        "[name]",
        "18.01.07",
    ),
)
_text = st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=8)), max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(title=_text, paragraphs=st.lists(_text, max_size=4))
def test_any_text_gives_cases_whose_passages_are_its_own(title: str, paragraphs: list[str]) -> None:
    page = outline_of(*(one for one in paragraphs if one.strip()), title=title.replace("\n", " "))
    described = describe_review(page, load_vocabulary())
    facts = ReviewFacts(is_review=True, title=described.title, review_type="scr-child")
    cases = find_cases(page, facts, load_vocabulary())
    known = {passage.id for passage in page.passages}
    for case in cases:
        assert case.label.strip()
        assert case.label not in case.also
        assert case.passages <= known
        assert case.people[0].roles[0] == "subject-child"


@settings(max_examples=60, deadline=None)
@given(text=_text, start=st.integers(0, 60), length=st.integers(1, 20))
def test_any_place_belongs_to_roles_of_the_vocabulary(text: str, start: int, length: int) -> None:
    vocabulary = load_vocabulary()
    page = outline_of(
        "Child A died in May 2012.", text or "x", title="Serious Case Review: Child A"
    )
    facts = ReviewFacts(is_review=True, title=page.title, review_type="scr-child")
    passage = page.passages[-1]
    roles = {concept.id for concept in vocabulary.scheme("person-role")} | {OUTSIDE}
    for case in find_cases(page, facts, vocabulary):
        people = People(case, page)
        for concept in ("parental-alcohol-misuse", "child-neglect", "domestic-abuse", "debt"):
            at = passage.start + start
            found = people.experiencer(passage, at, at + length, vocabulary[concept])
            assert set(found) <= roles
            assert found == people.experiencer(passage, at, at + length, vocabulary[concept])


@given(text=st.text(alphabet="0123456789./- JanuaryMch\n", max_size=80))
def test_dates_lie_in_their_text_in_order_and_apart(text: str) -> None:
    found = find_dates(text)
    for date in found:
        assert 0 <= date.start < date.end <= len(text)
        assert len(date.iso) in (4, 7, 10)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
