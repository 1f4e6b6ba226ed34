"""Families, discovered themes and what came up again: pages, API and command."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from lxml import html

from graph.library import Library
from tests.web.commands import runner
from tests.web.recurring import AGAIN, ELSEWHERE, FIRST, OTHER, recurring
from tests.web.served import client_of
from tests.web.walking import Page, page
from web.content.afterwards import Recurrence, Saying, recurrences, sayings
from web.content.came_again import By, came_again, quoted
from web.content.cells import NAMES
from web.content.groups import families, group
from web.content.learning import Item
from web.snapshot import Snapshot, open_snapshot


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


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 2),  # for the board that asked, and for the hospital that was asked
        ("by=theme", 2),
        ("body=none", 0),
        ("of=family-none", 0),
    ],
)
def test_what_came_up_again_in_the_whole_library(
    client: FlaskClient, query: str, number: int
) -> None:
    shown = page(client, f"/patterns/recurrence?{query}")
    rows = list(csv.DictReader(io.StringIO(
        client.get(f"/patterns/recurrence.csv?{query}").data.decode("utf-8-sig"), newline=""
    )))  # fmt: skip
    told = _json(client, f"/api/recurrence?{query}")["recurrences"]
    sections = shown.tree.xpath("//section[@class='lg-group']")
    assert len(sections) == len(rows) == len(told) == number
    assert "This does not show that a recommendation failed." in shown.text()
    for section in sections:
        asked, again = (one.text_content() for one in section.xpath(".//blockquote/p"))
        assert again == AGAIN
        # of one theme, though not of one family, is what was asked last of all before
        assert asked == FIRST or (asked, query) == (OTHER, "by=theme")
    assert {one["again_text"] for one in rows} <= {AGAIN}
    assert {one["incident"] for one in rows} <= {"2012-05-02"}
    assert all("does not show that a recommendation failed" in one["caution"] for one in rows)
    bodies = {"Wendlebury LSCB", "Wendlebury Hospital"} if number else set()
    assert {one["body"] for one in rows} == bodies


def test_one_body_or_family_of_what_came_up_again(client: FlaskClient) -> None:
    (first, *_) = _json(client, "/api/recurrence")["recurrences"]
    of_body = page(client, f"/patterns/recurrence?body={first['body_id']}")
    assert len(of_body.tree.xpath("//section[@class='lg-group']")) == 1
    assert f"/families/{first['group_id']}" in of_body.links()
    assert (
        page(client, f"/patterns/recurrence?of={first['group_id']}").text().count("After the") == 2
    )
    assert client.get("/patterns/recurrence?by=board").status_code == 400
    assert "/patterns/recurrence" in page(client, "/patterns").links()
    assert "/patterns/recurrence" in _family(client).links()


def test_lessons_patterns_recurrence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = runner(capsys)
    asked = ("patterns", "recurrence", "--library", library)
    assert FIRST in run(*asked).out
    assert len(run(*asked, "--by", "theme", "--json").json()) == 2
    assert run(*asked, "--csv").out.startswith("by,group_id,group,")


def test_the_list_of_the_library_is_that_of_all_its_families(library: Path) -> None:
    generation = Library.open(library).current()
    assert generation is not None
    shown = open_snapshot(generation)
    of_families = {
        _line(line.id, one)
        for line in families(shown)
        for one in recurrences(_sayings_of(shown, line.id))
    }
    every = came_again(shown.graph, By.FAMILY)
    listed = {_line(one.group.target, one.found) for one in quoted(shown, every)}
    assert listed == of_families
    assert len(every) == len(listed) == 2


def _sayings_of(shown: Snapshot, family: str) -> tuple[Saying[Item], ...]:
    iri = NAMES.family(family)
    rows = (shown.graph.select(f"pages/group-{name}", group=iri) for name in _GROUP_ROWS)
    return sayings(group(shown, iri).members, *rows)


_GROUP_ROWS = ("occurrences", "incidents")


def _line(group_id: str, one: Recurrence[Item]) -> tuple[str, ...]:
    return (
        group_id,
        one.body.target,
        one.asked.id,
        one.asked_on,
        one.again.id,
        one.incident,
        one.case.target,
    )


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


def test_a_family_is_an_end_of_paths(
    client: FlaskClient, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = _json(client, "/api/families")["families"]
    for name in (line["id"], line["label"], f"family: {line['label'].upper()}"):
        (found, *_) = _json(
            client, f"/api/paths?{urlencode({'from': name, 'to': 'domestic-abuse'})}"
        )["paths"]
        first = found["steps"][0]
        assert found["things"][0]["id"] == line["id"]
        assert first["relation"] == "in_family"
        assert first["citation"]["quote"] in {FIRST, ELSEWHERE, AGAIN}  # the member's own words
    # the other way round, and to a member of its own
    for other in ("Larkshire SCP", "doc-again-r1"):
        told = _json(client, f"/api/paths?{urlencode({'from': other, 'to': line['id']})}")
        assert told["paths"][0]["steps"][-1]["relation"] == "in_family"
    shown = page(client, f"/paths?from={line['id']}&to=Larkshire+SCP")
    assert f"/families/{line['id']}" in shown.links()
    assert "is one of the family" in shown.text()
    asked = ("path", line["id"], "Larkshire SCP", "--library", library)
    assert f"is one of the family “{line['label']}”" in runner(capsys)(*asked).out
    assert client.get("/paths?from=family-none&to=domestic-abuse").status_code == 404
    (tied,) = page(client, f"/explore?at={line['id']}").tree.xpath("//h1")
    assert line["label"] in tied.text_content()


def test_a_draft_finds_the_family_that_its_nearest_belong_to(
    client: FlaskClient, library: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(f"{FIRST}\n", encoding="utf-8")
    (line,) = _json(client, "/api/families")["families"]
    (read,) = client.post("/api/draft", json={"text": FIRST}).get_json()["recommendations"]
    (ask,) = [one for one in read["said_before"] if one["family"]]
    assert ask["family"] == line
    assert {one["text"] for one in ask["recommendations"]} == {FIRST, ELSEWHERE, AGAIN}
    shown = Page("/draft", 200, html.fromstring(client.post("/draft", data={"text": FIRST}).text))
    assert f"/families/{line['id']}" in shown.links()
    assert "3 reviews ask for much the same (2010 to 2013)" in shown.text()
    assert "2 more of this family that are like the draft" in shown.text()
    told = runner(capsys)("draft", draft, "--library", library).out
    assert f"lessons themes {line['id']}" in told
    assert told.count("also: ") == 2


def test_a_board_without_a_name_of_its_own_counts_once_for_each_review(tmp_path: Path) -> None:
    client = client_of(recurring(tmp_path / "library", boards=("the Board", "The Board")))
    (line,) = _json(client, "/api/families")["families"]
    assert (line["reviews"], line["boards"]) == (3, 3)
    family = page(client, f"/families/{line['id']}").text()
    assert "3 reviews by 3 boards" in family
    # the hospital is named, and is one body; "the Board" of one review is not that of another
    told = _json(client, "/api/recurrence")["recurrences"]
    assert {one["body"] for one in told} == {"Wendlebury Hospital"}
    theme = page(client, "/themes/multi-agency-coordination").text()
    assert "3 boards Larkshire SCP; The Board" in theme
    (read,) = client.post("/api/draft", json={"text": FIRST}).get_json()["recommendations"]
    (ask,) = [one for one in read["said_before"] if one["family"]]
    assert sorted(ask["boards"], key=str.casefold) == ["Larkshire SCP", "the Board", "The Board"]
