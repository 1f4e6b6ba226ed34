"""Links below the confidence threshold: hidden, said to be, and shown when asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.errors import UsageInvalid
from graph.library import Library
from graph.model import Record
from tests import factories
from tests.ingest.publishing import put
from tests.web.walking import Page, page, walk
from web.app import create_app
from web.config import Settings, settings_from

LEAST = 0.5


def _doubtful(record: Record, *concepts: str) -> Record:
    """Return the Record with all evidence of these concepts below the threshold."""
    return replace(
        record,
        evidence=tuple(
            replace(one, confidence=0.2) if one.concept in concepts else one
            for one in record.evidence
        ),
    )


def _first_case_and_factor(record: Record) -> tuple[str, str]:
    """Return a case's id and a factor present in it."""
    case = next(one for one in record.cases if one.id == factories.CASE_E)
    return case.id, next(one.concept for one in case.factors if one.status == "present")


CASE, DOUBTFUL = _first_case_and_factor(factories.record())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("threshold") / "library"
    put(Library.create(path), _doubtful(factories.record(), DOUBTFUL))
    return path


@pytest.fixture(scope="module")
def careful(path: Path) -> FlaskClient:
    return create_app(Settings(library=path, min_confidence=LEAST)).test_client()


@pytest.fixture(scope="module")
def open_to_all(path: Path) -> FlaskClient:
    return create_app(Settings(library=path)).test_client()


def _factor_links(found: Page) -> set[str]:
    return {
        link.split("/factors/")[1].split("?")[0]
        for link in found.tree.xpath("//section[contains(@class, 'lg-status-group')]//h4/a/@href")
    }


def test_without_a_threshold_every_link_is_shown_and_nothing_is_said(
    open_to_all: FlaskClient,
) -> None:
    found = page(open_to_all, f"/cases/{CASE}")
    assert DOUBTFUL in _factor_links(found)
    assert "threshold" not in found.ids()
    assert "threshold" not in page(open_to_all, f"/factors/{DOUBTFUL}").ids()


def test_a_case_hides_the_link_says_so_and_shows_it_when_asked(careful: FlaskClient) -> None:
    hidden = page(careful, f"/cases/{CASE}")
    assert DOUBTFUL not in _factor_links(hidden)
    assert _factor_links(hidden)  # the others stay
    note = hidden.text("//p[@id='threshold']")
    assert note.startswith(
        "1 link (1 risk factor) below the confidence threshold of 0.50 is hidden"
    )
    (address,) = hidden.tree.xpath("//p[@id='threshold']/a/@href")
    shown = page(careful, address)
    assert DOUBTFUL in _factor_links(shown)
    assert "shown and counted" in shown.text("//p[@id='threshold']")
    (back,) = shown.tree.xpath("//p[@id='threshold']/a/@href")
    assert back == f"/cases/{CASE}"


def test_a_factor_counts_what_it_shows(careful: FlaskClient) -> None:
    hidden = page(careful, f"/factors/{DOUBTFUL}")
    links = hidden.text("//p[@id='threshold']")
    assert (
        "between a case and this factor, or a narrower one, below the confidence threshold" in links
    )
    assert not hidden.tree.xpath(f"//section[@class='lg-fact']//a[@href='/cases/{CASE}']")
    shown = page(careful, f"/factors/{DOUBTFUL}?confidence=all")
    assert shown.tree.xpath(f"//section[@class='lg-fact']//a[@href='/cases/{CASE}']")
    tabs = shown.tree.xpath("//nav[@class='lg-tabs']//a/@href")
    assert tabs
    assert all("confidence=all" in address for address in tabs)


def test_the_list_of_factors_counts_the_same(careful: FlaskClient) -> None:
    def names(found: Page) -> set[str]:
        return {link.split("/")[-1].split("?")[0] for link in found.links() if "/factors/" in link}

    assert DOUBTFUL not in names(page(careful, "/factors"))
    assert DOUBTFUL in names(page(careful, "/factors?confidence=all"))
    assert "leave out" in page(careful, "/factors").text("//p[@id='threshold']")


def test_a_link_is_as_sure_as_its_surest_place(path: Path) -> None:
    just = create_app(Settings(library=path, min_confidence=0.9)).test_client()
    # stated 0.9: at the threshold is not below it
    assert _factor_links(page(just, f"/cases/{CASE}"))


def test_every_page_can_be_shown_with_a_threshold(careful: FlaskClient) -> None:
    found = list(walk(careful, "/"))
    assert {one.status for one in found} == {200}


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.6", 0.6), ("0", 0.0), ("1", 1.0)],
)
def test_the_setting_is_a_share(text: str, value: float) -> None:
    assert settings_from({"LESSONS_MIN_CONFIDENCE": text}).min_confidence == value


@pytest.mark.parametrize("text", ["1.1", "-0.1", "nan", "high", ""])
def test_no_other_setting_is_taken(text: str) -> None:
    with pytest.raises(UsageInvalid, match="from 0 to 1"):
        settings_from({"LESSONS_MIN_CONFIDENCE": text})
