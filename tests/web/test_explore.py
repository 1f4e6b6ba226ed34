"""The explorer: the list, the picture that says the same, what is expanded, what is left out."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.walking import Page, page

CASE = "/explore?at=case:case-e"


def _boxes(found: Page) -> list[str]:
    return [str(one) for one in found.tree.xpath("//*[@class='lg-picture']//a/@aria-label")]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/explore", 200, "Somewhere to start"),
        (CASE, 200, "Linked to Baby E"),
        ("/explore?at=Baby+E", 200, "Linked to Baby E"),  # a name will do
        ("/explore?at=concept:domestic-abuse", 200, "Linked to Domestic abuse"),
        # its narrower factors have cases of their own, which its page counts and this one not
        ("/explore?at=concept:domestic-abuse", 200, "Only what names it itself is counted here"),
        # a concept nothing is linked to is there all the same, and says what to do
        ("/explore?at=parental-opiate-use-ost", 200, "Linked to"),
        ("/explore?at=homelesness", 404, "is not the name of anything here"),
        ("/explore?at=the+police", 400, "can mean several things"),
        ("/explore?at=case:nobody", 404, "Nothing goes by this name"),
        (f"{CASE}&open=case:nobody", 200, "Not in this library, and left out: case:nobody"),
        (f"{CASE}&kind=nonsense", 200, "No link to things of the kinds chosen"),
        (f"{CASE}&kind=agency&page=999", 200, "Linked to Baby E"),
        ("/explore?at=%3Cscript%3E", 404, "<script>"),  # shown as words, not run
        ("/explore?at=%ff", 404, "is not the name of anything here"),
    ],
)
def test_it_answers(made: FlaskClient, address: str, status: int, words: str) -> None:
    found = page(made, address)
    assert found.status == status
    assert words in found.text()


def test_the_picture_holds_what_the_list_holds_and_no_more(made: FlaskClient) -> None:
    found = page(made, f"{CASE}&open=concept:domestic-abuse")
    boxes = _boxes(found)
    assert len(boxes) == len(set(boxes))
    listed = {
        " ".join(one.itertext()).strip()
        for one in found.tree.xpath("//li[@class='lg-tie-line']/p[1]")
    }
    assert f"{len(boxes)} things and " in found.text()
    for box in boxes:
        name = box.rpartition(" (")[0].rpartition("…: ")[2]
        assert any(name.casefold() in line.casefold() for line in listed), box
    lines = found.tree.xpath("//*[@class='lg-picture']/*[local-name()='line']")
    assert len(lines) >= len(boxes) - 1  # all of it hangs together


def test_each_link_shows_the_words_it_stands_on(made: FlaskClient) -> None:
    found = page(made, f"{CASE}&kind=risk-factor")
    quotes = found.tree.xpath("//li[@class='lg-tie-line']//blockquote")
    assert len(quotes) == len(found.tree.xpath("//li[@class='lg-tie-line']"))
    assert any("Her mother had suffered domestic violence" in one.text_content() for one in quotes)


def test_expanding_keeps_what_was_there(made: FlaskClient) -> None:
    before = page(made, CASE)
    (link, *_) = [one for one in before.links() if "&open=concept%3A" in one]
    after = page(made, link)
    assert after.status == 200
    headings = [one.text_content() for one in after.tree.xpath("//div[@id='links']//h2")]
    assert headings[0] == "Linked to Baby E"
    assert len(headings) == 2
    assert any(one.startswith("/explore?at=agency%3A") for one in after.links())  # another start


def test_it_opens_at_most_so_much(made: FlaskClient) -> None:
    many = "".join(f"&open={one}" for one in ("domestic-abuse", "police", "Rowan", "hidden-men"))
    found = page(made, f"{CASE}{many}&open=Child+M")
    assert len(found.tree.xpath("//div[@id='links']//h2")) == 5
    for link in found.links():
        assert link.startswith("/cy/") or link.count("open=") <= 4, link


def test_json_says_the_same(made: FlaskClient) -> None:
    found = made.get("/api/explore?at=case:case-e").get_json()
    assert found["schema"] == "lessons-explore/1"
    assert found["things"][0]["label"] == "Baby E"
    told = {one["sentence"]: one["citation"]["quote"] for one in found["links"] if one["citation"]}
    stated = "In the case of Baby E the review states domestic abuse (mother)."
    assert told[stated] == "domestic violence"
    wrong = made.get("/api/explore?at=homelesness")
    assert wrong.status_code == 404
    assert wrong.get_json()["error"]["offered"][0]["ref"] == "concept:homelessness"


@pytest.mark.parametrize(
    "address",
    [
        "/cases/case-e",
        "/reviews/review-wendlebury-2007",
        "/factors/domestic-abuse",
        "/themes/hidden-men",
        "/recommendations/rec-1",
        "/lessons/les-fathers",
        "/vocab/domestic-abuse",
    ],
)
def test_every_thing_leads_to_the_explorer(made: FlaskClient, address: str) -> None:
    links = [one for one in page(made, address).links() if one.startswith("/explore?at=")]
    assert links
    assert page(made, links[0]).status == 200
