"""The reading list: what its address says, what its form changes, and its files."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
import rispy
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.web.walking import page
from web.content.ordering import placed
from web.content.reading_list import MOST, read_list


def ids_of(client: FlaskClient, count: int = 3) -> list[str]:
    """Return ids of passages, lessons and recommendations that the library offers to pick."""
    found: list[str] = []
    for kind in ("lesson", "recommendation", "passage", "review"):
        shown = page(client, f"/search?kind={kind}")
        found += [str(one) for one in shown.tree.xpath("//input[@form='picks']/@value")][:count]
    return found


@pytest.mark.parametrize(
    ("pairs", "ids"),
    [
        ([("ids", "a.b")], ("a", "b")),  # as an address holds them
        ([("ids", "a"), ("ids", "b")], ("a", "b")),  # as ticked boxes send them
        ([("ids", "a.a.b")], ("a", "b")),  # each once
        ([("ids", "a.b"), ("drop", "a")], ("b",)),  # taken away
        ([("ids", "a.b"), ("at.b", "1")], ("b", "a")),  # put first
        ([("ids", "a"), ("join", "http://x/reading-list?ids=b.c&title=t")], ("a", "b", "c")),
        ([("ids", "<b>.x")], ("x",)),  # what is no id is left out
        ([], ()),
    ],
)
def test_an_address_or_a_form_says_a_list(
    pairs: list[tuple[str, str]], ids: tuple[str, ...]
) -> None:
    assert read_list(MultiDict(pairs)).ids == ids


def test_a_list_has_limits() -> None:
    long = read_list(MultiDict([("ids", ".".join(f"p-{n}" for n in range(MOST + 9)))]))
    assert len(long.ids) == MOST
    told = read_list(MultiDict([("ids", "a"), ("note.a", "n" * 900), ("title", "t" * 900)]))
    assert len(told.notes["a"]) == 400
    assert len(told.title) == 120


@given(st.lists(st.tuples(st.sampled_from(["ids", "title", "note.a", "at.a", "drop"]), st.text())))
def test_an_address_made_from_a_list_says_the_same_list(pairs: list[tuple[str, str]]) -> None:
    once = read_list(MultiDict(pairs))
    again = read_list(MultiDict(once.pairs))
    assert again.ids == once.ids
    assert again.pairs == once.pairs


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({"a": "1", "b": "2", "c": "3"}, "abc"),  # nothing changed
        ({"a": "1", "b": "2", "c": "1"}, "cab"),  # from below: before the one that was there
        ({"a": "3", "b": "2", "c": "3"}, "bca"),  # from above: after the one that was there
        ({"c": "1", "a": "2", "b": "3"}, "cab"),  # the form's own order is where it starts from
        ({"a": "x", "b": "-1", "c": "9999"}, "abc"),  # what is no place changes nothing
    ],
)
def test_places_typed_make_an_order(typed: dict[str, str], order: str) -> None:
    assert "".join(placed("abc", typed)) == order


def test_ticked_boxes_become_an_address_to_share(sample: FlaskClient) -> None:
    one, two = ids_of(sample)[:2]
    answer = sample.get(f"/reading-list?ids={one}&ids={two}&note.{two}=Read+this")
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query) == {
        "ids": [f"{one}.{two}"],
        f"note.{two}": ["Read this"],
    }
    shown = page(sample, answer.location)
    assert shown.text("(//textarea)[2]") == "Read this"
    assert len(shown.tree.xpath("//ol[@class='lg-list']/li")) == 2


def test_an_empty_list_and_one_of_another_library_say_what_to_do(sample: FlaskClient) -> None:
    assert "Start from" in page(sample, "/reading-list").text()
    lost = page(sample, "/reading-list?ids=p-nowhere").text()
    assert "Nothing of this list is in this edition" in lost


def test_notes_are_escaped(sample: FlaskClient) -> None:
    own = ids_of(sample)[0]
    told = sample.get(f"/reading-list?ids={own}&note.{own}=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in told


def _file(client: FlaskClient, ending: str, ids: list[str]) -> bytes:
    query = f"ids={'.'.join(ids)}&title=For+Monday&note.{ids[0]}=First"
    answer = client.get(f"/reading-list/reading-list.{ending}?{query}")
    assert answer.status_code == 200
    assert f"reading-list.{ending}" in answer.headers["Content-Disposition"]
    return bytes(answer.data)


def test_a_list_is_a_table_in_its_own_order(sample: FlaskClient) -> None:
    ids = ids_of(sample)[::-1]
    rows = list(csv.DictReader(io.StringIO(_file(sample, "csv", ids).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ids
    assert rows[0]["note"] == "First"
    assert all("library edition" in row["library"] for row in rows)


def test_a_list_is_citations_of_its_reports(sample: FlaskClient) -> None:
    ids = ids_of(sample)
    cited = rispy.loads(_file(sample, "ris", ids).decode())
    rows = csv.DictReader(io.StringIO(_file(sample, "csv", ids).decode("utf-8-sig")))
    assert {one["title"] for one in cited} == {row["report"] for row in rows}


def test_a_list_is_a_word_file_and_plain_text(sample: FlaskClient) -> None:
    ids = ids_of(sample)
    document = docx.Document(io.BytesIO(_file(sample, "docx", ids)))
    told = [one.text for one in document.paragraphs]
    assert told[0] == "For Monday"
    assert "Note: First" in told
    assert b"Note: First" in _file(sample, "txt", ids)


def test_another_form_is_not_found(sample: FlaskClient) -> None:
    assert sample.get("/reading-list/reading-list.pptx?ids=a").status_code == 404
