"""What pages are made of: excerpts, quotations, facts, headings, page numbers, words."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from rdflib import URIRef

import web.content.answer_words
import web.content.cells
import web.paging
import web.wording
from graph.view import Row
from web.content.answer_table import AnswerCell, answer_table
from web.content.excerpts import EXCERPT, Piece, excerpt, pieces
from web.content.facts import by_status, facts, strongest
from web.content.learning import items, links_by_item
from web.content.quotations import quotations
from web.content.reading import paragraphs
from web.paging import page_number, page_numbers, paged


@pytest.mark.parametrize(
    "module", [web.content.answer_words, web.content.cells, web.paging, web.wording]
)
def test_examples(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def _shown(found: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in found)


# text, what is marked in it, the excerpt
EXCERPTS = [
    ("He died.", ["died"], "He [died]."),
    # the whole sentence, and no other
    ("She rang. He did not drink. They left.", ["drink"], "He did not [drink]."),
    # two marks of two sentences
    ("A drank. B hit. C left.", ["drank", "hit"], "A [drank]. B [hit]."),
    # a whole text needs no ellipsis, though it has no full stop
    ("no sentence at all", ["sentence"], "no [sentence] at all"),
    ("“He hit her.” She left.", ["hit"], "“He [hit] her.”"),
]


@pytest.mark.parametrize(("text", "marked", "expected"), EXCERPTS)
def test_an_excerpt_is_whole_sentences(text: str, marked: list[str], expected: str) -> None:
    spans = [(text.index(word), text.index(word) + len(word)) for word in marked]
    assert _shown(excerpt(text, spans)) == expected


def test_a_long_sentence_is_cut_between_words_and_says_so() -> None:
    text = f"{'before ' * 200}here {'after ' * 200}end."
    start = text.index("here")
    shown = _shown(excerpt(text, [(start, start + 4)]))
    assert shown.startswith("…before")
    assert shown.endswith("after…")
    assert "[here]" in shown
    assert len(shown) < EXCERPT + 10


def test_overlapping_spans_lose_no_character() -> None:
    found = list(pieces("abcdef", [(1, 4), (2, 3), (3, 5)], 0, 6))
    assert _shown(tuple(found)) == "a[bcd][e]f"


def _evidence(quote: str, start: int, **more: object) -> Row:
    row: Row = {"passage": "x/p1", "evidence": f"x/{start}", "quote": quote, "reading": "asserted"}
    row |= {"start": start, "end": start + len(quote), "document": "x/d", "title": "T"}
    return row | more  # type: ignore[return-value]  # plain values all


def test_near_places_share_an_excerpt_and_far_ones_do_not() -> None:
    text = f"He drank. He hit her. {'Nothing happened. ' * 30}He drank again."
    known = {"x/p1": (100, text)}
    rows = [
        _evidence("drank", 100 + 3),
        _evidence("hit", 100 + text.index("hit")),
        _evidence("drank", 100 + text.rindex("drank")),
    ]
    found = quotations(rows, known)
    assert [_shown(one.pieces) for one in found] == [
        "He [drank]. He [hit] her.",
        "He [drank] again.",
    ]


def test_a_passage_that_is_not_there_leaves_the_quote_alone() -> None:
    (found,) = quotations([_evidence("drank", 3)], {})
    assert _shown(found.pieces) == "[drank]"


def test_the_strongest_status_of_a_factor_is_the_cases() -> None:
    def row(start: int, status: str) -> Row:
        return _evidence("q", start, concept="v/c", conceptLabel="C", person="v/m", status=status)

    (fact,) = facts([row(1, "possible"), row(900, "present"), row(1, "negated")], {})
    assert (fact.status, len(fact.quotations)) == ("present", 2)
    assert list(by_status([fact])) == ["present"]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["negated", "possible"], "possible"),
        (["possible", "historical"], "historical"),
        (["negated"], "negated"),
        ([], ""),
        (["", "negated"], "negated"),
    ],
)
def test_one_status_outweighs_another(statuses: list[str], expected: str) -> None:
    assert strongest(statuses) == expected


def test_an_item_of_two_reviews_is_one_item() -> None:
    row: Row = {"item": "x/i", "kind": "lesson", "text": "T", "passage": "x/p", "document": "x/d"}
    links = links_by_item(
        [
            {"item": "x/i", "relation": "addressee", "target": "x/a", "label": "Police"},
            {"item": "x/i", "relation": "addressee", "target": "x/a", "label": "the police"},
        ]
    )
    (item,) = items([row | {"review": "x/r1"}, row | {"review": "x/r2"}], links)
    assert item.reviews == ("r1", "r2")
    assert [link.label for link in item.links["addressee"]] == ["Police"]


def _passage(number: str, section: str, text: str, page: int = 0) -> Row:
    return {
        "passage": f"x/p{number}",
        "number": number,
        "section": section,
        "text": text,
        "start": 10,
        "page": page,
        "kind": "narrative",
    }


def test_headings_and_pages_begin_where_they_change() -> None:
    found = paragraphs(
        [
            _passage("1", "Part one", "First.", 1),
            _passage("2", "Part one > Home", "Second.", 1),
            _passage("3", "Part two > Home", "Third.", 2),
        ],
        [],
        [],
    )
    assert [[(h.text, h.level) for h in one.headings] for one in found] == [
        [("Part one", 2)],
        [("Home", 3)],
        [("Part two", 2), ("Home", 3)],
    ]
    assert [one.begins_page for one in found] == [True, False, True]


@pytest.mark.parametrize(
    ("number", "text", "shown"),
    [
        ("4.6", "4.6 Baby E died.", False),  # the text prints it
        ("4.6", "Baby E died.", True),
        ("12", "Recommendation 12: The Board should ask.", False),
        ("", "Baby E died.", False),
    ],
)
def test_a_number_is_shown_once(number: str, text: str, *, shown: bool) -> None:
    (found,) = paragraphs([_passage(number, "", text)], [], [])
    assert found.shows_number is shown


def test_overlapping_readings_are_marked_together() -> None:
    def mark(evidence: str, start: int, end: int) -> Row:
        own: Row = {"passage": "x/p1", "evidence": f"x/{evidence}", "start": start, "end": end}
        return own | {"concept": "v/c", "conceptLabel": "C", "status": "asserted"}

    rows = [mark("a", 10, 14), mark("b", 12, 16)]
    (found,) = paragraphs([_passage("1", "", "abcdefgh")], rows, [])
    assert [(s.text, [m.evidence for m in s.marks]) for s in found.segments] == [
        ("ab", ["a"]),
        ("cd", ["a", "b"]),
        ("ef", ["b"]),
        ("gh", []),
    ]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3", 3), (None, 1), ("", 1), ("0", 1), ("-2", 1), ("x", 1), ("²", 1), ("9" * 30, 1_000_000)],
)
def test_page_numbers_of_an_address(typed: str | None, number: int) -> None:
    assert page_number(typed) == number


def test_paging() -> None:
    page = paged(range(45), 9, 20)
    assert (list(page.items), page.number, page.pages) == ([40, 41, 42, 43, 44], 3, 3)
    assert page_numbers(1, 1) == [1]
    assert page_numbers(1, 9) == [1, 2, 0, 9]


def test_a_thing_and_its_name_are_one_column() -> None:
    factor, lesson = (
        URIRef(f"https://lessons-graph.example/{one}") for one in ("vocab/debt", "id/lesson/l1")
    )
    rows: list[Row] = [
        {"lesson": lesson, "concept": factor, "case": "c", "caseLabel": "AV9", "firstYear": "2013"}
    ]
    found = answer_table("any", rows, lambda value: "/at/l1" if value == lesson else "")
    assert found.head == ("Lesson", "What is stated", "Case", "First published in")
    shown = (AnswerCell("Lesson", "/at/l1"), *map(AnswerCell, ("Debt", "AV9", "2013")))
    assert found.rows == (shown,)
    assert answer_table("any", [], lambda _: "").rows == ()
