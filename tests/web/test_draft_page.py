"""Has this been said before: the page, the API and the commands; and what is alike."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests import factories
from tests.web.walking import Page, page

_REPEATED = factories.record().recommendations[0].text


def test_the_form_is_a_page_without_an_answer(made: FlaskClient) -> None:
    shown = page(made, "/draft")
    assert shown.tree.xpath("//label[@for='draft-text']")
    assert "What was said before" not in shown.text()


def test_a_draft_is_set_beside_what_was_said_before(made: FlaskClient) -> None:
    answered = made.post("/draft", data={"text": _REPEATED})
    shown = Page("/draft", answered.status_code, html.fromstring(answered.text))
    told = shown.text()
    assert shown.status == 200
    assert shown.text("//textarea") == _REPEATED
    assert any(link.startswith("/recommendations/") for link in shown.links())
    assert "To: " in told
    assert "Strength of action: " in told
    assert "What could be clearer" in told


@pytest.mark.parametrize("text", ["", "  ", "a " * 6_000])
def test_a_draft_that_cannot_be_read_gets_a_message(made: FlaskClient, text: str) -> None:
    answered = made.post("/draft", data={"text": text})
    assert answered.status_code == 400
    assert "There is a problem" in answered.text
    assert "<title>Error: " in answered.text


def test_what_is_pasted_is_escaped(made: FlaskClient) -> None:
    answered = made.post("/draft", data={"text": "<script>alert(1)</script> The Board should act."})
    assert "<script>alert" not in answered.text


def test_a_request_that_is_too_large_is_refused(made: FlaskClient) -> None:
    assert made.post("/draft", data={"text": "a" * 200_000}).status_code == 413
    assert made.post("/api/draft", data="a" * 200_000).status_code == 413


def test_the_api_answers_a_draft(made: FlaskClient) -> None:
    told = made.post("/api/draft", json={"text": _REPEATED}).get_json()
    (read,) = told["recommendations"]
    assert told["schema"] == "lessons-draft/1"
    assert read["said_before"][0]["recommendations"][0]["text"]
    plain = made.post("/api/draft", data=_REPEATED, content_type="text/plain")
    assert plain.get_json() == told


@pytest.mark.parametrize("body", ['{"text": 1}', "[]", "{", '{"text": ""}'])
def test_the_api_says_what_is_wrong(made: FlaskClient, body: str) -> None:
    answered = made.post("/api/draft", data=body, content_type="application/json")
    assert answered.status_code == 400
    assert set(answered.get_json()) == {"code", "message"}


def test_the_api_tells_what_is_alike(made: FlaskClient) -> None:
    told = made.get("/api/related?id=rec-1").get_json()
    assert {one["id"] for one in told["related"]} == {"rec-larkshire-1", "rec-larkshire-2"}
    assert told["related"][0]["meaning"] is not None
    by_text = made.get("/api/related", query_string={"text": _REPEATED}).get_json()
    assert by_text["related"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("id=rec-none", 404),
        ("text=", 400),
        ("text=fathers&kind=review", 400),
        ("", 400),
    ],
)
def test_the_api_refuses_what_there_is_not(made: FlaskClient, query: str, status: int) -> None:
    answered = made.get(f"/api/related?{query}")
    assert answered.status_code == status
    assert answered.get_json()["message"]


def test_passages_like_one_have_a_page(made: FlaskClient) -> None:
    passage = factories.record().passages[0].id
    assert "in other reviews" in page(made, f"/similar/{passage}").text()
    assert made.get("/similar/p-none").status_code == 404


def test_a_search_by_meaning_says_so_and_keeps_its_address(made: FlaskClient) -> None:
    shown = page(made, "/search?q=nobody+asked+the+dad&rank=meaning&kind=passage")
    assert "by meaning" in shown.text()
    assert "rank=meaning" in " ".join(shown.links())


def test_nothing_found_offers_a_search_by_meaning(made: FlaskClient) -> None:
    shown = page(made, "/search?q=nobody+asked+daddy+anything+whatsoever")
    assert "/search?q=nobody" in " ".join(one for one in shown.links() if "rank=meaning" in one)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.text(max_size=400),
        st.lists(
            st.sampled_from(
                [
                    "1.",
                    "The Board should",
                    "and",
                    "(",
                    ")",
                    "\n",
                    "•",
                    "|",
                    "\x00",
                    "\u202e",
                    "by",
                    "2026",
                    "Recommendation",
                    "review",
                    ",",
                    "all",
                    "staff",
                ]
            ),
            max_size=60,
        ).map(" ".join),
    )
)
def test_whatever_is_pasted_gets_an_answer(made: FlaskClient, text: str) -> None:
    answered = made.post("/draft", data={"text": text})
    assert answered.status_code in {200, 400, 422}
    assert "Has this been said before?" in answered.text
