"""Snippets show what was found, and nothing in them can run."""

from __future__ import annotations

import pytest

from search.highlight import Highlighter
from search.query import read_query

LONG = "Nothing here. " * 40
# (query, text, snippet, what the row proves)
SNIPPETS = [
    ("neglect", "He was neglected.", "He was <mark>neglected</mark>.", "the stem"),
    ("NEGLECT", "Neglect?", "<mark>Neglect</mark>?", "in any case"),
    ('"of sight"', "Out of sight.", "Out <mark>of sight</mark>.", "a phrase in one mark"),
    ('"of sight"', "Of the sight of it.", "Of the sight of it.", "but not its words alone"),
    (
        '"shared information"~3',
        "He shared no information.",
        "He <mark>shared</mark> no <mark>information</mark>.",
        "the words of a loose phrase",
    ),
    ("negl*", "A negligent act", "A <mark>negligent</mark> act", "a prefix"),
    ("n?gl*", "A negligent act", "A <mark>negligent</mark> act", "a pattern"),
    ("neglcet~", "A neglect", "A <mark>neglect</mark>", "a near word"),
    ("neglect NOT act", "A neglect act", "A <mark>neglect</mark> act", "not what is left out"),
    ("title:act neglect", "An act, neglect", "An act, <mark>neglect</mark>", "not other fields"),
    ("neglect abuse", "neglect abuse", "<mark>neglect</mark> <mark>abuse</mark>", "two marks"),
    (
        "<b>neglect</b>",
        "<script>b neglect & 'b'</script>",
        "&lt;script&gt;<mark>b neglect &amp; &#x27;b</mark>&#x27;&lt;/script&gt;",
        "everything but marks is escaped",
    ),
    ("caf\u00e9", "The CAFE\u2019s door", "The <mark>CAFE\u2019s</mark> door", "as printed"),
    ("*", "All of it", "All of it", "nothing to mark"),
    ("police", "", "", "no text"),
]


@pytest.mark.parametrize(("query", "text", "expected", "proves"), SNIPPETS)
def test_snippets(query: str, text: str, expected: str, proves: str) -> None:
    assert Highlighter(read_query(query, expand=False).tree).snippet(text) == expected, proves


def test_synonyms_are_marked_and_acronyms_only_in_capitals() -> None:
    marker = Highlighter(read_query("domestic violence").tree)
    assert marker.snippet("DV, and Da Vinci.") == "<mark>DV</mark>, and Da Vinci."
    assert marker.snippet("Some DVs dv.") == "Some <mark>DVs</mark> dv."


def test_a_long_text_shows_the_window_with_most_of_the_query() -> None:
    text = LONG + "One neglect. " + LONG + "Both abuse and neglect here. " + LONG
    snippet = Highlighter(read_query("abuse neglect", expand=False).tree).snippet(text)
    assert "<mark>abuse</mark> and <mark>neglect</mark>" in snippet
    assert snippet.startswith("\u2026 ")
    assert snippet.endswith(" \u2026")
    assert len(snippet) < 400


def test_a_long_text_without_a_match_shows_its_beginning() -> None:
    snippet = Highlighter(read_query("abuse").tree).snippet(LONG)
    assert snippet.startswith("Nothing here. ")
    assert snippet.endswith(" \u2026")


def test_a_match_at_either_end_is_whole() -> None:
    marker = Highlighter(read_query("abuse", expand=False).tree)
    assert marker.snippet("abuse " + LONG).startswith("<mark>abuse</mark> ")
    assert marker.snippet(LONG + "abuse").endswith("<mark>abuse</mark>")
