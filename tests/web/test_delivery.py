"""How answers travel: compressed, kept while nothing changes, logged without telling on readers."""

from __future__ import annotations

import gzip
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.library import Library
from tests import factories
from tests.ingest.publishing import put
from tests.web.library import make_library
from tests.web.served import client_of
from web.app import create_app
from web.config import Settings
from web.delivery import ACCESS_LOG
from web.page_cache import PageCache, Sent

_ZIPPED = {"Accept-Encoding": "gzip"}
_BUDGET = 60_000  # bytes of the first page with everything that it loads


@pytest.mark.parametrize(
    "address", ["/", "/search?q=information", "/search/results.csv", "/static/lessons.css"]
)
def test_what_is_sent_is_compressed_and_the_same(made: FlaskClient, address: str) -> None:
    with made.get(address) as plain, made.get(address, headers=_ZIPPED) as zipped:
        assert "Content-Encoding" not in plain.headers
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(zipped.data) == plain.data
        assert "Accept-Encoding" in zipped.headers["Vary"]


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_the_first_page_is_small(sample: FlaskClient, encoding: str) -> None:
    page = sample.get("/").get_data(as_text=True)
    assets = {part for part in page.split('"') if part.startswith("/static/")}
    assert len(assets) >= 4
    sizes = {}
    for one in {"/", *assets}:
        with sample.get(one, headers={"Accept-Encoding": encoding}) as answer:
            sizes[one] = len(answer.data)
    assert sum(sizes.values()) < _BUDGET, sizes


def test_a_page_is_kept_until_the_library_changes(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library")
    client = client_of(path)
    first = client.get("/reviews", headers=_ZIPPED)
    known = {"If-None-Match": first.headers["ETag"], **_ZIPPED}
    assert "no-cache" in first.headers["Cache-Control"]
    again = client.get("/reviews", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Security-Policy" in again.headers
    assert client.get("/themes", headers=known).status_code == 200  # another page
    record = factories.later_record()
    put(
        Library.open(path),
        replace(record, document=replace(record.document, title="Another title")),
    )
    assert client.get("/reviews", headers=known).status_code == 200


def test_a_library_made_anew_is_not_taken_for_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "library"
    known = {"If-None-Match": client_of(make_library(path)).get("/reviews").headers["ETag"]}
    assert client_of(path).get("/reviews", headers=known).status_code == 200


def test_what_may_change_is_not_kept(made: FlaskClient) -> None:
    for address in ("/sparql", "/nowhere"):
        assert "ETag" not in made.get(address).headers, address


def test_health_and_readiness(made: FlaskClient, tmp_path: Path) -> None:
    empty = client_of(tmp_path / "none")
    assert [one.get("/health").status_code for one in (made, empty)] == [200, 200]
    assert [one.get("/ready").status_code for one in (made, empty)] == [200, 503]
    assert "lessons ingest" in empty.get("/ready").get_data(as_text=True)
    assert made.get("/ready").headers["Cache-Control"] == "no-store"


_FORWARDED = {"X-Forwarded-Host": "lessons.example", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("proxies", "address"),
    [
        (0, "http://localhost/"),  # anybody may write these headers
        (1, "https://lessons.example/"),
    ],
)
def test_a_proxy_is_believed_where_it_is_set(tmp_path: Path, proxies: int, address: str) -> None:
    path = make_library(tmp_path / "library")
    client = create_app(Settings(library=path, proxies=proxies)).test_client()
    assert f"Printed from {address}," in client.get("/", headers=_FORWARDED).get_data(as_text=True)


def test_the_log_tells_no_search_and_no_reader(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library.create(tmp_path / "library")
    put(library, factories.later_record())
    client = create_app(Settings(library=library.path, access_log=True)).test_client()
    with caplog.at_level(logging.INFO, logger=ACCESS_LOG):
        client.get("/search?q=secret")
        client.get("/reviews/a%0Ab")
    found, forged = [one.getMessage() for one in caplog.records if one.name == ACCESS_LOG]
    assert found.startswith("GET /search 200 ")
    assert found.endswith(" ms")
    assert "secret" not in found
    assert forged.startswith("GET /reviews/a%0Ab 404 ")


def test_a_drawn_page_is_not_drawn_again(tmp_path: Path) -> None:
    app = create_app(Settings(library=make_library(tmp_path / "library")))
    drawn = list[str]()
    app.before_request(lambda: drawn.append("drawn"))  # runs only where nothing was kept
    client = app.test_client()
    plain, zipped, again = (client.get("/reviews", headers=told) for told in ({}, _ZIPPED, _ZIPPED))
    assert len(drawn) == 2  # one for each encoding
    assert zipped.data == again.data
    assert zipped.headers["ETag"] == again.headers["ETag"]
    assert gzip.decompress(again.data) == plain.data
    assert again.headers["Content-Encoding"] == "gzip"
    assert "Content-Security-Policy" in again.headers
    assert client.get("/reviews?page=1", headers=_ZIPPED).status_code == 200
    assert len(drawn) == 3


@pytest.mark.parametrize(
    ("most", "kept"),
    [
        (0, []),
        (9, []),  # not even one
        (20, ["a", "c"]),  # a was asked for last, so b goes
        (30, ["a", "b", "c"]),
    ],
)
def test_the_cache_keeps_to_its_room(most: int, kept: list[str]) -> None:
    cache = PageCache(most)
    for name in "ab":
        cache.put(name, Sent(b"0123456789", ()))
    cache.get("a")
    cache.put("c", Sent(b"0123456789", ()))
    assert [name for name in "abc" if cache.get(name)] == kept
