"""Every page that can be reached, looked at once: links, headings, quotations."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.walking import Page, page, walk


@pytest.fixture(scope="module")
def pages(sample: FlaskClient) -> list[Page]:
    return list(walk(sample, "/", "/search?q=information"))


def test_every_link_leads_to_a_page(pages: list[Page]) -> None:
    assert len(pages) > 200
    assert {one.address: one.status for one in pages if one.status != 200} == {}


def test_every_kind_of_page_was_reached(pages: list[Page]) -> None:
    kinds = {
        urlsplit(one.address).path.split("/")[1] for one in pages if one.address.count("/") > 1
    }
    assert kinds == {
        *("about", "agencies", "cases", "documents", "factors", "families"),
        *("gap-map", "patterns"),
        *("lessons", "recommendations", "reviews", "search", "similar", "themes", "vocab"),
    }


def test_every_anchor_is_on_its_page(pages: list[Page]) -> None:
    ids: dict[str, set[str]] = {}
    for one in pages:  # an address that was looked at answers for itself, others for its path
        ids.setdefault(one.address.partition("?")[0], set()).update(one.ids())
    ids |= {one.address: set(one.ids()) for one in pages if "?" in one.address}
    checked = 0
    for one in pages:
        for link in one.links():
            address, fragment = urldefrag(urljoin(one.address, link))
            if fragment:
                known = ids.get(address) or ids[address.partition("?")[0]]
                assert fragment in known, (one.address, link)
                checked += 1
    assert checked > 500


def test_the_menu_is_short_and_the_first_page_leads_on(sample: FlaskClient) -> None:
    tree = page(sample, "/").tree
    assert len(tree.xpath("//nav[@class='lg-nav']//a")) <= 7
    led = {urlsplit(str(one)).path for one in tree.xpath("//main//@href")}
    wanted = {"/themes", "/briefing", "/factors", "/patterns/cases", "/draft", "/families"}
    assert wanted | {"/explore", "/paths", "/gap-map"} <= led


def test_no_id_stands_twice(pages: list[Page]) -> None:
    assert [one.address for one in pages if len(one.ids()) != len(set(one.ids()))] == []


def test_headings_are_in_order(pages: list[Page]) -> None:
    for one in pages:
        levels = [int(h.tag[1]) for h in one.tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels.count(1) == 1, one.address
        assert levels[0] == 1, one.address
        assert all(after - before <= 1 for before, after in pairwise(levels)), one.address


def test_landmarks_and_titles(pages: list[Page]) -> None:
    for one in pages:
        assert len(one.tree.xpath("//main")) == 1, one.address
        assert one.tree.xpath("//html/@lang") == ["en-GB"]
        assert one.tree.xpath("//title/text()")[0].strip("· ").strip(), one.address
        unlabelled = one.tree.xpath("//nav[not(@aria-label) and not(@aria-labelledby)]")
        assert unlabelled == [], one.address


def test_tables_have_captions_and_scopes(pages: list[Page]) -> None:
    for one in pages:
        assert one.tree.xpath("//table[not(caption)]") == [], one.address
        assert one.tree.xpath("//th[not(@scope)]") == [], one.address


def test_fields_have_labels(pages: list[Page]) -> None:
    for one in pages:
        fields = one.tree.xpath("//input[not(@type='hidden')]|//select|//textarea")
        labels = set(one.tree.xpath("//label/@for"))
        assert {field.get("id") for field in fields} <= labels, one.address


# A block of data is not run: the policy on scripts leaves it alone.
_SCRIPT = "//script[not(@type='application/ld+json')]"


def test_nothing_is_fetched_from_elsewhere_or_inline(pages: list[Page]) -> None:
    for one in pages:
        inline = one.tree.xpath(
            f"{_SCRIPT}[not(@src)]|{_SCRIPT}/text()|//style|//*[@style]|//@onclick"
        )
        assert inline == [], one.address
        assets = one.tree.xpath("//link[@rel!='alternate']/@href|//img/@src|//script/@src")
        assert all(asset.startswith("/static/") for asset in assets), one.address
        # the ways out: to call for help, and to leave in a hurry
        own = one.tree.xpath("//a[not(@type)][not(contains(@rel, 'noreferrer'))]/@href")
        assert all(link.startswith(("/", "#", "tel:")) for link in own), one.address


def test_each_quotation_is_in_the_paragraph_it_cites(
    pages: list[Page], sample: FlaskClient
) -> None:
    documents = cache(lambda path: page(sample, path))
    checked = 0
    for one in pages:
        for quote in one.tree.xpath("//blockquote"):
            link = quote.xpath("./footer/a/@href")[0]
            address, passage = urldefrag(link)
            cited = documents(address.partition("?")[0])
            words = _plain(quote.xpath("./p")[0].text_content()).strip("…").strip()
            assert any(words in text for text in _printed(cited, passage)), (one.address, link)
            checked += 1
    assert checked > 300


def _printed(document: Page, passage: str) -> list[str]:
    """Return the text of a passage, and the headings above it: a finding may be a heading."""
    (own,) = document.tree.xpath(f"//*[@id='{passage}']")
    headings = own.xpath("preceding-sibling::*[starts-with(name(), 'h')]")
    return [_plain(one.text_content()) for one in (own.xpath("./p")[0], *headings)]


def test_the_cited_paragraph_is_pointed_out(pages: list[Page], sample: FlaskClient) -> None:
    cases = [one for one in pages if urlsplit(one.address).path.startswith("/cases/")]
    link = next(
        str(href) for one in cases for href in one.tree.xpath("//blockquote/footer/a/@href")
    )
    address, passage = urldefrag(link)
    (cited,) = page(sample, address).tree.xpath("//*[contains(@class, 'lg-passage--cited')]")
    assert cited.get("id") == passage
    assert cited.xpath(".//mark[contains(@class, 'lg-read--cited')]")
    assert cited.xpath(".//details[@open]//li")  # what the marks say stands in words
    assert "paragraph" in cited.xpath(".//*[@class='lg-citation']")[0].text_content()


def _plain(text: str) -> str:
    return " ".join(text.split())
