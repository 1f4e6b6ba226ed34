"""The search page: what it finds, and that its address holds everything."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from search.results import Hit
from tests.search.library import passage
from tests.web.walking import page
from web.content.grouping import grouped

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
    ("/search?q=factor:domestic-abuse", "of 1 case"),
    (
        "/search?q=factor:domestic-abuse+year:2007..2010",
        "You asked for everything in reviews from 2007 to 2010 where the case has domestic abuse.",
    ),
    ("/search?q=fctor:neglect", "Did you mean factor:?"),
    # nothing found: which condition did it, what was meant, what there is
    ("/search?q=zzzz", "the text says “zzzz”: nothing in the library meets this"),
    ("/search?q=police+year:1950", "it was published in 1950: nothing in the library meets this"),
    ("/search?q=methadnoe", "Did you mean methadone"),
    ("/search?q=zzzz", "The library holds 15 passages, 4 recommendations, 2 lessons and 2 reviews"),
    ("/search?q=zzzz&kind=review", "Reviews are found by their title, kind, board, area and cases"),
    # no entry has all the words: those nearest are shown, and not counted
    ("/search?q=police+zzzz", "No passage has all of these words"),
    ("/search?q=police+zzzz", "They are not counted as found."),
    ("/search?q=SAR", "“SAR” has several meanings, so no other words were added."),
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


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("factor:homelesness police", "/search?q=factor:homelessness+police"),
        ("theme:information-sharin", "/search?q=theme:information-sharing"),
    ],
)
def test_the_nearest_concept_is_one_click_away(made: FlaskClient, typed: str, address: str) -> None:
    answer = made.get("/search", query_string={"q": typed})
    assert f'Did you mean <a class="govuk-link" href="{address}">' in answer.get_data(as_text=True)


def test_each_meaning_of_an_acronym_can_be_searched_for(made: FlaskClient) -> None:
    found = page(made, "/search?q=police+SCR")
    hrefs = found.tree.xpath("//p[contains(., 'several meanings')]/a/@href")
    assert '/search?q=police+"serious+case+review"&kind=passage' in [
        unquote(href) for href in hrefs
    ]
    for href in hrefs:
        assert made.get(href).status_code == 200


def test_passages_of_one_review_stand_together(made: FlaskClient) -> None:
    found = page(made, "/search?q=the+OR+police+OR+mother&kind=passage&expand=no")
    several = found.tree.xpath("//summary[contains(., 'more in this review')]/..")
    assert several
    for others in several:
        assert len(others.xpath(".//article")) == int(others.xpath("string(summary)").split()[0])
    # each hit once, whether it stands alone or below another
    shown = found.tree.xpath("//article/h2/a/@href")
    assert len(shown) == len(set(shown)) > len(several)


def test_a_review_with_hits_on_other_pages_leads_to_all_of_them() -> None:
    hits = [Hit(passage(f"{key}{at}", "x"), 1.0) for at, key in enumerate("aaba")]
    hits.append(Hit(passage("c9", "x", review=""), 1.0))
    groups = grouped(hits, {"r-a": 7, "r-b": 1})
    assert [(one.best.entry.id, len(one.others), one.elsewhere) for one in groups] == [
        ("a0", 2, 4),
        ("b2", 0, 0),
        ("c9", 0, 0),
    ]
    assert [one.review for one in groups] == ["r-a", "r-b", ""]


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("homeless", "factor", "factor:homelessness "),
        ("police rowa", "case", 'police case:"Rowan" '),
        ("larksh", "board", 'board:"Larkshire LSCP" '),
        ("baby e: exec", "report", 'title:"Baby E: executive summary" '),
        ("wendlebury po", "agency named", '"Wendlebury Police" '),
    ],
)
def test_suggestions(made: FlaskClient, typed: str, kind: str, text: str) -> None:
    answer = made.get("/search/suggest", query_string={"q": typed})
    assert answer.json is not None
    assert (answer.status_code, answer.json["schema"]) == (200, "lessons-suggest/1")
    offered = [(one["kind"], one["text"]) for one in answer.json["suggestions"]]
    assert (kind, text) in offered
    assert made.get("/search", query_string={"q": text}).status_code == 200


def test_the_box_works_without_a_script(made: FlaskClient) -> None:
    tree = page(made, "/").tree
    assert tree.xpath("//script[@src]")
    assert not tree.xpath("//script[@src][not(@defer)]")
    assert set(tree.xpath("//script[not(@src)]/@type")) <= {"application/ld+json"}  # data
    (form,) = tree.xpath("//main//form[@role='search']")
    assert (form.get("method"), form.get("action")) == ("get", "/search")


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
