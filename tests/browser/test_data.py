"""The pages for data in a real browser: the policy on scripts stands, and nothing is blocked."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

from tests.browser.walking import TOO_WIDE, log, press

pytestmark = pytest.mark.browser


def _asked(query: str) -> list[str]:
    return parse_qs(query)["query"][0].split()


@pytest.mark.parametrize(
    "path",
    ["/", "/data", "/sparql", "/vocab/", "/vocab/scheme-risk-factor", "/vocab/neglect-of-child",
     "/vocab/domestic-abuse", "/ns"],
)  # fmt: skip
def test_nothing_is_blocked_and_the_data_can_be_read(
    browser: WebDriver, service: str, path: str
) -> None:
    browser.get(f"{service}{path}")
    said = log(browser)
    # an address of nothing is the only thing a browser may complain of
    assert [one for one in said if "404" not in one["message"]] == []
    block = browser.find_element(By.CSS_SELECTOR, "script[type='application/ld+json']")
    assert json.loads(block.get_attribute("textContent") or "")["@type"] == "WebPage"
    assert browser.execute_script(TOO_WIDE) <= 0


def test_a_script_in_the_page_would_be_blocked(browser: WebDriver, service: str) -> None:
    """The policy is in force: what is told above is not told because nothing is checked."""
    browser.get(f"{service}/data")
    browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.head.append(s);"
    )
    assert browser.execute_script("return window.ran;") is None
    assert any("Content Security Policy" in one["message"] for one in log(browser))


def test_a_ready_question_is_asked_and_answered(browser: WebDriver, service: str) -> None:
    log(browser)  # what came before
    browser.get(f"{service}/sparql")
    press(browser, "a[href*='example=provenance']")
    assert "example=" in browser.current_url
    press(browser, "main form button")
    assert browser.find_elements(By.ID, "answer")
    # the address to copy asks what this page asks
    copied = urlsplit(browser.find_element(By.ID, "link").text)
    here = urlsplit(browser.current_url)
    assert (copied.netloc, copied.path) == (here.netloc, here.path)
    assert _asked(copied.query) == _asked(here.query)
    assert browser.find_elements(By.CSS_SELECTOR, "main table tbody tr")
    assert log(browser) == []
