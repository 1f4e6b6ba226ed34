"""The search page: what it finds, and that its address holds everything."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.walking import page

# address, words its page must say
SAYS = [
    # the vocabulary's other words, and the way to leave them out
    ("/search?q=DV", "Also searched for other words for “DV”: Domestic abuse"),
    ("/search?q=DV&expand=no", "Searched for your words only."),
    ("/search?q=DV&expand=no", "Nothing was found"),
    ("/search?q=police&factor=nonsense", "search again without the filters"),
    ("/search?q=zzzz", "use fewer words"),
    ("/search?q=police&kind=review", "look at the"),
    ("/search", "15 passages."),
    ("/search?page=400", "There is nothing on this page of the results."),
    ("/search?q=police&sort=oldest", "oldest first"),
    ("/search?q=police&type=lcspr", "Kind of review: Local child safeguarding practice review"),
]


@pytest.mark.parametrize(("address", "words"), SAYS)
def test_a_search_says(made: FlaskClient, address: str, words: str) -> None:
    found = page(made, address)
    assert (found.status, words in found.text()) == (200, True)


# A query that cannot be read is told so; the typed words stay in the box.
UNREADABLE = ["year:abc", "theme:nonsense", "(" * 40, "x" * 3000]


@pytest.mark.parametrize("typed", UNREADABLE)
def test_a_query_that_cannot_be_read(made: FlaskClient, typed: str) -> None:
    answer = made.get("/search", query_string={"q": typed})
    assert answer.status_code == 400
    assert "This search cannot be read" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/search?year=abc", "/search?year=99999999999999999999"])
def test_a_filter_that_cannot_be(made: FlaskClient, address: str) -> None:
    assert made.get(address).status_code == 400


def test_hits_are_marked_and_lead_to_their_paragraph(made: FlaskClient) -> None:
    found = page(made, "/search?q=methadone&expand=no")
    (hit,) = found.tree.xpath("//article")
    assert hit.xpath(".//mark/text()") == ["methadone"]
    assert hit.xpath(".//h2/a/@href") == ["/documents/doc-cover?cite=doc-cover-p4.6#doc-cover-p4.6"]


def test_a_facet_narrows_and_can_be_removed(made: FlaskClient) -> None:
    whole = page(made, "/search?q=information&kind=recommendation")
    (address,) = whole.tree.xpath("//a[starts-with(., 'Local child')]/@href")
    narrowed = page(made, str(address))
    assert len(narrowed.tree.xpath("//article")) < len(whole.tree.xpath("//article"))
    (back,) = narrowed.tree.xpath("//a[contains(@class, 'lg-chip')]/@href")
    assert back == "/search?q=information&kind=recommendation"


def test_the_form_keeps_what_was_chosen(made: FlaskClient) -> None:
    found = page(made, "/search?q=police&kind=passage&factor=domestic-abuse&sort=newest&expand=no")
    hidden = found.tree.xpath("//main//form//input[@type='hidden']")
    assert {(one.get("name"), one.get("value")) for one in hidden} == {
        ("factor", "domestic-abuse"),
        ("kind", "passage"),
        ("sort", "newest"),
        ("expand", "no"),
    }


def test_pages_of_results_follow_one_another(sample: FlaskClient) -> None:
    seen: list[str] = []
    address = "/search?q=the+OR+a+OR+child&kind=passage"
    while address:
        found = page(sample, address)
        seen += [str(href) for href in found.tree.xpath("//article/h2/a/@href")]
        address = next(iter(found.tree.xpath("//a[@rel='next']/@href")), "")
    assert len(seen) == len(set(seen)) > 40
