"""A training lead goes from a theme to six passages, and to a briefing in four forms."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

from tests.browser.walking import (
    TOO_WIDE,
    follow,
    heading,
    leave,
    press,
    script,
    wait_until,
)

pytestmark = pytest.mark.browser

_PICKS = 6
_CLEAR = "localStorage.clear(); sessionStorage.clear();"


def _tick(browser: WebDriver, number: int) -> list[str]:
    """Tick the first boxes that are not yet; gives their ids."""
    found = browser.find_elements(By.CSS_SELECTOR, "input[form=picks]:not(:checked)")
    boxes = [one for one in found if one.is_displayed()]  # others wait behind a disclosure
    picked = []
    for box in boxes[:number]:
        script(browser, "arguments[0].scrollIntoView({block: 'center'});", box)
        box.click()
        picked.append(str(box.get_attribute("value")))
    return picked


def _open_list(browser: WebDriver) -> None:
    press(browser, "#picks button")
    wait_until(browser, lambda _: "/reading-list?" in browser.current_url)


def _ids(browser: WebDriver) -> list[str]:
    return parse_qs(urlsplit(browser.current_url).query)["ids"][0].split(".")


def test_from_a_theme_to_a_briefing(
    browser: WebDriver, service: str, shoot: Callable[[str], None]
) -> None:
    browser.get(f"{service}/themes")
    script(browser, _CLEAR)
    follow(browser, "main a[href='/themes/professional-curiosity']")
    assert heading(browser) == "Professional curiosity"
    picked = _tick(browser, 2)
    assert picked
    told = browser.find_element(By.CSS_SELECTOR, "#picks [role=status]").text
    assert told == f"{len(picked)} items in your reading list."
    browser.get(f"{service}/search?q=curious+OR+question+OR+asked+OR+information")
    picked += _tick(browser, _PICKS - len(picked))
    assert len(picked) == _PICKS
    _open_list(browser)
    assert _ids(browser) == picked
    assert script(browser, TOO_WIDE) <= 0
    shoot("reading-list")
    follow(browser, "a.govuk-button[href^='/briefing']")
    assert len(browser.find_elements(By.CSS_SELECTOR, "fieldset h2")) == 7
    title = browser.find_element(By.ID, "heading")
    title.clear()
    title.send_keys("For the Monday team")
    browser.find_element(By.ID, "own").send_keys("Who would notice?")
    update = browser.find_element(By.XPATH, "//button[text()='Update']")
    script(browser, "arguments[0].scrollIntoView({block: 'center'});", update)
    leave(browser, update.click)
    assert heading(browser) == "For the Monday team"
    assert script(browser, TOO_WIDE) <= 0
    shoot("briefing")
    query = urlsplit(browser.current_url).query
    for ending, begins in (("docx", b"PK"), ("pdf", b"%PDF"), ("pptx", b"PK"), ("txt", b"For")):
        with urlopen(f"{service}/briefing/briefing.{ending}?{query}") as answer:
            assert answer.read().startswith(begins)
    press(browser, "button[formaction='/briefing/read']")
    assert "Who would notice?" in browser.find_element(By.TAG_NAME, "main").text
    shoot("briefing-read")
    script(browser, _CLEAR)


def test_the_list_is_kept_in_the_browser_and_edits_are_its_own(
    browser: WebDriver, service: str
) -> None:
    browser.get(f"{service}/search?kind=lesson")
    script(browser, _CLEAR)
    browser.refresh()
    picked = _tick(browser, 3)
    browser.get(f"{service}/reading-list")
    wait_until(browser, lambda _: "?ids=" in browser.current_url)
    assert _ids(browser) == picked
    browser.find_element(By.ID, "note-1").send_keys("Read this first")
    browser.find_element(By.CSS_SELECTOR, f"input[name=drop][value='{picked[2]}']").click()
    press(browser, "#list-form > button")
    assert _ids(browser) == picked[:2]
    browser.get(f"{service}/reading-list")
    wait_until(browser, lambda _: "?ids=" in browser.current_url)
    assert browser.find_element(By.ID, "note-1").text == "Read this first"
    # A list that somebody sent does not take the place of one's own unasked.
    browser.get(f"{service}/reading-list?{urlencode({'ids': picked[2]})}")
    assert browser.find_element(By.CSS_SELECTOR, "[data-keep=join]").is_displayed()
    press(browser, "[data-keep=join]")
    assert sorted(_ids(browser)) == sorted(picked)
    script(browser, _CLEAR)


def test_without_a_script_ticked_boxes_make_the_list(browser: WebDriver, service: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{service}/search?kind=recommendation")
        picked = []
        boxes = browser.find_elements(By.CSS_SELECTOR, "input[form=picks]")
        for box in [one for one in boxes if one.is_displayed()][:2]:
            box.click()
            picked.append(box.get_attribute("value"))
        press(browser, "#picks button")
        assert "/reading-list?ids=" in browser.current_url
        assert _ids(browser) == picked
        assert len(browser.find_elements(By.CSS_SELECTOR, "ol.lg-list > li")) == len(picked)
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_narrow_window_shows_all_of_it(
    browser: WebDriver, service: str, shoot: Callable[[str], None]
) -> None:
    browser.set_window_size(320, 800)
    for name, address in (
        ("briefing-start", "/briefing"),
        ("briefing-narrow", "/briefing?theme=information-sharing"),
        ("briefing-read-narrow", "/briefing/read?theme=information-sharing"),
        ("reading-list-empty", "/reading-list"),
        ("theme-picks-narrow", "/themes/information-sharing"),
    ):
        browser.get(f"{service}{address}")
        assert script(browser, TOO_WIDE) <= 0, address
        shoot(name)
