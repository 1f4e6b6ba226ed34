"""Whatever bytes come in, a Reading or a named error comes out, and offsets hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from ingest.offsets import Edit, clean, edited, source_offset
from ingest.readers import read
from tests.ingest.docx_files import NAMESPACES, docx_of
from tests.ingest.reading_blocks import check_offsets

# PDF bytes are the PDF reader's own matter.
_NAMES = ["a.txt", "a.md", "a.html", "a.docx", "a"]

_text_pieces = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "\f",
        "\r\n",
        "-\n",
        "- ",
        "\u2022 ",
        "1. ",
        "4.6 ",
        "(a) ",
        "|",
        "|-|-|\n",
        "Page 3 of 12\n",
        "3\n",
        "# ",
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "[^1]",
        "[^1]: ",
        "> ",
        "---\n",
        "===\n",
        "&amp;",
        "\\",
        "\u00a0",
        "\ufb01",
        "\u00ad",
        "\x00",
        "\ufeff",
        "safe-\nguarding",
        "Title: x\n",
        "The Board",
        "should ",
        "the review.",
        "\u00e9",
        "1",
    ]
)

_html_pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=nav>",
        "</div>",
        "<main>",
        "</main>",
        "<h1>",
        "<h2>",
        "</h2>",
        "<ul>",
        "<ol start=99999>",
        "<ol type=i>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td colspan=9>",
        "<th rowspan=0>",
        "</table>",
        "<b>",
        "</b>",
        "<br>",
        "<sup>1</sup>",
        "<a href=#>",
        "</a>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<nav>",
        "</nav>",
        "<aside>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "&nbsp;",
        "<form>",
        "<body>",
        "</html>",
        "Related pages",
        "word ",
        "<template>",
        "<svg>",
        "\x00",
        "<",
    ]
)

_xml_pieces = st.sampled_from(
    [
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
        "<w:p/>",
        "<w:tbl/>",
        "<w:sdt/>",
        "<!-- x -->",
        "<?x y?>",
        "<w:tbl><w:tr><w:tc/><w:tc><w:tcPr><w:gridSpan w:val='x'/></w:tcPr></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:tbl/></w:tc></w:tr></w:tbl>",
        "<w:p><w:pPr><w:numPr><w:numId w:val='9'/></w:numPr></w:pPr><w:r><w:t/></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle/><w:outlineLvl w:val='-1'/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='99'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>",
    ]
)


def _reads_or_refuses(data: bytes, name: str) -> None:
    try:
        reading = read(data, name)
    except DocumentError:
        return
    check_offsets(reading)
    assert reading == read(data, name)


@given(st.binary(max_size=400), st.sampled_from(_NAMES))
def test_random_bytes(data: bytes, name: str) -> None:
    if b"%PDF-" not in data:
        _reads_or_refuses(data, name)


@given(st.lists(_text_pieces, max_size=60).map("".join), st.sampled_from(["a.txt", "a.md"]))
@example("[^1]: ```\n\u2022 ", "a.md")  # a fence left open in a footnote
def test_texts(text: str, name: str) -> None:
    _reads_or_refuses(text.encode(), name)


@given(st.lists(_html_pieces, max_size=60).map("".join))
def test_pages(markup: str) -> None:
    _reads_or_refuses(b"<html>" + markup.encode(), "a.html")


@given(st.lists(_xml_pieces, max_size=12).map("".join))
@settings(max_examples=40)
def test_word_files(body: str) -> None:
    _reads_or_refuses(docx_of(body), "a.docx")


_WORD_FILE = docx_of("<w:p><w:r><w:t>The review.</w:t></w:r></w:p>")


@given(st.integers(0, len(_WORD_FILE)), st.integers(0, len(_WORD_FILE)), st.binary(max_size=8))
@settings(max_examples=60)
def test_damaged_word_files(cut: int, at: int, junk: bytes) -> None:
    data = _WORD_FILE[:at] + junk + _WORD_FILE[at + len(junk) :]
    _reads_or_refuses(data, "a.docx")
    _reads_or_refuses(_WORD_FILE[:cut], "a.docx")


@given(st.lists(_text_pieces, max_size=60).map("".join))
def test_every_character_of_a_text_comes_from_its_source(text: str) -> None:
    try:
        reading = read(text.encode(), "a.txt")
    except DocumentError:
        return
    source = text.encode().decode("utf-8-sig")
    at = [source_offset(reading.origins, offset) for offset in range(len(reading.text))]
    assert at == sorted(at)
    assert all(0 <= one < len(source) for one in at)
    for letter, one in zip(reading.text, at, strict=True):
        assert letter == source[one] or source[one] in "\r\f\u00a0\ufb01\n" or letter.isspace()


_edits = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("xyz", max_size=3)), max_size=8
)


def _apart(raw: list[tuple[int, int, str]], length: int) -> list[Edit]:
    edits: list[Edit] = []
    for start, size, text in sorted(raw):
        begin = max(start, edits[-1].end if edits else 0)
        if begin + size <= length:
            edits.append(Edit(begin, begin + size, text))
    return edits


@given(st.text("abc", min_size=1, max_size=30), _edits, _edits)
def test_edits_map_every_character_to_its_source(
    text: str, first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]
) -> None:
    once = edited(text, _apart(first, len(text)))
    steps = (
        lambda one: _apart(first, len(one)),
        lambda one: _apart(second, len(one)),
    )
    twice = clean(text, steps)
    after = edited(once.text, _apart(second, len(once.text)))
    assert twice.text == after.text
    for at, letter in enumerate(twice.text):
        origin = source_offset(twice.origins, at)
        assert origin == source_offset(once.origins, source_offset(after.origins, at))
        assert 0 <= origin < len(text)
        assert letter in "xyz" or letter == text[origin]


def _huge_xml() -> bytes:
    deep = "<w:sdt><w:sdtContent>" * 5_000
    return f"<w:document {NAMESPACES}><w:body>{deep}".encode()


def _zip_of_xml(xml: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_WORD_FILE)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, xml if one == "word/document.xml" else old.read(one))
    return out.getvalue()


_HOSTILE = {
    # Each takes well under a second or two; a reader gone quadratic takes minutes.
    "one long word": (b"a" * 1_000_000, "a.txt"),
    "one long line of words": (b"ab cd. " * 140_000, "a.txt"),
    "only line breaks": (b"\n" * 200_000 + b"x", "a.txt"),
    "only form feeds": (b"a\f" * 50_000, "a.txt"),
    "a page number a line": (b"Page 1\n\n" * 50_000, "a.txt"),
    "a hyphen a line": (b"ab-\n" * 50_000, "a.txt"),
    "tabs": (b"a\tb\n" * 50_000, "a.txt"),
    "brackets": (b"[" * 1_000_000, "a.md"),
    "brackets below the limit": (b"[" * 40_000, "a.md"),
    "stars": (b"*a_" * 15_000, "a.md"),
    "nested lists": (b"".join(b"  " * depth + b"- a\n" for depth in range(800)), "a.md"),
    "nested quotations": (b">" * 100_000 + b"x", "a.md"),
    "bars": (b"|a|b|\n|-|-|\n" + b"|x|y|\n" * 10_000, "a.md"),
    "nested elements": (b"<div>" * 10_000 + b"x", "a.html"),
    "nested lists of a page": (b"<ul><li>x" * 3_000, "a.html"),
    "nested tables": (b"<table><tr><td>x" * 3_000, "a.html"),
    "wide tables": (b"<html><table>" + b"<tr><td colspan=99999>x" * 2_000, "a.html"),
    "links without end": (b"<html><ul>" + b"<li><a href=x>y</a>" * 20_000, "a.html"),
    "headings of links": (b"<html>" + b"<h2>Related</h2><p>x" * 10_000, "a.html"),
    "nested controls of Word": (_zip_of_xml(_huge_xml()), "a.docx"),
}


@pytest.mark.parametrize("kind", _HOSTILE)
def test_hostile_input_is_read_or_refused(kind: str) -> None:
    _reads_or_refuses(*_HOSTILE[kind])
