"""What people do with the pages, in a real browser and without a script of ours."""

from __future__ import annotations

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.walking import Shoot, follow, heading, leave, log, script

pytestmark = pytest.mark.browser

# Whether an element lies wholly or partly in what the window shows.
_IN_VIEW = """
const box = arguments[0].getBoundingClientRect();
return box.bottom > 0 && box.top < window.innerHeight;
"""


def _follow_quotation(browser: WebDriver) -> None:
    """Follow the first quotation to its paragraph, and see that both are pointed out."""
    quoted = browser.find_element(By.CSS_SELECTOR, ".lg-quote mark").text
    follow(browser, ".lg-quote footer a")
    (cited,) = browser.find_elements(By.CSS_SELECTOR, ".lg-passage--cited")
    assert script(browser, _IN_VIEW, cited)
    mark = cited.find_element(By.CSS_SELECTOR, ".lg-read--cited")
    assert script(browser, _IN_VIEW, mark)
    assert mark.text in quoted or quoted in mark.text
    assert "solid" in mark.value_of_css_property("border-bottom-style")  # not by colour alone


def test_from_the_first_page_to_the_cited_paragraph(
    browser: WebDriver, service: str, shoot: Shoot
) -> None:
    browser.get(service)
    shoot("home")
    box = browser.find_element(By.ID, "q")
    leave(browser, lambda: box.send_keys("training", Keys.ENTER))
    assert heading(browser) == "Search: training"
    shoot("search")

    follow(browser, "nav.lg-tabs a[href*='kind=recommendation']")
    before = len(browser.find_elements(By.CSS_SELECTOR, "article.lg-hit"))
    theme = follow(browser, ".lg-facet li a")
    assert theme in browser.find_element(By.CSS_SELECTOR, ".lg-chip").text
    assert 0 < len(browser.find_elements(By.CSS_SELECTOR, "article.lg-hit")) <= before
    shoot("search-filtered")

    follow(browser, "article.lg-hit h2 a")
    assert heading(browser).startswith("Recommendation")
    shoot("recommendation")

    follow(browser, "main a[href^='/reviews/']")
    assert browser.find_elements(By.ID, "recommendations")
    shoot("review")

    follow(browser, "main .lg-card h3 a")
    assert browser.find_elements(By.ID, "status-present")
    shoot("case")

    factor = follow(browser, "section[aria-labelledby='status-present'] .lg-fact h4 a")
    assert heading(browser) == factor
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
    log(browser)  # what came before
    for address in ("/", "/search?q=training", "/themes", "/about"):
        browser.get(f"{service}{address}")
    assert log(browser) == []
