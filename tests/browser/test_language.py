"""Two languages and two shades, as a browser shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

from tests.browser.walking import press

pytestmark = pytest.mark.browser

_BACKGROUND = "return getComputedStyle(document.body).backgroundColor;"
_DARK = [{"name": "prefers-color-scheme", "value": "dark"}]


def test_a_reader_changes_to_welsh_and_back_without_losing_the_place(
    browser: WebDriver, service: str, shoot: Callable[[str], None]
) -> None:
    browser.get(f"{service}/search?q=training&kind=passage")
    press(browser, ".lg-language a")
    assert browser.current_url == f"{service}/cy/search?q=training&kind=passage"
    page = browser.find_element(By.TAG_NAME, "html")
    assert page.get_attribute("lang") == "cy"
    assert browser.find_element(By.TAG_NAME, "h1").text == "Chwilio: training"
    shoot("welsh-search")
    press(browser, ".lg-header__name")
    assert browser.current_url == f"{service}/cy/"
    shoot("welsh-home")
    press(browser, ".lg-language a")
    assert browser.current_url == f"{service}/"
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en-GB"


def test_in_the_dark_screens_are_dark_and_paper_is_white(browser: WebDriver, service: str) -> None:
    browser.get(f"{service}/patterns/trends")
    light = browser.execute_script(_BACKGROUND)
    shown = {}
    try:
        for media in ("screen", "print"):
            told = {"media": media, "features": _DARK}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", told)
            shown[media] = browser.execute_script(_BACKGROUND)
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    assert shown == {"screen": "rgb(20, 24, 28)", "print": light}
