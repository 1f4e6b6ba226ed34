"""Families, discovered themes and what came up again: pages, API and command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.commands import runner
from tests.web.recurring import AGAIN, ELSEWHERE, FIRST, OTHER, recurring
from tests.web.served import client_of
from tests.web.walking import Page, page
from web.content.afterwards import Saying, is_after, recurrences
from web.content.learning import Item, Link
from web.content.quotations import Place


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recurring(tmp_path_factory.mktemp("recurring") / "library")


@pytest.fixture(scope="module")
def client(library: Path) -> FlaskClient:
    return client_of(library)


def _json(client: FlaskClient, address: str) -> Any:
    return client.get(address).get_json()


def _family(client: FlaskClient) -> Page:
    (link,) = {one for one in page(client, "/families").links() if "/families/family-" in one}
    return page(client, link)


def test_the_list_says_how_often_a_family_recurs(client: FlaskClient) -> None:
    shown = page(client, "/families")
    (row,) = shown.tree.xpath("//tbody/tr")
    cells = [" ".join(cell.itertext()).strip() for cell in row]
    assert cells[1:] == ["3", "2", "3", "2010 to 2013"]
    assert "1 family of recommendations" in shown.text()
    assert "0 families of lessons" in shown.text()


def test_a_family_quotes_all_its_members_and_no_other(client: FlaskClient) -> None:
    shown = _family(client)
    printed = [one.text_content() for one in shown.tree.xpath("//*[@class='lg-printed']")]
    assert printed == [FIRST, ELSEWHERE, AGAIN]  # the first first
    assert OTHER not in shown.text()


@pytest.mark.parametrize(
    "words",
    [
        "3 reviews by 2 boards, 2010 to 2013; said 3 times in all",
        "Wendlebury LSCB",
        "Larkshire SCP",
        "Wendlebury Hospital (2)",  # to whom, and how many reviews say so
        "Intermediate action (3)",
        "Domestic abuse (3)",
        "Multi-agency",
    ],
)
def test_a_family_says_who_to_whom_and_why(client: FlaskClient, words: str) -> None:
    assert words in _family(client).text()


def test_what_came_up_again_is_quoted_with_the_caution(client: FlaskClient) -> None:
    shown = _family(client)
    text = shown.text()
    assert "This does not show that a recommendation failed." in text
    (quotes,) = {
        tuple(one.text_content() for one in section.xpath(".//blockquote/p"))
        for section in shown.tree.xpath("//section[@class='lg-group']")
    }
    assert quotes == (FIRST, AGAIN)
    assert "recommended March 2010, incident 2 May 2012" in text


def test_a_recommendation_leads_to_its_family(client: FlaskClient) -> None:
    assert (
        "3 reviews ask for much the same (2010 to 2013)"
        in page(client, "/recommendations/doc-first-r1").text()
    )
    assert "ask for much the same" not in page(client, "/recommendations/doc-first-r2").text()


def test_a_theme_says_what_came_up_again(client: FlaskClient) -> None:
    shown = page(client, "/themes/multi-agency-coordination")
    assert shown.tree.xpath("//*[@id='again']")
    assert shown.tree.xpath("//*[@id='families']")


def test_unknown_families_and_themes_are_not_found(client: FlaskClient) -> None:
    for address in ("/families/family-none", "/themes/discovered/theme-none"):
        assert client.get(address).status_code == 404


def test_the_api_gives_the_same_counts(client: FlaskClient) -> None:
    (line,) = _json(client, "/api/families")["families"]
    assert (line["reviews"], line["boards"], line["items"]) == (3, 2, 3)
    family = _json(client, f"/api/families/{line['id']}")["family"]
    assert family["years"] == {"2010": 1, "2011": 1, "2013": 1}
    assert [one["text"] for one in family["members"]] == [FIRST, ELSEWHERE, AGAIN]


def test_lessons_themes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = runner(capsys)
    told = run("themes", "--library", library, "--json").json()
    assert told["practice"][0]["id"] == "multi-agency-coordination"
    (family,) = told["families"]
    assert run("themes", "--library", library, "--of", "families").out.count("family-") == 1
    shown = run("themes", family["id"], "--library", library)
    assert FIRST in shown.out
    assert "3 reviews, 2 boards, 2010 to 2013" in shown.out
    again = run("themes", family["id"], "--library", library, "--json").json()
    assert again["family"]["id"] == family["id"]
    assert run("themes", "family-none", "--library", library).code == 1


@pytest.mark.parametrize(
    ("incident", "published", "later"),
    [
        ("2018-05-02", "2018-05-01", True),
        ("2018-05-02", "2018-05", False),  # it may have been the same day
        ("2018-05", "2017-12-31", True),
        ("2018", "2018-12-31", False),
        ("", "2018", False),
        ("2018", "", False),
        ("early 2018", "2017", False),  # words are not compared
    ],
)
def test_later_means_certainly_later(incident: str, published: str, later: bool) -> None:
    assert is_after(incident, published) is later


def _saying(
    name: str, source: str, issued: str, incident: str, kind: str = "recommendation"
) -> Saying:
    item = Item(name, kind, "", name, Place("d", "t", "p"), issued[:4], (source,))
    return Saying(item, source, issued, (Link("b", "Board"),), ((incident, Link("c", "Case")),))


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        # the last recommendation before the incident, not every one
        ([_saying("1", "a", "2010", "2009"), _saying("2", "b", "2012", "2011"),
          _saying("3", "c", "2015", "2014")], [("2", "3"), ("1", "2")]),
        # a review does not follow itself
        ([_saying("1", "a", "2010", "2011"), _saying("2", "a", "2012", "2011")], []),
        # published later, about an earlier incident
        ([_saying("1", "a", "2010", "2009"), _saying("2", "b", "2012", "2008")], []),
        # a lesson is not a recommendation, and may say that it came up again
        ([_saying("1", "a", "2010", "2009", "lesson"), _saying("2", "b", "2012", "2011")], []),
        ([_saying("1", "a", "2010", "2009"), _saying("2", "b", "2012", "2011", "lesson")],
         [("1", "2")]),
    ],
)  # fmt: skip
def test_recurrences(said: list[Saying], pairs: list[tuple[str, str]]) -> None:
    assert [(one.asked.id, one.again.id) for one in recurrences(said)] == pairs
