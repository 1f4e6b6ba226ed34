"""Lists of queries on the page, through the API, and on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tests.web.commands import Run, runner
from tests.web.library import make_library
from tests.web.walking import Page

_LIST = "police\nyear:abc\nzzzz"


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_page_counts_and_links(made: FlaskClient) -> None:
    answer = made.post("/search/batch", data={"terms": _LIST})
    found = Page("", answer.status_code, html.fromstring(answer.get_data(as_text=True)))
    assert found.status == 200
    rows = ["|".join(one.itertext()).split("|") for one in found.tree.xpath("//table[1]/tbody/tr")]
    told = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert ["year:abc", "Not counted. year: cannot read 'abc'. Write it as 2012."] in told
    assert ["zzzz", "0", "0", "0"] in told
    for link in found.tree.xpath("//table//a/@href"):
        assert made.get(link).status_code == 200, link
    assert found.text("//textarea").split() == _LIST.split()


def test_a_count_of_a_case_is_that_of_the_search_it_links_to(made: FlaskClient) -> None:
    rows = _rows(made.post("/search/batch", data={"terms": "police", "as": "csv"}).data.decode())
    cases = [row for row in rows if row["case_id"]]
    assert cases
    for row in cases:
        path = row["address"].removeprefix("http://localhost")
        found = _rows(made.get(path.replace("/search?", "/search/results.csv?")).data.decode())
        assert len(found) == int(row["count"])


def test_a_file_and_its_names(made: FlaskClient) -> None:
    file = (io.BytesIO("\ufeffname,query\nP,police\n=1,zzzz\n".encode()), "list.CSV")
    answer = made.post("/search/batch", data={"terms": "", "as": "csv", "file": file})
    names = {(row["name"], row["query"]) for row in _rows(answer.data.decode())}
    assert names == {("P", "police"), ("'=1", "zzzz")}
    assert "attachment" in answer.headers["Content-Disposition"]


# What is sent, and the words of the answer's message.
BAD = [
    ({"terms": ""}, "The list holds no term."),
    ({"terms": "x\n" * 201}, "200 can be counted at once"),
    ({"file": (io.BytesIO(b"\xff\xfe\x00"), "x.csv")}, "is not in UTF-8"),
    ({"file": (io.BytesIO(b"x" * 200_000 + b",y"), "x.csv")}, "The table cannot be read"),
]


@pytest.mark.parametrize(("data", "words"), BAD)
def test_bad_lists_get_a_message(made: FlaskClient, data: dict[str, object], words: str) -> None:
    answer = made.post("/search/batch", data=data)
    assert (answer.status_code, words in answer.get_data(as_text=True)) == (400, True)


def test_what_is_far_too_large_is_refused(made: FlaskClient) -> None:
    file = (io.BytesIO(b"x\n" * 220_000), "x.txt")
    assert made.post("/search/batch", data={"file": file}).status_code == 413


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"queries": ["police", "year:abc"]}},
        {"data": "police\nyear:abc", "content_type": "text/plain"},
        {"data": "query,x\npolice,1\nyear:abc,2", "content_type": "text/csv"},
    ],
)
def test_the_api(made: FlaskClient, sent: dict[str, Any]) -> None:
    answer = made.post("/api/batch", **sent)
    assert answer.json is not None
    assert answer.json["schema"] == "lessons-batch/1"
    police, wrong = answer.json["terms"]
    assert police["total"] > 0
    assert wrong["problem"]
    assert police["cases"][0]["count"] > 0


@pytest.mark.parametrize(
    "sent", [{"json": {"queries": "police"}}, {"json": []}, {"data": ""}, {"json": {"queries": []}}]
)
def test_the_api_says_what_it_wants(made: FlaskClient, sent: dict[str, Any]) -> None:
    answer = made.post("/api/batch", **sent)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "usage-invalid"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5).map("\n".join))
def test_any_list_gets_a_page(made: FlaskClient, text: str) -> None:
    answer = made.post("/search/batch", data={"terms": text})
    assert answer.status_code in (200, 400)
    assert "<h1" in answer.get_data(as_text=True)


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Run:
    path = make_library(tmp_path_factory.mktemp("batch") / "library")
    monkeypatch.setenv("LESSONS_LIBRARY", str(path))
    return runner(capsys)


def test_the_command(run: Run, tmp_path: Path) -> None:
    terms, output = tmp_path / "terms.txt", tmp_path / "out.csv"
    terms.write_text(_LIST, encoding="utf-8")
    answer = run("search", "--batch", terms, "--kind", "passage")
    assert answer.code == 0
    assert "police  (" in answer.out
    assert "query-invalid: year:abc" in answer.err
    assert run("search", "--batch", terms, "--kind", "passage", "--csv", output).out == ""
    library = Path(str(run("search", "--batch", terms, "--json").json()["library"]))
    rows = _rows(output.read_text(encoding="utf-8-sig"))
    assert {row["library"] for row in rows} == {str(library)}
    assert {row["query"] for row in rows} == set(_LIST.split("\n"))


def test_the_command_and_the_page_count_alike(run: Run, made: FlaskClient, tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("name,query\nP,police\n", encoding="utf-8")
    own = run("search", "--batch", terms, "--kind", "passage", "--json").json()["terms"]
    answer = made.post("/api/batch", data="name,query\nP,police", content_type="text/csv").json
    assert answer is not None
    assert [one["total"] for one in own] == [one["total"] for one in answer["terms"]]
    assert own[0]["name"] == "P"
