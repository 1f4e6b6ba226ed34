"""A board member pastes a draft recommendation and opens what was said before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

from tests.browser.walking import TOO_WIDE, follow, heading, leave, script

pytestmark = pytest.mark.browser

_DRAFT = "All agencies should remind staff to ask about fathers, and review the protocol."


def test_from_a_draft_to_what_was_said_before(
    browser: WebDriver, service: str, shoot: Callable[[str], None]
) -> None:
    browser.get(service)
    follow(browser, "main a[href='/draft']")
    assert heading(browser) == "Has this been said before?"
    browser.find_element(By.ID, "draft-text").send_keys(_DRAFT)
    button = browser.find_element(By.CSS_SELECTOR, "main form button")
    leave(browser, button.click)
    told = browser.find_element(By.TAG_NAME, "main").text
    assert "nobody in particular will answer for it" in told
    assert "It relies on people remembering." in told
    assert browser.find_element(By.ID, "draft-text").get_attribute("value") == _DRAFT
    assert script(browser, TOO_WIDE) <= 0
    shoot("draft")
    follow(browser, "article.lg-item h4 a")
    assert heading(browser).startswith("Recommendation")
    assert browser.find_elements(By.ID, "related")
