"""How a test goes from page to page: it acts, and waits until the next page is whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

__all__ = [
    "PATIENCE",
    "TOO_WIDE",
    "Shoot",
    "follow",
    "heading",
    "leave",
    "log",
    "press",
    "script",
    "send",
    "wait_until",
]

Shoot = Callable[[str], None]

PATIENCE = 30  # seconds for a page to come on a busy machine
# How many points a page is wider than its window.
TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;"
_CENTRE = "arguments[0].scrollIntoView({block: 'center'});"


def leave(browser: WebDriver, act: Callable[[], None]) -> None:
    """Act, and wait until the page it was done on has gone and the next one is whole.

    A key or a click comes back before the next page does: what is found at once may
    be of the page that is going.
    """
    page = browser.find_element(By.TAG_NAME, "html")
    act()
    wait_until(browser, staleness_of(page))
    wait_until(browser, lambda _: script(browser, "return document.readyState;") == "complete")


def press(browser: WebDriver, selector: str) -> None:
    """Click what leads to another page, in the middle of the window."""
    button = browser.find_element(By.CSS_SELECTOR, selector)
    script(browser, _CENTRE, button)
    leave(browser, button.click)


def send(browser: WebDriver, *keys: str) -> None:
    """Send keys that lead to another page to what has the focus."""
    leave(browser, lambda: browser.switch_to.active_element.send_keys(*keys))


def follow(browser: WebDriver, selector: str) -> str:
    """Follow the first link of a kind; gives its words."""
    words = browser.find_element(By.CSS_SELECTOR, selector).text
    press(browser, selector)
    return words


def wait_until(
    browser: WebDriver, true: Callable[[WebDriver], object], seconds: int = PATIENCE
) -> None:
    """Wait until something is true of the window; raises TimeoutException where it never is."""
    WebDriverWait(browser, seconds).until(true)


def heading(browser: WebDriver) -> str:
    """Return the words of the page's first heading."""
    return browser.find_element(By.TAG_NAME, "h1").text


def script(browser: WebDriver, text: str, *arguments: object) -> Any:
    """Return what a line of script gives."""
    return browser.execute_script(text, *arguments)


def log(browser: WebDriver) -> list[Any]:
    """Return what the console said since it was asked last."""
    return list(browser.get_log("browser"))  # type: ignore[no-untyped-call]  # selenium has no type
