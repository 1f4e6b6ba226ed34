"""/about/accuracy: every figure that ships, in words, without a library."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.vocabulary import load_vocabulary
from tests.web.walking import Page, page
from web.app import create_app
from web.config import Settings
from web.content.accuracy import SORTS, accuracy, factor_rows


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    nowhere: Path = tmp_path_factory.mktemp("none") / "library"
    return create_app(Settings(library=nowhere)).test_client()


@pytest.fixture(scope="module")
def shown(client: FlaskClient) -> Page:
    return page(client, "/about/accuracy")


def test_it_needs_no_library(shown: Page) -> None:
    assert shown.status == 200


def _rows(shown: Page, table: str) -> int:
    return len(shown.tree.xpath(f"//h2[@id='{table}']/following::table[1]/tbody/tr"))


def test_every_score_share_and_factor_is_there(shown: Page) -> None:
    plain = accuracy()
    assert _rows(shown, "found") == len(plain["scores"])
    assert _rows(shown, "said") == sum(bool(row["of"]) for row in plain["shares"].values())
    assert _rows(shown, "confidence") == len(plain["calibration"]["bins"])
    assert _rows(shown, "factors") == len(plain["concepts"])
    assert len(shown.tree.xpath("//h2[@id='classes']/following::details")) == len(plain["classes"])


def test_it_says_what_it_is_counted_over(shown: Page) -> None:
    text, plain = shown.text(), accuracy()
    assert f"{plain['documents']} documents" in text
    assert plain["version"] in text
    assert "one person for each document" in text
    assert "fictional" in text
    row = plain["scores"]["factors, family"]
    assert f"{row['recall']:.2f}" in text
    low, high = row["recall_interval"]
    assert f"{low:.2f} to {high:.2f}" in text


def test_nothing_of_any_document_ships() -> None:
    assert "disagreements" not in accuracy()


@pytest.mark.parametrize("order", SORTS)
def test_the_orders_of_the_table(client: FlaskClient, order: str) -> None:
    labels = [row.label for row in factor_rows(accuracy(), load_vocabulary(), order)]
    found = page(client, f"/about/accuracy?sort={order}")
    cells = found.tree.xpath("//h2[@id='factors']/following::table[1]/tbody/tr/th")
    assert [cell.text_content() for cell in cells] == labels
    chosen = [one.text_content() for one in found.tree.xpath("//p[@id='order']/strong")]
    assert len(chosen) == 1


def test_an_order_that_is_none_is_the_first(client: FlaskClient, shown: Page) -> None:
    assert page(client, "/about/accuracy?sort=%00x").text() == shown.text()


def test_it_is_linked(made: FlaskClient) -> None:
    about = page(made, "/about")
    assert "/about/accuracy" in about.tree.xpath("//main//a/@href")
    assert "/about/accuracy" in about.tree.xpath("//footer//a/@href")
