"""What people do with the pages, in a real browser and without a script of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

Shoot = Callable[[str], None]

_PATIENCE = 30  # seconds for a page to come on a busy machine

# Whether an element lies wholly or partly in what the window shows.
_IN_VIEW = """
const box = arguments[0].getBoundingClientRect();
return box.bottom > 0 && box.top < window.innerHeight;
"""
_TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;"


def _heading(browser: WebDriver) -> str:
    return browser.find_element(By.TAG_NAME, "h1").text


def _follow(browser: WebDriver, selector: str) -> str:
    """Follow the first link of a kind; gives its words."""
    link = browser.find_element(By.CSS_SELECTOR, selector)
    words = link.text
    _leave(browser, link.click)
    return words


def _leave(browser: WebDriver, act: Callable[[], None]) -> None:
    """Act, and wait until the page it was done on has gone and the next one is whole."""
    page = browser.find_element(By.TAG_NAME, "html")
    act()
    wait = WebDriverWait(browser, _PATIENCE)
    wait.until(staleness_of(page))
    wait.until(lambda _: _script(browser, "return document.readyState;") == "complete")


def _script(browser: WebDriver, text: str, *arguments: object) -> Any:
    return browser.execute_script(text, *arguments)


def _log(browser: WebDriver) -> list[Any]:
    """Return what the console said since it was asked last."""
    return list(browser.get_log("browser"))  # type: ignore[no-untyped-call]  # selenium has no type


def _follow_quotation(browser: WebDriver) -> None:
    """Follow the first quotation to its paragraph, and see that both are pointed out."""
    quoted = browser.find_element(By.CSS_SELECTOR, ".lg-quote mark").text
    _follow(browser, ".lg-quote footer a")
    (cited,) = browser.find_elements(By.CSS_SELECTOR, ".lg-passage--cited")
    assert _script(browser, _IN_VIEW, cited)
    mark = cited.find_element(By.CSS_SELECTOR, ".lg-read--cited")
    assert _script(browser, _IN_VIEW, mark)
    assert mark.text in quoted or quoted in mark.text
    assert "solid" in mark.value_of_css_property("border-bottom-style")  # not by colour alone


def test_from_the_first_page_to_the_cited_paragraph(
    browser: WebDriver, service: str, shoot: Shoot
) -> None:
    browser.get(service)
    shoot("home")
    box = browser.find_element(By.ID, "q")
    _leave(browser, lambda: box.send_keys("training", Keys.ENTER))
    assert _heading(browser) == "Search: training"
    shoot("search")

    _follow(browser, "nav.lg-tabs a[href*='kind=recommendation']")
    before = len(browser.find_elements(By.CSS_SELECTOR, "article.lg-hit"))
    theme = _follow(browser, ".lg-facet li a")
    assert theme in browser.find_element(By.CSS_SELECTOR, ".lg-chip").text
    assert 0 < len(browser.find_elements(By.CSS_SELECTOR, "article.lg-hit")) <= before
    shoot("search-filtered")

    _follow(browser, "article.lg-hit h2 a")
    assert _heading(browser).startswith("Recommendation")
    shoot("recommendation")

    _follow(browser, "main a[href^='/reviews/']")
    assert browser.find_elements(By.ID, "recommendations")
    shoot("review")

    _follow(browser, "main .lg-card h3 a")
    assert browser.find_elements(By.ID, "status-present")
    shoot("case")

    factor = _follow(browser, "section[aria-labelledby='status-present'] .lg-fact h4 a")
    assert _heading(browser) == factor
    shoot("factor")

    _follow_quotation(browser)
    shoot("document")


def test_the_keyboard_reaches_the_content_first(browser: WebDriver, service: str) -> None:
    browser.get(f"{service}/themes")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to main content"
    skip.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#main")
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.find_elements(By.XPATH, "ancestor::main")


def test_what_is_focused_can_be_seen(browser: WebDriver, service: str) -> None:
    browser.get(f"{service}/search?q=training")
    for selector in ("nav.lg-nav a", ".lg-facet summary", ".lg-facet li a", "article a"):
        element = browser.find_element(By.CSS_SELECTOR, selector)
        element.send_keys("")
        outline = element.value_of_css_property("outline-width")
        shadow = element.value_of_css_property("box-shadow")
        assert outline not in ("", "0px") or shadow != "none", selector


def test_facets_open_without_a_script(browser: WebDriver, service: str) -> None:
    browser.get(f"{service}/search?q=training")
    closed = browser.find_element(By.CSS_SELECTOR, ".lg-facet:not([open])")
    closed.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    assert closed.find_element(By.TAG_NAME, "a").is_displayed()


def test_nothing_goes_wrong_in_the_console(browser: WebDriver, service: str) -> None:
    _log(browser)  # what came before
    for address in ("/", "/search?q=training", "/themes", "/about"):
        browser.get(f"{service}{address}")
    assert _log(browser) == []
