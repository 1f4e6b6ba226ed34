"""Care for readers: a way out of hard pages, whom to call, and what a printed page tells."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.errors import UsageInvalid
from tests.web.walking import page
from web.config import settings_from

_EXIT = "//a[contains(@class, 'govuk-exit-this-page__button')]/@href"


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("/search?q=training", ()),
        ("/reviews", ("//main//li/a/@href",)),
        ("/themes", ("//main//table//a/@href",)),
        ("/factors", ("//main//h2/a/@href",)),
        ("/reviews", ("//main//li/a/@href", "//section[@class='lg-card']//h3/a/@href")),
    ],
)
def test_hard_pages_can_be_left(sample: FlaskClient, address: str, links: tuple[str, ...]) -> None:
    shown = page(sample, address)
    for link in links:
        shown = page(sample, shown.tree.xpath(link)[0])
    assert shown.tree.xpath(_EXIT) == ["https://www.bbc.co.uk/weather"]
    assert shown.tree.xpath("//script[contains(@src, 'exit-this-page.js')]")


@pytest.mark.parametrize("address", ["/", "/about", "/vocab/", "/data", "/nowhere"])
def test_others_need_no_way_out(sample: FlaskClient, address: str) -> None:
    shown = page(sample, address)
    assert shown.tree.xpath(_EXIT) == []
    assert shown.tree.xpath("//script[contains(@src, 'exit-this-page.js')]") == []


def test_where_the_way_out_leads_is_a_website() -> None:
    assert settings_from({"LESSONS_EXIT_ADDRESS": "https://news.example/"}).exit_address
    with pytest.raises(UsageInvalid, match="begins with https"):
        settings_from({"LESSONS_EXIT_ADDRESS": "javascript:alert(1)"})
    with pytest.raises(UsageInvalid, match="0 or 1"):
        settings_from({"LESSONS_ACCESS_LOG": "perhaps"})


def test_help_is_one_link_away_from_every_page(sample: FlaskClient) -> None:
    for address in ("/", "/search?q=training", "/nowhere"):
        assert page(sample, address).tree.xpath("//footer//a[@href='/helplines']"), address
    lines = page(sample, "/helplines").tree.xpath("//main//td/a")
    assert len(lines) > 8
    for one in lines:
        assert one.get("href") == "tel:" + one.text_content().replace(" ", "")


def test_a_printed_page_tells_where_it_is_from(sample: FlaskClient) -> None:
    answer = sample.get("/search?q=training&kind=lesson").get_data(as_text=True)
    words = " ".join(answer.partition("lg-printed-from")[2].split())
    assert "/search?q=training&amp;kind=lesson, library edition 1, as it was on " in words
