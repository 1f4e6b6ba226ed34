"""What a document prints is shown, never run; answers carry their headers; errors are calm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.library import Library
from tests import factories
from tests.ingest.publishing import put
from tests.web.served import client_of
from tests.web.walking import walk
from web.app import create_app
from web.config import Settings

_ATTACK = "<script>alert(1)</script>"
_QUOTED = '" onmouseover="alert(1)'


def test_headers(made: FlaskClient) -> None:
    for address in ("/", "/search?q=x", "/nowhere", "/static/lessons.css"):
        with made.get(address) as answer:
            headers = answer.headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in headers


def test_static_files_are_cached_under_their_hash(made: FlaskClient) -> None:
    address = next(
        part for part in made.get("/").get_data(as_text=True).split('"') if "lessons.css" in part
    )
    assert "?v=" in address
    with made.get(address) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_markup_in_a_document_is_shown_as_text(tmp_path: Path) -> None:
    record = factories.later_record()
    (review,), (case,) = record.reviews, record.cases
    hostile = replace(
        record,
        document=replace(record.document, title=f"{_ATTACK}{_QUOTED}"),
        reviews=(replace(review, area=_ATTACK, commissioned_by=(f"{_ATTACK} Board{_QUOTED}",)),),
        cases=(replace(case, label=f"{_ATTACK}{_QUOTED}", also=(_ATTACK,), age=_QUOTED),),
        agencies=tuple(replace(one, also=(_ATTACK,)) for one in record.agencies),
        passages=tuple(replace(one, section=(_ATTACK,)) for one in record.passages),
        recommendations=tuple(
            replace(one, text=f"{_ATTACK}{_QUOTED}", deadline=_ATTACK, number=_QUOTED)
            for one in record.recommendations
        ),
    )
    library = Library.create(tmp_path / "library")
    put(library, hostile)
    pages = list(walk(client_of(library.path), "/", "/search?q=script"))
    assert {one.status for one in pages} == {200}
    for one in pages:
        inline = one.tree.xpath("//script[not(@src) and not(@type)]|//@onmouseover")
        assert inline == [], one.address
    assert sum(_ATTACK in one.text("//body") for one in pages) > 10


# Addresses of nothing, each of another kind.
NOWHERE = [
    "/nowhere",
    "/reviews/none",
    "/cases/none",
    "/factors/none",
    "/factors/hidden-men",  # a concept, but no risk factor
    "/themes/domestic-abuse",
    "/agencies/none",
    "/recommendations/none",
    "/recommendations/les-fathers",
    "/lessons/rec-1",
    "/documents/none",
    "/cases/%3E%20%3Fx%20%7D%20DELETE",
    "/cases/%00",
    "/cases/%ff",
    "/reviews/..%2f..%2fetc",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_nothing_at_this_address(made: FlaskClient, address: str) -> None:
    answer = made.get(address)
    assert answer.status_code == 404
    assert "Page not found" in answer.get_data(as_text=True)


def test_a_wrong_method(made: FlaskClient) -> None:
    assert made.post("/").status_code == 405


def test_no_library_yet(tmp_path: Path) -> None:
    answer = client_of(tmp_path / "none").get("/")
    assert answer.status_code == 503
    assert "lessons ingest" in answer.get_data(as_text=True)


def test_a_damaged_library_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("0009\n", encoding="ascii")
    answer = client_of(tmp_path).get("/")
    assert answer.status_code == 503
    assert "lessons rollback" in answer.get_data(as_text=True)


def test_what_is_unforeseen_is_not_shown(tmp_path: Path) -> None:
    app = create_app(Settings(library=tmp_path))

    @app.get("/broken")
    def _broken() -> str:
        raise ZeroDivisionError("a secret")

    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.get_data(as_text=True)
    assert "secret" not in answer.get_data(as_text=True)
