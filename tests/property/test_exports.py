"""Whatever a report says, each export is read back whole by a real reader of its form."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace

import feedparser
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pylatexenc.latex2text import LatexNodes2Text

from search.entry import Entry, EntryKind
from search.order import Order
from search.results import Sort
from web.exports.cleaning import one_line, printable
from web.exports.forms import FORMS
from web.exports.items import entry_items
from web.exports.lists import BOM, csv_rows, safe_cell
from web.exports.reports import reports
from web.exports.source import Edition, Source

# What breaks files: signs of each form, line ends, control characters, other scripts.
_SIGNS = st.sampled_from(
    [
        "=1+1", "@SUM(A1)", "\t=x", "-2", "+3", "\uff1d1", '"', '""', ",", ";", "\r\n", "\n", "\r",
        "\x00", "\x0b", "\x1b", "\u2028", "\ufeff", "{", "}", "}}", "\\", "\\input{x}", "$", "%",
        "&", "#", "_", "~", "^", "@", "@book{x,", "ER  - ", "TY  - JOUR", "]]>", "<script>",
        "&amp;", "-->", "\U0001f600", "\u202e", "caf\u00e9", "Baby E", " ",
    ]
)  # fmt: skip
_TEXT = st.one_of(st.lists(_SIGNS, max_size=6).map("".join), st.text(max_size=30))
_WORDS = _TEXT.map(lambda text: f"x {text}")  # never blank


def _in_order(entries: list[Entry]) -> list[Entry]:
    """Return entries as an index gives them: those of one document together."""
    return sorted(entries, key=lambda one: one.document)


_DATES = st.sampled_from(["", "2016", "2016-11", "2016-11-03"])
_ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.text(min_size=1, max_size=8),
        kind=st.sampled_from(EntryKind),
        title=_WORDS,
        text=_TEXT,
        document=st.sampled_from(["doc-a", "doc-b", "doc c/\u00e9"]),
        number=_TEXT,
        board=st.lists(_WORDS, max_size=2).map(tuple),
        area=_TEXT,
        date=_DATES,
        themes=st.lists(st.sampled_from(["information-sharing", "record-keeping"])).map(tuple),
    ),
    max_size=6,
).map(lambda entries: [replace(one, year=int(one.date[:4] or 0)) for one in _in_order(entries)])
_SOURCES = st.builds(
    Source,
    asked_for=_WORDS.map(one_line),
    path=st.just("/search?q=a%40b&kind=lesson"),
    site=st.just("https://reviews.example"),
    edition=st.just(Edition(7, dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "0.1.0", "0.1.0")),
    exported=st.just(dt.date(2026, 3, 4)),
)


def _written(form: str, entries: list[Entry], source: Source) -> bytes:
    return b"".join(FORMS[form].write(entry_items(entries), source))


@settings(max_examples=40, deadline=None)
@given(_ENTRIES, _SOURCES)
def test_csv(entries: list[Entry], source: Source) -> None:
    data = _written("csv", entries, source)
    assert data.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    # Nothing found is one row that says so, with where it is from.
    assert [row["found"] for row in rows] == (["1"] * len(entries) or ["0"])
    assert [row["text"].removeprefix("'") for row in rows] == (
        [printable(one.text).removeprefix("'") for one in entries] or [""]
    )
    for row in rows:
        assert None not in row
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
        assert row["library"] == "Lessons Graph 0.1.0, library edition 7 of 2026-01-02"
        assert (row["search_address"], row["exported"]) == (source.address, "2026-03-04")


@settings(max_examples=40, deadline=None)
@given(_ENTRIES, _SOURCES)
def test_json(entries: list[Entry], source: Source) -> None:
    plain = json.loads(_written("json", entries, source))
    assert [one["text"] for one in plain["items"]] == [printable(one.text) for one in entries]
    assert plain["source"]["asked_for"] == source.asked_for


@settings(max_examples=40, deadline=None)
@given(_ENTRIES, _SOURCES)
def test_ris(entries: list[Entry], source: Source) -> None:
    text = _written("ris", entries, source).decode()
    assert all(re.fullmatch(r"([A-Z][A-Z0-9]  - .*)?", line) for line in text.split("\r\n"))
    expected = list(reports(entry_items(entries), source))
    found = rispy.loads(text)
    if not expected:
        assert found[0].pop("type_of_reference") == "DBASE"
        assert source.edition.words in found.pop()["name_of_database"]
    assert [one["id"] for one in found] == [one.key for one in expected]
    for one, report in zip(found, expected, strict=True):
        assert (one["type_of_reference"], one["title"]) == ("RPRT", report.title)
        assert one.get("publisher", "") == "; ".join(report.boards)
        assert len(one.get("authors", [])) == len(report.boards)
        assert one.get("year", "") == report.date[:4]
        assert one["urls"] == [report.address]


@settings(max_examples=40, deadline=None)
@given(_ENTRIES, _SOURCES)
def test_bibtex(entries: list[Entry], source: Source) -> None:
    library = parse_string(_written("bibtex", entries, source).decode())
    assert library.failed_blocks == []
    expected = list(reports(entry_items(entries), source))
    assert [one.key for one in library.entries] == [one.key for one in expected]
    plain = LatexNodes2Text(keep_braced_groups=False).latex_to_text
    for one, report in zip(library.entries, expected, strict=True):
        fields = one.fields_dict
        assert one.entry_type == "techreport"
        assert _squeezed(plain(fields["title"].value)) == _squeezed(report.title)
        assert fields["url"].value == report.address


def _squeezed(text: str) -> str:
    """Return text without what TeX's own ligatures and spaces make of it."""
    text = text.replace("\u02c6", "^").replace("\u02dc", "~")
    return re.sub(r"[\s\u00a0`'\u2018-\u201d\u2013\u2014\u00a1\u00bf<>?!-]", "", text)


@settings(max_examples=40, deadline=None)
@given(_ENTRIES, _SOURCES)
def test_csl(entries: list[Entry], source: Source) -> None:
    found = json.loads(_written("csl", entries, source))
    # Names of the CSL-JSON schema, which allows no others.
    allowed = {
        *("id", "type", "title", "author", "publisher", "publisher-place", "genre", "issued"),
        *("accessed", "URL", "source", "note", "language"),
    }
    expected = list(reports(entry_items(entries), source))
    for one in found:
        assert {"id", "type", "title", "URL", "accessed"} <= set(one) <= allowed
    if not expected:
        assert found.pop()["type"] == "dataset"
    for one, report in zip(found, expected, strict=True):
        assert one["type"] == "report"
        assert one.get("author", []) == [{"literal": board} for board in report.boards]
        assert one.get("issued", {"date-parts": [[]]})["date-parts"] == [list(report.date_parts)]


_ATOM = "{http://www.w3.org/2005/Atom}"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@settings(max_examples=40, deadline=None)
@given(_ENTRIES, _SOURCES)
def test_atom(entries: list[Entry], source: Source) -> None:
    data = _written("atom", entries, source)
    feed = etree.fromstring(data)
    items = list(entry_items(entries))
    for one in (feed, *feed.findall(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):  # RFC 4287: exactly one of each
            (element,) = one.findall(f"{_ATOM}{name}")
            assert element.text
        assert _TIME.fullmatch(one.findtext(f"{_ATOM}updated") or "")
    assert feed.find(f"{_ATOM}author/{_ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{_ATOM}link")}
    assert links == {
        "self": "https://reviews.example/search/feed.atom?q=a%40b&kind=lesson",
        "alternate": source.address,
    }
    found = feed.findall(f"{_ATOM}entry")
    assert [one.findtext(f"{_ATOM}id") for one in found] == [item.iri for item in items]
    contents = [one.findtext(f"{_ATOM}content") for one in found]
    assert [_ends(one) for one in contents] == [
        _ends(printable(item.entry.text or item.name)) for item in items
    ]
    parsed = feedparser.parse(data)
    assert (parsed.bozo, len(parsed.entries)) == (False, len(entries))


def _ends(text: str | None) -> str:
    """Return text with line ends as XML reads them."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(st.lists(_TEXT, min_size=2, max_size=2)))
def test_rows_of_any_cells_come_back(rows: list[list[str]]) -> None:
    written = b"".join(csv_rows(("a", "b"), (dict(zip("ab", row, strict=True)) for row in rows)))
    found = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert found == [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@x", "'@x"),
        ("-1", "'-1"),  # text that looks like a number is text all the same
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("\uff1d1", "'\uff1d1"),
        ("1-2", "1-2"),
        ("4.6", "4.6"),
        ("", ""),
        (-1, -1),
        (None, None),
    ],
)
def test_cells_that_a_spreadsheet_would_run(cell: object, safe: object) -> None:
    assert safe_cell(cell) == safe


def test_keys_differ_between_reports_of_one_board_and_year() -> None:
    entry = Entry("e", EntryKind.REVIEW, "Title", "", "doc", board=("Board",), year=2010)
    edition = Edition(1, dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "0.1.0", "0.1.0")
    source = Source("x", "/search", "http://x", edition, dt.date(2026, 1, 2))
    many = [replace(entry, document=f"doc-{at}") for at in range(3_000)]
    keys = [one.key for one in reports(entry_items(many), source)]
    assert len(set(keys)) == len(many)
    assert all(re.fullmatch(r"board-2010-[0-9a-f]{10}", key) for key in keys)


_RANKED = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=60, unique=True)


@settings(max_examples=60, deadline=None)
@given(_RANKED)
def test_each_report_is_cited_once_whatever_the_order(ranked: list[tuple[int, int]]) -> None:
    edition = Edition(1, dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "0.1.0", "0.1.0")
    entries = [
        Entry(f"{report}-{at}", EntryKind.PASSAGE, f"Report {report}", "", f"doc-{report}",
              number=f"{at}", board=(f"Board {report}",))
        for report, at in ranked
    ]  # fmt: skip
    source = Source("x", "/search", "http://x", edition, dt.date(2026, 1, 2), Order())
    found = {one.address.rpartition("/")[2]: one for one in reports(entry_items(entries), source)}
    assert list(found) == list(dict.fromkeys(one.document for one in entries))
    together = replace(source, order=Order(Sort.NEWEST))
    parts = sorted(entries, key=lambda one: list(found).index(one.document))
    assert list(found.values()) == list(reports(entry_items(parts), together))
