"""A report of 500 pages in the reader: small pages, and every anchor found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.library import Library
from tests.ingest.publishing import put
from tests.web.long_document import LONG, long_record
from tests.web.served import client_of
from tests.web.walking import page

_PAGES = 500
_LARGEST = 500_000  # bytes of a page, before compression


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    path: Path = tmp_path_factory.mktemp("long") / "library"
    put(Library.create(path), long_record(_PAGES))
    return client_of(path)


def test_every_part_is_small_and_together_they_are_all(long: FlaskClient) -> None:
    first = page(long, f"/documents/{LONG}")
    (told,) = first.tree.xpath("//*[@id='part']")
    parts = int(told.text_content().split(" of ")[1].split(":")[0])
    assert parts > 10
    seen: list[str] = []
    for number in range(1, parts + 1):
        answer = long.get(f"/documents/{LONG}?part={number}")
        assert len(answer.data) < _LARGEST
        found = page(long, f"/documents/{LONG}?part={number}")
        seen += found.tree.xpath("//div[contains(@class, 'lg-passage ')]/@id")
    assert seen == [one.id for one in long_record(_PAGES).passages]


@pytest.mark.parametrize(
    "address",
    [
        f"/documents/{LONG}?cite={LONG}-p60.2400",  # by its id
        f"/documents/{LONG}?cite={LONG}-p60.2400&part=1",  # what is cited wins
    ],
)
def test_a_citation_opens_the_part_that_holds_it(long: FlaskClient, address: str) -> None:
    found = page(long, address)
    (cited,) = found.tree.xpath("//*[contains(@class, 'lg-passage--cited')]")
    assert cited.get("id") == f"{LONG}-p60.2400"
    assert found.tree.xpath("//*[@class='lg-citation']")


def test_a_reading_opens_its_part(long: FlaskClient) -> None:
    evidence = long_record(_PAGES).evidence[1500]
    found = page(long, f"/documents/{LONG}?cite={evidence.id}")
    (cited,) = found.tree.xpath("//*[contains(@class, 'lg-passage--cited')]")
    assert cited.get("id") == evidence.passage


@pytest.mark.parametrize("anchor", [f"{LONG}-p60.2400", f"{LONG}-p1.1", "s-1280-0", "s-0-0"])
def test_an_anchor_leads_to_its_part(long: FlaskClient, anchor: str) -> None:
    answer = long.get(f"/documents/{LONG}/passages/{anchor}")
    assert answer.status_code == 302
    address, _, fragment = answer.headers["Location"].partition("#")
    assert fragment == anchor
    assert anchor in page(long, address).ids()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/documents/{LONG}/passages/nothing", 404),
        ("/documents/none/passages/nothing", 404),
        (f"/documents/{LONG}?part=0", 200),
        (f"/documents/{LONG}?part=99999", 200),  # the last
        (f"/documents/{LONG}?cite=nothing", 200),
        (f"/documents/{LONG}?part=3&marks=off", 200),
    ],
)
def test_other_addresses(long: FlaskClient, address: str, status: int) -> None:
    assert page(long, address).status == status


def test_the_contents_of_every_part_lead_to_headings(long: FlaskClient) -> None:
    found = page(long, f"/documents/{LONG}?part=3")
    links = found.tree.xpath("//nav[@class='lg-contents']//a/@href")
    assert len(links) > 100
    for link in (links[0], links[60], links[-1]):
        address, _, fragment = link.partition("#")
        assert fragment in page(long, address or f"/documents/{LONG}?part=3").ids()


def test_a_short_document_is_one_page(made: FlaskClient) -> None:
    found = page(made, "/documents/doc-cover")
    assert found.tree.xpath("//*[@id='part']") == []
    answer = made.get("/documents/doc-cover/passages/doc-cover-p4.6")
    assert answer.headers["Location"] == "/documents/doc-cover#doc-cover-p4.6"
