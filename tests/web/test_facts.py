"""The facts that each page shows, over Records whose every fact is known."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests import factories
from tests.web.walking import page

_REVIEW = "/reviews/review-wendlebury-2007"
_GROUP = "//section[h3[@id='status-{}']]"  # the factors of one status

# address, an element, words that it must say
SAYS = [
    ("/", "//main", "2 reviews of how services worked"),
    ("/", "//main", "Information sharing 2 reviews · 2007 to 2019"),
    ("/reviews", "//main", "Local child safeguarding practice review · Larkshire LSCP · 2019"),
    (_REVIEW, "//main", "Commissioned by Wendlebury LSCB"),
    # the earlier of two documents, whatever their order
    (_REVIEW, "//main", "Published September 2007"),
    (_REVIEW, "//main", "The text has no pages."),
    (_REVIEW, "//section[@aria-labelledby='status-negated']", "Parental drug misuse"),
    (_REVIEW, "//main", "Information-sharing action (intermediate action)"),
    ("/cases/case-e", "//main", "Also called E Age 5 months Sex female Incident February 2007"),
    ("/cases/case-e", _GROUP.format("present"), "Domestic abuse Mother"),
    ("/cases/case-e", _GROUP.format("present"), "Her mother had suffered domestic violence"),
    ("/cases/case-e", _GROUP.format("historical"), "As a child the mother was neglected"),
    ("/cases/case-e", _GROUP.format("possible"), "Parental alcohol misuse Father"),
    ("/cases/case-m", _GROUP.format("negated"), "M's mother did not use drugs"),
    ("/cases/case-m", "//main", "Care order"),
    ("/factors/domestic-abuse", "//main", "Baby E Baby E: executive summary, 2007"),
    ("/factors/domestic-abuse", "//main", "Parental opiate use or opioid substitution 1"),
    ("/factors/substance-misuse?status=negated", "//main", "Child M"),
    ("/themes", "//main", "Hidden men 2 2 3 2007 to 2019"),
    ("/themes/hidden-men", "//main", "2 reviews, 2007 to 2019: 1 lesson and 2 recommendations"),
    ("/recommendations/rec-1", "//main", "By when within six months"),
    ("/recommendations/rec-1", "//main", "Addressed to Wendlebury Police"),
    ("/lessons/les-fathers", "//main", "Agencies did not know about the father."),
    ("/documents/doc-cover", "//*[@id='doc-cover-p4.6']", "Baby E died"),
    ("/documents/doc-cover", "//*[@id='doc-cover-p3.2']", "words of policy or guidance"),
    ("/about", "//main", "Ruled out"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "element", "words"), SAYS)
def test_a_page_says(made: FlaskClient, address: str, element: str, words: str) -> None:
    assert words in page(made, address).text(element)


def test_a_case_keeps_to_its_own_facts(made: FlaskClient) -> None:
    shown = page(made, "/cases/case-m").text()
    assert "Domestic abuse" not in shown  # of E, in the same document
    assert "methadone" not in shown


def test_documents_of_one_review_count_once(made: FlaskClient) -> None:
    assert (
        page(made, "/factors/domestic-abuse").text().count("Baby E: executive summary, 2007") == 1
    )


def test_related_recommendations_are_of_other_reviews_and_say_why(made: FlaskClient) -> None:
    shown = page(made, "/recommendations/rec-1")
    found = shown.tree.xpath("//h2[@id='related']/following-sibling::article")
    addresses = [str(one.xpath(".//a/@href")[0]) for one in found]
    assert set(addresses) == {
        "/recommendations/rec-larkshire-1",
        "/recommendations/rec-larkshire-2",
    }
    assert "Shared themes: Hidden men" in shown.text()
    assert "does not prove that they mean the same" in shown.text()


def test_what_is_shown_without_marks_is_the_same_text(made: FlaskClient) -> None:
    marked = page(made, "/documents/doc-cover")
    plain = page(made, "/documents/doc-cover?marks=off")
    path = "//p[contains(@class, 'lg-passage__text')]"
    texts = [[p.text_content() for p in one.tree.xpath(path)] for one in (marked, plain)]
    assert texts[0] == texts[1]
    assert marked.tree.xpath(f"{path}//mark")
    assert not plain.tree.xpath(f"{path}//mark")


def test_the_text_of_a_document_is_whole(made: FlaskClient) -> None:
    record = factories.record()
    shown = page(made, "/documents/doc-cover").tree
    for passage in record.passages:
        (element,) = shown.xpath(f"//*[@id='{passage.id}']/p[1]")
        assert passage.text in element.text_content()
