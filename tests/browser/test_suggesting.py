"""Type-ahead in a real browser: by keyboard, and out of the way when it is not wanted."""

from __future__ import annotations

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.walking import leave, log, wait_until

pytestmark = pytest.mark.browser


def test_a_name_is_chosen_by_keyboard_and_enter_alone_sends_the_form(
    browser: WebDriver, service: str
) -> None:
    log(browser)  # what came before
    browser.get(f"{service}/search")
    box = browser.find_element(By.CSS_SELECTOR, "main input[name=q]")
    box.send_keys("homeless")
    wait_until(browser, lambda _: box.get_attribute("aria-expanded") == "true")
    box.send_keys(Keys.ARROW_DOWN)
    active = browser.find_element(By.ID, box.get_attribute("aria-activedescendant") or "")
    assert active.get_attribute("aria-selected") == "true"
    box.send_keys(Keys.ENTER)
    assert box.get_attribute("value") == "factor:homelessness "
    assert box.get_attribute("aria-expanded") == "false"
    box.send_keys("neg")
    wait_until(browser, lambda _: box.get_attribute("aria-expanded") == "true")
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("aria-expanded") == "false"
    leave(browser, lambda: box.send_keys(Keys.ENTER))
    assert "q=factor" in browser.current_url
    assert log(browser) == []
