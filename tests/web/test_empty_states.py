"""Where there is nothing to show, each page says what to do next."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.library import Library
from tests.browser.kinds import KINDS
from tests.ingest.publishing import put
from tests.web.served import client_of
from tests.web.walking import page

# What is the same with and without reviews: help, the vocabulary's terms, figures of the release.
_OF_NO_LIBRARY = {"accuracy", "helplines", "sparql", "terms", "not-found"}
_ADDRESSES = [(one.name, one.address) for one in KINDS if not one.links]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Pages over a library that was published and holds nothing."""
    library = Library.create(tmp_path_factory.mktemp("empty") / "library")
    put(library)
    return client_of(library.path)


@pytest.fixture(scope="module")
def none(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Pages without a library."""
    return client_of(tmp_path_factory.mktemp("none") / "library")


@pytest.mark.parametrize(("name", "address"), _ADDRESSES, ids=[one for one, _ in _ADDRESSES])
def test_a_page_over_an_empty_library_says_what_to_do(
    empty: FlaskClient, name: str, address: str
) -> None:
    shown = page(empty, address)
    assert shown.status in {200, 400, 404}
    assert shown.tree.xpath("//main//a[@href] | //main//form"), "nowhere to go"
    assert shown.tree.xpath("//main//*[@id='nothing-yet']") or name in _OF_NO_LIBRARY
    assert "_NullQuery" not in shown.text()
    assert "None" not in shown.text() or name in {"gap-map", "networks", "about", "accuracy"}


def test_a_table_without_rows_is_not_shown(empty: FlaskClient) -> None:
    for _, address in _ADDRESSES:
        bare = page(empty, address).tree.xpath("//main//table[not(.//tbody/tr)]/caption")
        assert bare == [], address


@pytest.mark.parametrize("address", ["/", "/search?q=training", "/reviews", "/cy/"])
def test_without_a_library_a_page_says_how_to_make_one(none: FlaskClient, address: str) -> None:
    shown = page(none, address)
    assert shown.status == 503
    assert "lessons ingest FOLDER" in shown.text()


_NOTHING_FOUND = (
    # address, what it says, where it leads
    ("/search?q=zxqvbn", "Nothing was found", "/themes"),
    ("/search?q=training&year=1999", "What stands in the way:", "/search?q=training"),
    ("/search?q=training&page=99", "There is nothing on this page of the results.", "/search"),
    ("/reviews?year=1901", "No review is of this kind and year.", "/reviews"),
    ("/patterns/cases?f1=domestic-abuse&from=1901&until=1902", "Take a condition away", ""),
    ("/paths?from=zxqvbn&to=domestic-abuse", "is not the name of anything here", "/search?q="),
    ("/vocab/?q=zxqvbn", "No concept has these words. Try fewer", "/vocab/scheme-risk-factor"),
    ("/reading-list?ids=p-none", "is in this edition", "/themes"),
    ("/reading-list", "Your reading list is empty. Tick", "/search"),
)


@pytest.mark.parametrize(
    ("address", "says", "leads"), _NOTHING_FOUND, ids=[one for one, _, _ in _NOTHING_FOUND]
)
def test_a_question_without_an_answer_leads_on(
    sample: FlaskClient, address: str, says: str, leads: str
) -> None:
    shown = page(sample, address)
    assert says in shown.text()
    own = shown.tree.xpath("//main//a/@href | //main//form/@action")
    assert any(str(one).startswith(leads or "/") for one in own)


_WRONG = (
    # address, status, what it says
    ("/nowhere", 404, "There is no page at this address."),
    ("/reviews/none", 404, "Search for it by its name."),
    ("/cases/none", 404, "Search for it by its name."),
    ("/documents/none", 404, "Search for its title."),
    ("/themes/none", 404, "Choose one from the list."),
    ("/factors/none", 404, "Choose one from the list of them."),
    ("/agencies/none", 404, "Choose one from the list."),
    ("/lessons/none", 404, "Search for its words."),
    ("/families/none", 404, "Choose one from the list."),
    ("/vocab/none", 404, "Look it up at /vocab/."),
    ("/gap-map/cell?theme=none&agency=none", 404, "Choose one of the table."),
    ("/briefing?theme=none", 404, "Choose one from the list."),
    ("/patterns/questions/none", 404, ""),
)


@pytest.mark.parametrize(("address", "status", "says"), _WRONG, ids=[one for one, _, _ in _WRONG])
def test_an_error_says_what_to_do_next(
    sample: FlaskClient, address: str, status: int, says: str
) -> None:
    shown = page(sample, address)
    assert shown.status == status
    assert says in shown.text()
    assert shown.tree.xpath("//main//a[@href]")


def test_a_query_in_sparql_without_an_answer_leads_on(sample: FlaskClient) -> None:
    asked = {"query": "SELECT * WHERE { ?a cr:never ?b }"}
    with sample.get("/sparql", query_string=asked, headers={"Accept": "text/html"}) as answer:
        assert "Begin with a ready question below" in answer.get_data(as_text=True)


def test_a_method_that_is_not_offered_leads_on(sample: FlaskClient) -> None:
    with sample.post("/helplines") as answer:
        assert answer.status_code == 405
        assert "go to the first page" in answer.get_data(as_text=True)
