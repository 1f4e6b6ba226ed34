"""Markdown: blocks by their places in the source, marks cut out of the words."""

from __future__ import annotations

import pytest

from graph.errors import DocumentEmpty
from ingest.offsets import source_offset
from ingest.readers.markdown import read_markdown
from tests.ingest.reading_blocks import cells_of, shown

P, L1, L2 = "paragraph", "list-item 1", "list-item 2"

_BLOCKS = [
    # text, expected blocks, what the row proves
    ("# A\n\n### B ###", [("heading 1", "A"), ("heading 3", "B")], "levels of headings"),
    ("Title\n=====", [("heading 1", "Title")], "underlined headings"),
    ("**Finding 1**", [("heading", "Finding 1")], "all bold and short looks like a heading"),
    ("**It ended.**", [(P, "It ended.")], "a bold sentence is none"),
    ("**Name:** E", [(P, "Name: E")], "nor is a bold beginning"),
    ("- a\n- 4.1 b\n  - c", [(L1, "a"), (L1, "4.1 b"), (L2, "c")], "bullets out, numbers in"),
    ("1. a\n2. b", [(L1, "1. a"), (L1, "2. b")], "the number of a list is printed"),
    ("1. 1", [(L1, "1. 1")], "an item that repeats its number"),
    ("- a\n\n  more", [(L1, "a"), (P, "more")], "an item's second paragraph"),
    ("4.6 Text\ngoes on", [(P, "4.6 Text\ngoes on")], "printed numbers are text"),
    ("1.1 One.\n1.2 Two.", [(P, "1.1 One."), (P, "1.2 Two.")], "numbers without blank lines"),
    ("    indented", [(P, "indented")], "four spaces are no code"),
    ("> quoted\n> on", [(P, "quoted\non")], "a quotation's marks"),
    ("A.[^1]\n\n[^1]: Note *x*", [(P, "A."), ("footnote", "Note x")], "footnotes and their marks"),
    ("a <!-- x --> b<br>c", [(P, "a  b\nc")], "HTML inside a line"),
    ("<div>\nkept\n</div>", [(P, "kept")], "HTML around text"),
    ("<!-- only this -->\n\na", [(P, "a")], "comments"),
    ("***\n\na\n\n---", [(P, "a")], "rules are no words"),
    ("```\nkept\n```", [(P, "kept")], "fenced text"),
]


@pytest.mark.parametrize(("text", "expected", "why"), _BLOCKS)
def test_blocks(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert shown(read_markdown(text.encode())) == expected, why


_MARKS = [
    # source, words, what the row proves
    ("a **b** *c* _d_ __e__", "a b c d e", "emphasis"),
    ("5 * 3 and a_b_c", "5 * 3 and a_b_c", "signs that are no marks"),
    ("[the report](http://x.y/a(b) 'T') b", "the report b", "link targets"),
    ("[a b](b) b", "a b b", "a target that repeats the words"),
    ("[a][r]\n\n[r]: http://x.y", "a", "link references"),
    ("![alt](u) b", "b", "pictures"),
    ("a &amp; b \\* c", "a & b * c", "entities and escapes"),
    ("`code` x", "code x", "code"),
    ("\u201cno\u201d \u00a35", "\u201cno\u201d \u00a35", "other characters stay"),
    ("the [name] of M .However", "the [name] of M .However", "brackets that link nowhere"),
]


@pytest.mark.parametrize(("source", "words", "why"), _MARKS)
def test_inline_marks_are_cut(source: str, words: str, why: str) -> None:
    reading = read_markdown(source.encode())
    assert shown(reading)[0] == (P, words), why
    for at, letter in enumerate(reading.text):
        origin = source[source_offset(reading.origins, at)]
        assert letter == origin or source.startswith("a &amp;"), why


_TABLES = [
    (
        "| No | **What** |\n|--|--|\n| 1 | *x* \\| y |\n| 2 | |",
        [
            (1, True, [("No", ""), ("What", "")]),
            (1, False, [("1", "No"), ("x | y", "What")]),
            (1, False, [("2", "No")]),
        ],
        "headers without marks, escaped bars, empty cells left out",
    ),
    (
        "| Date | Event |\n|--|--|\n| May 2009 | Seen |",
        [
            (1, True, [("Date", ""), ("Event", "")]),
            (1, False, [("May 2009", "Date"), ("Seen", "Event")]),
        ],
        "a chronology",
    ),
    (
        "| Date | May 2009 |\n|--|--|\n| Title | K |",
        [
            (1, False, [("Date", ""), ("May 2009", "")]),
            (1, False, [("Title", ""), ("K", "")]),
        ],
        "a key and its value are no header, though Markdown needs one",
    ),
]


@pytest.mark.parametrize(("text", "rows", "why"), _TABLES)
def test_tables(text: str, rows: list[tuple[int, bool, list[tuple[str, str]]]], why: str) -> None:
    assert cells_of(read_markdown(text.encode())) == rows, why


def test_front_matter_gives_hints_and_is_cut() -> None:
    source = "---\ntitle: 'Child K'\ndate: 2012-05-01\nlist:\n  - x\n---\n# Child K\n"
    reading = read_markdown(source.encode())
    assert (reading.title, reading.published) == ("Child K", "2012-05-01")
    assert reading.text == "# Child K\n"
    assert source_offset(reading.origins, 0) == source.index("# Child K")


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert shown(read_markdown(b"---\n\nThe review.\n\n---\n\nEnd.")) == [
        (P, "The review."),
        (P, "End."),
    ]


def test_a_blank_file_is_empty() -> None:
    with pytest.raises(DocumentEmpty):
        read_markdown(b" \n ")
