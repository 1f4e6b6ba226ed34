"""Plain text: pages out, lines joined, broken words mended, lists and tables seen."""

from __future__ import annotations

import json
import re

import pytest

from graph.errors import DocumentEmpty, DocumentTooLarge, DocumentUnreadable
from ingest.limits import Limits
from ingest.offsets import source_offset
from ingest.readers.text import read_text
from ingest.reading import BlockKind
from tests.ingest.reading_blocks import cells_of, shown, texts_of
from tests.real import shared

P, L = "paragraph", "list-item 1"

_WRAPPED = """\
The review concerns a boy of ten weeks. At about six in the morning
his mother woke on the sofa of a friend and found that he was not
breathing. The service was there in seven minutes.
The panel met four times. It heard from the family, from the school
and from
the surgery.
"""

_BLOCKS = [
    # text, expected blocks, what the row proves
    ("One line.\n\nAnother.", [(P, "One line."), (P, "Another.")], "blank lines part paragraphs"),
    ("1. SUMMARY\n1.1 The Board", [(P, "1. SUMMARY"), (P, "1.1 The Board")], "numbers begin one"),
    (
        "- 4.1 The first\n- 4.2 Next",
        [(L, "4.1 The first"), (L, "4.2 Next")],
        "bullets are cut",
    ),
    ("\u2022 one\n \u2022 deeper", [(L, "one"), ("list-item 2", "deeper")], "indents are levels"),
    ("(a) first\n(b) second", [(L, "(a) first"), (L, "(b) second")], "letters of a list stay"),
    ("1. one\n2. two", [(L, "1. one"), (L, "2. two")], "a count over lines is a list"),
    ("- item\n  goes on\n- next", [(L, "item\n  goes on"), (L, "next")], "hanging indents"),
    ("a member of the\nBoard", [(P, "a member of the\nBoard")], "an article ends no paragraph"),
    (
        "THE BOARD\nThe Board met.",
        [(P, "THE BOARD"), (P, "The Board met.")],
        "capitals begin",
    ),
    ("Findings\nof the panel", [(P, "Findings\nof the panel")], "lower case goes on"),
    ("on 22 October\n2019 that he", [(P, "on 22 October\n2019 that he")], "so does a year"),
    ("an I.Q. of\n62. He", [(P, "an I.Q. of\n62. He")], "a number that ends a sentence"),
    ("Text.\n-----\nMore.", [(P, "Text."), (P, "More.")], "rules are no words"),
    (
        "Seen.[1]\n\n[1] A note.",
        [(P, "Seen.[1]"), ("footnote", "[1] A note.")],
        "notes",
    ),
    ("[1] Chair", [(P, "[1] Chair")], "no note without its mark in the text"),
]


@pytest.mark.parametrize(("text", "expected", "why"), _BLOCKS)
def test_blocks(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert shown(read_text(text.encode())) == expected, why


def test_hard_wrapped_lines_are_joined_and_keep_their_line_breaks() -> None:
    reading = read_text(_WRAPPED.encode())
    assert reading.text == _WRAPPED
    assert [text.split()[0] for _, text in shown(reading)] == ["The", "The"]
    assert texts_of(reading, BlockKind.PARAGRAPH)[1].endswith("and from\nthe surgery.")


_PAGES = [
    # text, expected text, what the row proves
    ("was not\n\nPage 3 of 12\n\nseen again.", "was not\nseen again.", "a sentence over the page"),
    ("It ended.\n\n- 2 -\n\nThen", "It ended.\n\nThen", "a full stop leaves the blank line"),
    ("a\n\nBoard    Page 2 of 6\n\n5. NEXT", "a\n\n5. NEXT", "a head beside the number"),
    ("the\n\n\fhouse", "the\nhouse", "form feeds"),
    ("one.\n\nTudalen 3 o 12\n\ntwo", "one.\n\ntwo", "Welsh pages"),
    ("safe-\n\nPage 2\n\nguarding", "safeguarding", "a word broken over the page"),
    ("It fell\nto 3 of 12\nhomes.", "It fell\nto 3 of 12\nhomes.", "a count inside a sentence"),
    ("Age\n\n12\n\nSex", "Age\n\n12\n\nSex", "a lone number is no page number"),
    (
        "a.\n\n1\n\nb.\n\n2\n\nc.\n\n3\n\nd.",
        "a.\n\nb.\n\nc.\n\nd.",
        "lone numbers that count up are",
    ),
    (
        "Analysis\n\nOne.\n\nAnalysis\n\nTwo.\n\nAnalysis\n\nThree.",
        "Analysis\n\nOne.\n\nAnalysis\n\nTwo.\n\nAnalysis\n\nThree.",
        "a repeated heading is no running head",
    ),
    (
        "a.\n\nPage 1\nReview of K\n\nb.\n\nPage 2\nReview of K\n\nc.",
        "a.\n\nb.\n\nc.",
        "a line that comes back beside page numbers is",
    ),
    (
        "Review of K\n\na.\n\nPage 1\nReview of K\n-----\nb.",
        "Review of K\n\na.\n\nb.",
        "the first page keeps its head",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), _PAGES)
def test_page_furniture(text: str, expected: str, why: str) -> None:
    assert read_text(text.encode()).text == expected, why


def test_pages_are_counted_by_form_feeds() -> None:
    reading = read_text(b"One.\n\fTwo.\n\fThree.")
    assert reading.pages == 3
    assert [block.page for block in reading.blocks] == [1, 2, 3]


_CHARACTERS = [
    # bytes, expected text, warned, what the row proves
    (b"\xef\xbb\xbfA", "A", False, "the mark of UTF-8 is no text"),
    ("A\u00a0b".encode(), "A b", False, "one kind of space"),
    (b"a\r\nb\rc", "a\nb\nc", False, "one kind of line end"),
    ("of\ufb01ce sa\u00adfe".encode(), "office safe", False, "ligatures and soft hyphens"),
    ("caf\u00e9 \u201cx\u201d".encode("cp1252"), "caf\u00e9 \u201cx\u201d", True, "Windows-1252"),
    ("\u00a35".encode() + b" and \xa35", "\u00a35 and \u00a35", True, "both in one file"),
    ("\ufeffn\u00e9".encode("utf-16-le"), "n\u00e9", False, "UTF-16 with its mark"),
]


@pytest.mark.parametrize(("data", "expected", "warned", "why"), _CHARACTERS)
def test_characters(data: bytes, expected: str, warned: bool, why: str) -> None:
    reading = read_text(data)
    assert (reading.text, bool(reading.warnings)) == (expected, warned), why


_TABLES = [
    # text, expected rows, what the row proves
    (
        "Committee: Health\tDate: May 2009\nReport of: Board\t\tTitle: K",
        [
            (1, False, [("Committee: Health", ""), ("Date: May 2009", "")]),
            (1, False, [("Report of: Board", ""), ("Title: K", "")]),
        ],
        "keys with their values are no header",
    ),
    (
        "No.\tAction\tLead\n1.\tTrain staff\tThe Trust",
        [
            (1, True, [("No.", ""), ("Action", ""), ("Lead", "")]),
            (1, False, [("1.", "No."), ("Train staff", "Action"), ("The Trust", "Lead")]),
        ],
        "an action plan with its header",
    ),
    (
        "| A | B |\n|---|---|\n| x |  |",
        [(1, True, [("A", ""), ("B", "")]), (1, False, [("x", "A")])],
        "bars, with a ruling",
    ),
    ("1.1\tThe Board met.", [], "a tab behind a number is no table"),
    ("Findings\t12", [], "nor is a line of a contents page"),
]


@pytest.mark.parametrize(("text", "rows", "why"), _TABLES)
def test_tables(text: str, rows: list[tuple[int, bool, list[tuple[str, str]]]], why: str) -> None:
    assert cells_of(read_text(text.encode())) == rows, why


@pytest.mark.parametrize(
    ("data", "limits", "error"),
    [
        (b" \n\n ", Limits(), DocumentEmpty),
        (b"\x00\x01\x02abc" * 50, Limits(), DocumentUnreadable),
        (b"abcdef", Limits(text_characters=5), DocumentTooLarge),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, limits: Limits, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"\. [A-Z].*\.$"):
        read_text(data, limits)


@pytest.mark.real
def test_the_seed_report_comes_out_as_it_is() -> None:
    source = shared("data/seed/000_7cf25c6332ad0004.txt").read_bytes()
    gold = json.loads(shared("domain/seed_gold.json").read_text("utf-8"))
    reading = read_text(source)
    assert reading.text == source.decode()
    assert reading.origins == ()
    starts = {block.start for block in reading.blocks}
    ends = {block.end for block in reading.blocks}
    segments = [one for para in gold["paragraphs"] for one in para["segments"]]
    # Gold segments begin with the bullet ("- 4.1"), blocks behind it.
    assert all({one["start"], one["start"] + 2} & starts for one in segments)
    assert {len(reading.text[: one["end"]].rstrip()) for one in segments} <= ends


@pytest.mark.real
@pytest.mark.parametrize("folder", ["pfd", "iopc"])
def test_real_reports_lose_no_word(folder: str) -> None:
    for path in sorted(shared(f"data/{folder}").glob("*.txt")):
        source = path.read_text("utf-8")
        reading = read_text(source.encode())
        words = re.findall(r"\w+", " ".join(text for _, text in shown(reading)))
        assert len(words) >= 0.995 * len(re.findall(r"\w+", source)), path.name
        plain = source.translate({0xA0: " ", 0xFB00: "f", 0xFB01: "f", 0xFB02: "f"})
        for offset, _ in reading.origins:
            assert reading.text[offset] in plain[source_offset(reading.origins, offset)] + "fil"
