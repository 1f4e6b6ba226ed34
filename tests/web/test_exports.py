"""Exports and feeds of pages: whole, linked, and the same from the command line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import rispy
from flask.testing import FlaskClient

from search.entry import Entry
from tests.search.library import passage
from tests.web.commands import Run, runner
from tests.web.library import make_library
from tests.web.served import client_of
from tests.web.walking import page
from web.cli import exporting
from web.exports.forms import FORMS, Form
from web.exports.items import entry_items
from web.exports.source import Edition, Source


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("passage", "information"),
        ("lesson", "information"),
        ("recommendation", "information"),
        ("review", "safeguarding"),
    ],
)
def test_an_export_holds_what_the_page_counts(sample: FlaskClient, kind: str, word: str) -> None:
    query = {"q": word, "kind": kind}
    (shown,) = page(sample, f"/search?q={word}&kind={kind}").tree.xpath(
        "//nav[@aria-label='Kinds of result']//a[@aria-current]/span/text()"
    )
    rows = _rows(sample.get("/search/results.csv", query_string=query).data)
    plain = sample.get("/search/results.json", query_string=query).json
    feed = feedparser.parse(sample.get("/search/feed.atom", query_string=query).data)
    assert plain is not None
    assert len(rows) == len(plain["items"]) == len(feed.entries) == int(shown) > 0
    assert {row["kind"] for row in rows} == {kind}
    reports = {row["document_id"] for row in rows}
    csl = json.loads(sample.get("/search/results.csl.json", query_string=query).data)
    assert len(csl) == len(reports)
    for ending, record in (("ris", b"TY  - RPRT\r\n"), ("bib", b"@techreport{")):
        data = sample.get(f"/search/results.{ending}", query_string=query).data
        assert data.count(record) == len(reports)


@pytest.mark.parametrize(
    "order",
    [
        "",
        "&sort=newest",
        "&sort=oldest",
        "&rank=meaning",
        "&rank=meaning&year=2016",  # a filter holds for both ways of finding
    ],
)
@pytest.mark.parametrize("words", ["shared", "theme:information-sharing", "year:2010.."])
def test_an_export_stands_in_the_order_of_its_page(
    sample: FlaskClient, words: str, order: str
) -> None:
    query = f"?q={words}&kind=recommendation{order}"
    rows = _rows(sample.get(f"/search/results.csv{query}").data)
    shown = [row["id"] for row in rows]
    assert len(set(shown)) == len(shown) > 0
    start, number = 0, 1
    while found := _recommendations(sample, f"/search{query}&page={number}"):
        # A page puts hits of one review together, under the best of them.
        assert found[0] == shown[start]
        assert sorted(found) == sorted(shown[start : start + len(found)])
        start, number = start + len(found), number + 1
    assert start == len(shown)
    plain = sample.get(f"/search/results.json{query}").json
    feed = feedparser.parse(sample.get(f"/search/feed.atom{query}").data)
    assert plain is not None
    assert [one["id"] for one in plain["items"]] == shown
    assert [one.id.rpartition("/")[2] for one in feed.entries] == shown
    reports = list(dict.fromkeys(row["document_id"] for row in rows))
    csl = json.loads(sample.get(f"/search/results.csl.json{query}").data)
    assert [one["URL"].rpartition("/")[2] for one in csl] == reports
    assert set(order.split("&")[1:2]) <= set(rows[0]["search_address"].split("&"))


def _recommendations(client: FlaskClient, address: str) -> list[str]:
    """Return the ids of the recommendations on a page of results, in its order."""
    links = page(client, address).tree.xpath("//article[@class='lg-hit']//h2/a/@href")
    place = "/recommendations/"
    return [
        urlsplit(one).path.removeprefix(place)
        for one in dict.fromkeys(links)
        if one.startswith(place)
    ]


def test_every_address_in_an_export_answers(sample: FlaskClient) -> None:
    rows = _rows(sample.get("/search/results.csv").data)
    rows += _rows(sample.get("/search/results.csv?q=police&kind=case").data)
    assert {row["kind"] for row in rows} >= {"passage", "recommendation", "review", "case"}
    firsts = {row["kind"]: row["address"] for row in rows}
    for address in (*firsts.values(), rows[0]["search_address"]):
        assert sample.get(address.removeprefix("http://localhost")).status_code == 200, address


def test_an_export_says_where_it_is_from(made: FlaskClient) -> None:
    (row, *_) = _rows(made.get("/search/results.csv?q=police&kind=passage").data)
    assert row["asked_for"] == "passages in reviews where the text says “police”"
    assert row["search_address"] == "http://localhost/search?q=police&kind=passage"
    assert row["library"].startswith("Lessons Graph ")
    assert "library edition 2 of " in row["library"]


def test_cases_are_listed_once_with_their_label(made: FlaskClient) -> None:
    rows = _rows(made.get("/search/results.csv?q=&kind=case").data)
    assert len({row["id"] for row in rows}) == len(rows) > 1
    assert all(row["name"] != row["id"] for row in rows)
    passages = _rows(made.get("/search/results.csv").data)
    told = {row["id"]: int(row["found"]) for row in rows}
    assert told == {
        case: sum(case in row["case_ids"].split("; ") for row in passages) for case in told
    }


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search/results.xls", 404),
        ("/search/results.atom", 404),  # the feed has an address of its own
        ("/search/results.csv?q=year:abc", 400),
        ("/search/feed.atom?year=abc", 400),
        ("/search/results.csv?q=zzzz", 200),  # nothing found is a file with nothing in it
        ("/search/feed.atom?q=zzzz", 200),
        ("/themes/nonsense/feed.atom", 404),
        ("/agencies/nonsense/results.csv", 404),
        ("/search/results.csv?q=%ED%A0%80", 200),
    ],
)
def test_addresses_good_and_bad(made: FlaskClient, address: str, status: int) -> None:
    assert made.get(address).status_code == status


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_nothing_found_is_a_whole_file(made: FlaskClient, form: Form) -> None:
    ending = form.ending
    name = "feed" if ending == "atom" else "results"
    data = made.get(f"/search/{name}.{ending}?q=zzzz").data
    # A search that finds nothing is a finding: its file says what was asked, of what, when.
    assert b"zzzz" in data
    assert b"library edition 2 of" in data
    assert f"{dt.datetime.now(dt.UTC):%Y}".encode() in data
    if ending == "csv":
        (row,) = _rows(data)
        assert (row["kind"], row["id"], row["found"]) == ("", "", "0")
    elif ending == "json":
        assert json.loads(data)["items"] == []
    elif ending == "csl.json":
        (one,) = json.loads(data)
        assert one["type"] == "dataset"
    elif ending == "atom":
        assert (feedparser.parse(data).bozo, feedparser.parse(data).entries) == (False, [])
    elif ending == "ris":
        assert [one["type_of_reference"] for one in rispy.loads(data.decode())] == ["DBASE"]
    else:
        assert b"@techreport" not in data


def test_a_feed_is_sent_once_an_edition(made: FlaskClient) -> None:
    first = made.get("/search/feed.atom?q=police")
    again = made.get("/search/feed.atom?q=police", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    other = made.get("/search/feed.atom?q=police", headers={"If-None-Match": 'W/"older"'})
    assert other.status_code == 200


def test_pages_lead_to_their_exports(sample: FlaskClient) -> None:
    places = ["/search?q=police"]
    for kind in ("themes", "factors", "agencies"):
        links = {one for one in page(sample, f"/{kind}").links() if one.startswith(f"/{kind}/")}
        places += sorted(links)[:2]
    assert len(places) >= 5
    for place in places:
        found = page(sample, place)
        (feed,) = found.tree.xpath("//link[@type='application/atom+xml']/@href")
        assert feedparser.parse(sample.get(feed).data).bozo is False
        for address, media_type in found.files():
            answer = sample.get(address)
            assert (answer.status_code, answer.content_type) == (200, media_type), address


def test_a_theme_exports_what_its_page_lists(sample: FlaskClient) -> None:
    rows = _rows(sample.get("/themes/information-sharing/results.csv").data)
    text = page(sample, "/themes/information-sharing").text()
    lessons = sum(row["kind"] == "lesson" for row in rows)
    assert f"{lessons} lesson" in text
    assert f"{len(rows) - lessons} recommendation" in text


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("exports") / "library")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], library: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LESSONS_LIBRARY", str(library))
    return runner(capsys)


def test_the_command_knows_every_form() -> None:
    assert tuple(FORMS) == exporting.FORMS


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_the_command_writes_what_the_page_does(
    run: Run, library: Path, tmp_path: Path, form: Form
) -> None:
    output = tmp_path / "out"
    options = ["--export", form.name, "-o", output, "--site", "http://localhost/"]
    answer = run("search", "police", "--kind", "passage", *options)
    assert (answer.code, answer.out) == (0, "")
    assert f"results to {output}: passages in reviews where the text says" in answer.err
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
    name = "feed" if form.name == "atom" else "results"
    address = f"/search/{name}.{form.ending}?q=police&kind=passage"
    assert output.read_bytes() == client_of(library).get(address).data


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["police", "-o", "x"],
        ["police", "--cases"],
        ["police", "--csv", "x"],
        ["police", "--export", "csv", "--batch", "x"],
        ["police", "--export", "pdf"],
        ["--batch", "no-such-file"],
    ],
)
def test_half_of_an_option_is_told(run: Run, options: list[str]) -> None:
    assert run("search", *options).code == 2


def test_cases_from_the_command(run: Run) -> None:
    rows = _rows(run("search", "*", "--export", "csv", "--cases").out.encode())
    assert {row["kind"] for row in rows} == {"case"}


def _entries(number: int) -> Iterator[Entry]:
    """Yield entries of reports of 100 passages, made as they are asked for."""
    for at in range(number):
        yield passage(f"p{at}", "Nobody asked. " * 20, document=f"d{at // 100}", position=at % 100)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_an_export_takes_no_more_memory_for_more_results(form: Form) -> None:
    edition = Edition(1, dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "0.1.0", "0.1.0")
    source = Source("everything", "/search", "http://x", edition, dt.date(2026, 1, 2))

    def peak(number: int) -> tuple[int, int]:
        tracemalloc.start()
        size = sum(map(len, form.write(entry_items(_entries(number)), source)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size, most

    peak(200)  # what is loaded once
    few, many = peak(300), peak(6_000)
    assert many[0] > 15 * few[0]
    assert many[1] < 2 * few[1]
