"""Web pages: the article whole, the rest of the page gone."""

from __future__ import annotations

import re

import pytest

from graph.errors import DocumentEmpty
from ingest.readers.html import read_html
from ingest.reading import BlockKind
from tests.ingest.reading_blocks import cells_of, shown, texts_of
from tests.real import shared

P, L1, L2 = "paragraph", "list-item 1", "list-item 2"

_BLOCKS = [
    # body, expected blocks, what the row proves
    ("<h1>A</h1><h3>B</h3>", [("heading 1", "A"), ("heading 3", "B")], "headings"),
    ("<p>a<br>b&nbsp;c  d", [(P, "a\nb c d")], "breaks and spaces"),
    ("<p><b>Finding 1</b></p>", [("heading", "Finding 1")], "bold and short: a heading"),
    ("<p><b>Rec 1.</b> The Board", [(P, "Rec 1. The Board")], "bold at the beginning: none"),
    ("loose<p>a</p>tail", [(P, "loose"), (P, "a"), (P, "tail")], "text outside of paragraphs"),
    ("<div>a<div>b</div>c</div>", [(P, "a"), (P, "b"), (P, "c")], "blocks in blocks"),
    ("<ul><li>a<ul><li>b</ul></ul>", [(L1, "a"), (L2, "b")], "nested lists"),
    ("<ol><li>a<li>b</ol>", [(L1, "1. a"), (L1, "2. b")], "numbers as a browser prints them"),
    ("<ol type=i start=3><li>a</ol>", [(L1, "iii. a")], "roman, from three"),
    ("<ol type=A><li value=4>a</ol>", [(L1, "D. a")], "letters, with a value"),
    ("<ol><li>4.1 typed</ol>", [(L1, "4.1 typed")], "a typed number stands alone"),
    ("<ul><li><p>a</p><p>b</p></ul>", [(L1, "a"), (P, "b")], "an item's second paragraph"),
    ("<p>so.<sup><a href='#n1'>1</a></sup> b", [(P, "so. b")], "marks of footnotes"),
    ("<p>the 15<sup>th</sup>, 9 m<sup>2</sup>", [(P, "the 15th, 9 m2")], "other small letters"),
    (
        "<div class=footnotes><ol><li id=fn1>See <a href=#r1>\u21a9</a></ol></div><p>a",
        [(P, "a"), ("footnote", "1. See")],
        "footnotes come last",
    ),
    ("<p>a<script>x()</script><span hidden>h</span>", [(P, "a")], "scripts and hidden parts"),
    ("<blockquote>said</blockquote>", [(P, "said")], "quotations"),
    ("<details><summary>S</summary>t", [("heading", "S"), (P, "t")], "folded parts"),
    ("<table><tr><td><p>a</table>", [(P, "a")], "a table of one column is layout"),
]


@pytest.mark.parametrize(("body", "expected", "why"), _BLOCKS)
def test_blocks(body: str, expected: list[tuple[str, str]], why: str) -> None:
    assert shown(read_html(f"<html><body>{body}".encode())) == expected, why


_ARTICLE = "<h1>Child K</h1><p>The review concerns a boy of ten weeks who died in May.</p>"
_WORDS = [("heading 1", "Child K"), (P, "The review concerns a boy of ten weeks who died in May.")]

_SIDES = [
    # markup beside the article, what the row proves
    ("<nav><a href=/>Home</a></nav>", "navigation"),
    ("<div class='cookie-banner'><p>We use cookies.</p></div>", "cookie notices by name"),
    ("<div role=dialog>Accept?</div>", "dialogs by role"),
    ("<header><p>The Board</p><nav><a>Home</a></nav></header>", "the site's head"),
    ("<footer>Privacy</footer>", "the site's foot"),
    ("<div id=pageFooter>Privacy</div>", "the site's foot by id"),
    ("<aside><h2>Related pages</h2><p>Neglect toolkit</p></aside>", "sidebars"),
    ("<form><label>Search <input></label><button>Go</button></form>", "search forms"),
    ("<ul><li><a>Home</a><li><a>News</a><li><a>About</a></ul>", "menus without a name"),
    ("<h2>Related pages</h2><ul><li><a>Child B</a></ul>", "links under their heading"),
]


@pytest.mark.parametrize(("side", "why"), _SIDES)
@pytest.mark.parametrize("main", ["<main>{}</main>", "<div>{}</div>"])
def test_what_stands_beside_the_article_is_left_out(side: str, why: str, main: str) -> None:
    page = f"<html><body>{side}{main.format(_ARTICLE)}</body>"
    assert shown(read_html(page.encode())) == _WORDS, why


_INSIDE = [
    # markup of the article that looks like something beside it
    ("<div class='has-sidebar nav-open'>{}</div>", "a wrapper with a telling class"),
    ("<form id=aspnetForm>{}<input type=hidden></form>", "a page inside a form"),
    ("<article><header>{}</header></article>", "an article's own head"),
    ("<main>{}<aside><p>A box in the text.</p></aside></main>", "a box in the text"),
    ("{}<h2>More information</h2><p>She was seen twice.</p>", "a heading of links over text"),
    ("{}<h2>Learning</h2><ul><li>One</li></ul>", "a short list"),
    ("<header>{}</header><main><p>It was a long story of many words.</p></main>", "a title above"),
]


@pytest.mark.parametrize(("markup", "why"), _INSIDE)
def test_the_article_is_kept_whole(markup: str, why: str) -> None:
    page = f"<html><body>{markup.format(_ARTICLE)}</body>"
    read = " ".join(text for _, text in shown(read_html(page.encode())))
    words = re.sub(r"<[^>]+>", " ", markup.format("Child K ")).split()
    assert [word for word in words if word not in read] == [], why


_TABLES = [
    (
        "<tr><th>No<th>What<tr><td>1<td><ul><li>a<li>b</ul>",
        [(1, True, [("No", ""), ("What", "")]), (1, False, [("1", "No"), ("a\nb", "What")])],
        "headers, and a list in a cell",
    ),
    (
        "<tr><th>A<th>B<th>C<tr><td rowspan=2>x<td colspan=2>y<tr><td>p<td>q",
        [
            (1, True, [("A", ""), ("B", ""), ("C", "")]),
            (1, False, [("x", "A"), ("y", "B")]),
            (1, False, [("p", "B"), ("q", "C")]),
        ],
        "merged cells come once, each in its column",
    ),
    (
        "<tr><td>Date<td>May 2009<tr><td>Status<td>Public",
        [
            (1, False, [("Date", ""), ("May 2009", "")]),
            (1, False, [("Status", ""), ("Public", "")]),
        ],
        "no header where nothing marks one",
    ),
    (
        "<tr><th>Date<td>May 2009<tr><th>Status<td>Public",
        [
            (1, False, [("Date", ""), ("May 2009", "Date")]),
            (1, False, [("Status", ""), ("Public", "Status")]),
        ],
        "a row's own header",
    ),
    (
        "<tr><td><b>No</b><td><b>What</b><tr><td>1<td>a",
        [(1, True, [("No", ""), ("What", "")]), (1, False, [("1", "No"), ("a", "What")])],
        "a first row in bold",
    ),
]


@pytest.mark.parametrize(("rows", "expected", "why"), _TABLES)
def test_tables(
    rows: str, expected: list[tuple[int, bool, list[tuple[str, str]]]], why: str
) -> None:
    assert cells_of(read_html(f"<html><table>{rows}</table>".encode())) == expected, why


def test_terms_are_read_with_what_is_said_of_them() -> None:
    page = b"<html><dl><dt>Date<dd>May 2009<dt>Status<dd>Public</dl>"
    assert texts_of(read_html(page), BlockKind.TABLE_ROW) == ["Date\tMay 2009", "Status\tPublic"]


_HINTS = [
    # head, title, published, what the row proves
    ("<title>Child\n K</title>", "Child K", "", "the title"),
    ("<meta name=DC.date content=2019-05-03T10:00Z>", "", "2019-05-03", "a date in any case"),
    ("<meta property=article:published_time content='3 May'>", "", "3 May", "a date as it is"),
    ("<meta name=viewport content=2019-05-03>", "", "", "other metadata"),
]


@pytest.mark.parametrize(("head", "title", "published", "why"), _HINTS)
def test_hints(head: str, title: str, published: str, why: str) -> None:
    reading = read_html(f"<html><head>{head}</head><body><p>a".encode())
    assert (reading.title, reading.published) == (title, published), why


def test_a_page_written_by_a_script_is_empty() -> None:
    with pytest.raises(DocumentEmpty, match="save it as PDF"):
        read_html(b"<html><body><div id=root></div><script>render()</script>")


@pytest.mark.real
def test_a_real_style_page_loses_no_sentence() -> None:
    page = shared("domain/gold_examples/asp_isla_strathbrennan.html").read_text("utf-8")
    read = "".join(re.findall(r"\w+", read_html(page.encode()).text))
    body = page.partition("<body>")[2].partition("</body>")[0]
    for sentence in re.split(r"<[^>]+>|&\w+;", body):
        assert "".join(re.findall(r"\w+", sentence)) in read, sentence
