"""Whatever an address of the search says, the answer is a page: never a failure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.library import make_library
from tests.web.served import client_of

_NAMES = ["q", "kind", "factor", "theme", "year", "area", "sort", "page", "expand", "board", "x",
          "review", "case"]  # fmt: skip
_WORDS = st.sampled_from(
    [
        "police", "DV", "factor:neglect", "status:possible", "same:review", "age:<1", "\x00", '"',
        "(", ")", "AND", "OR", "NOT", "~2", "*", "?", "[", "TO", "]", "year:",
    ]
)  # fmt: skip
_VALUES = st.one_of(st.text(), st.lists(_WORDS).map(" ".join), st.integers().map(str))


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    with TemporaryDirectory() as folder:
        yield client_of(make_library(Path(folder)))


@settings(max_examples=150, deadline=None)
@given(pairs=st.lists(st.tuples(st.sampled_from(_NAMES), _VALUES), max_size=6))
def test_any_search(client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    answer = client.get("/search", query_string=pairs)
    assert answer.status_code in (200, 400)
    assert "<h1" in answer.get_data(as_text=True)


@settings(max_examples=100, deadline=None)
@given(typed=st.one_of(st.text(), st.lists(_WORDS).map(" ".join)))
def test_any_typing_gets_suggestions_or_none(client: FlaskClient, typed: str) -> None:
    answer = client.get("/search/suggest", query_string={"q": typed})
    assert answer.status_code == 200
    assert answer.json is not None
    assert len(answer.json["suggestions"]) <= 8


@pytest.mark.parametrize("address", ["/search", "/search/suggest"])
@pytest.mark.parametrize(
    "typed",
    [
        "abuse " * 20_000,
        "(" * 1_000 + "abuse" + ")" * 1_000,
        "(a+)+$ " * 200,
        "\x00\u202e\u200f" * 500,
        '"' * 1_999,
        "factor:neglect OR " * 90 + "x",
        "negl* " * 300,
    ],
)
def test_what_is_too_much_is_told_at_once(client: FlaskClient, address: str, typed: str) -> None:
    answer = client.get(address, query_string={"q": typed, "page": "9" * 400})
    assert answer.status_code in (200, 400)
    assert len(answer.get_data()) < 400_000


@settings(max_examples=50, deadline=None)
@given(query=st.binary(max_size=60))
def test_any_bytes_after_the_question_mark(client: FlaskClient, query: bytes) -> None:
    answer = client.get("/search", query_string=query.replace(b"#", b"%23").decode("latin-1"))
    assert answer.status_code in (200, 400)


@settings(max_examples=100, deadline=None)
@given(
    kind=st.sampled_from(["reviews", "cases", "factors", "themes", "agencies", "documents"]),
    identifier=st.text(min_size=1),
)
def test_any_identifier(client: FlaskClient, kind: str, identifier: str) -> None:
    answer = client.get(f"/{kind}/{identifier}")
    assert answer.status_code in (200, 308, 404)
