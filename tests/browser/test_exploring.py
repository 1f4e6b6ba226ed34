"""Going from thing to thing by keyboard, and reading a long report part by part."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from waitress.server import create_server

from graph.library import Library
from tests.browser.walking import leave, send, wait_until
from tests.ingest.publishing import put
from tests.web.long_document import LONG, long_record
from web.app import create_app
from web.config import Settings

pytestmark = pytest.mark.browser

_PAGES = 80  # of the long report: several parts, made quickly


@pytest.fixture(scope="module")
def long_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a library of one long report; gives the address."""
    path = tmp_path_factory.mktemp("long") / "library"
    put(Library.create(path), long_record(_PAGES))
    server = create_server(create_app(Settings(library=path)), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(timeout=10)


def _press_tab_to(browser: WebDriver, wanted: WebElement, most: int = 120) -> None:
    for _ in range(most):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if browser.switch_to.active_element == wanted:
            return
    pytest.fail(f"Tab does not reach {wanted.get_attribute('outerHTML')}")


def test_the_keyboard_expands_a_thing_from_list_and_picture(
    browser: WebDriver, service: str
) -> None:
    browser.get(f"{service}/explore")
    box = browser.find_element(By.ID, "at")
    leave(browser, lambda: box.send_keys("domestic abuse", Keys.ENTER))
    assert browser.find_elements(By.ID, "newest")
    sections = "#links > section"
    assert len(browser.find_elements(By.CSS_SELECTOR, sections)) == 1

    expand = browser.find_element(By.CSS_SELECTOR, ".lg-tie-line__on a")
    _press_tab_to(browser, expand)
    send(browser, Keys.ENTER)
    assert len(browser.find_elements(By.CSS_SELECTOR, sections)) == 2

    box = browser.find_element(By.CSS_SELECTOR, ".lg-picture a:not(.lg-box--open)")
    browser.execute_script("arguments[0].focus();", box)
    assert browser.switch_to.active_element == box
    send(browser, Keys.ENTER)
    assert len(browser.find_elements(By.CSS_SELECTOR, sections)) == 3


def test_evidence_opens_beside_each_link(browser: WebDriver, service: str) -> None:
    browser.get(f"{service}/explore?at=da-physical-violence&kind=case")
    details = browser.find_element(By.CSS_SELECTOR, ".lg-evidence")
    quote = details.find_element(By.TAG_NAME, "blockquote")
    assert not quote.is_displayed()
    details.find_element(By.TAG_NAME, "summary").click()
    assert quote.is_displayed()
    leave(browser, quote.find_element(By.TAG_NAME, "a").click)
    assert browser.find_elements(By.CSS_SELECTOR, ".lg-passage--cited")


def test_an_address_of_another_part_finds_its_paragraph(
    browser: WebDriver, long_service: str
) -> None:
    last = long_record(_PAGES).passages[-1].id
    browser.get(f"{long_service}/documents/{LONG}#{last}")
    wait_until(browser, lambda one: one.find_elements(By.ID, last))
    assert "part=" in browser.current_url
    assert browser.current_url.endswith(f"#{last}")


def test_cite_copies_the_citation_of_a_paragraph(browser: WebDriver, long_service: str) -> None:
    origin = {
        "origin": long_service,
        "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
    }
    browser.execute_cdp_cmd("Browser.grantPermissions", origin)
    browser.get(f"{long_service}/documents/{LONG}")
    browser.find_elements(By.CSS_SELECTOR, "a[data-where]")[2].click()
    wait_until(browser, lambda one: one.find_elements(By.CSS_SELECTOR, ".lg-copied"))
    told = browser.find_element(By.CSS_SELECTOR, ".lg-copied")
    wait_until(browser, lambda _: told.text == "Citation copied")
    copied = browser.execute_async_script(
        "const done = arguments[0]; navigator.clipboard.readText().then(done, String);"
    )
    address = f"{long_service}/documents/{LONG}?cite={LONG}-p1.3#{LONG}-p1.3"
    assert copied == f"Report of an inquiry (1 June 2015), paragraph 1.3, page 1. {address}"
    browser.refresh()  # the address bar holds the citation's address
    assert browser.current_url == address
    assert browser.find_elements(By.CSS_SELECTOR, ".lg-passage--cited")
