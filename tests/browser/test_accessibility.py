"""Every kind of page against WCAG 2.2 AA by axe-core; narrow, enlarged, and without a script."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.kinds import KINDS, Kind, open_kind
from tests.browser.screens import MODES, screen, shown, violations
from tests.browser.walking import TOO_WIDE, heading, send, wait_until

pytestmark = pytest.mark.browser

_FETCHED = "return performance.getEntriesByType('resource').map(one => one.name);"
_UNSIZED = (
    "return [...document.images].filter(one => !one.width || !one.height).map(one => one.src);"
)

_every_kind = pytest.mark.parametrize("kind", KINDS, ids=[one.name for one in KINDS])


@_every_kind
def test_nothing_breaks_the_guidelines(browser: WebDriver, service: str, kind: Kind) -> None:
    open_kind(browser, service, kind)
    for mode, features in MODES.items():
        with shown(browser, features):
            assert violations(browser, forced="forced" in mode) == [], mode


def test_a_picture_without_words_would_be_found(browser: WebDriver, service: str) -> None:
    browser.get(service)
    browser.execute_script("document.querySelector('main').append(document.createElement('img'));")
    assert any(one.startswith("image-alt") for one in violations(browser))


@_every_kind
def test_a_narrow_screen_needs_no_sideways_scrolling(
    browser: WebDriver, service: str, shoot: Callable[[str], None], kind: Kind
) -> None:
    with screen(browser, 320):
        open_kind(browser, service, kind)
        assert browser.execute_script("return window.innerWidth;") == 320
        assert browser.execute_script(TOO_WIDE) <= 0
        assert violations(browser) == []
        shoot(f"narrow-{kind.name}")


@_every_kind
def test_twice_the_size_loses_nothing(browser: WebDriver, service: str, kind: Kind) -> None:
    """A window of 1280 points at 200 % has room for 640."""
    with screen(browser, 640, scale=2):
        open_kind(browser, service, kind)
        assert browser.execute_script(TOO_WIDE) <= 0


@_every_kind
def test_everything_comes_from_here_and_nothing_is_blocked(
    browser: WebDriver, service: str, kind: Kind
) -> None:
    browser.get_log("browser")  # type: ignore[no-untyped-call]  # what came before
    open_kind(browser, service, kind)
    fetched = browser.execute_script(_FETCHED)
    assert {urlsplit(one).netloc for one in fetched} == {urlsplit(service).netloc}
    assert browser.execute_script(_UNSIZED) == []
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]
    # an address of nothing is the only thing a browser may complain of
    assert [one for one in log if "404" not in one["message"]] == []


@_every_kind
def test_without_a_script_a_page_is_whole(browser: WebDriver, service: str, kind: Kind) -> None:
    """Whatever stands in the page for a script stands in it without one too."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_kind(browser, service, kind)
        assert browser.find_element(By.TAG_NAME, "h1").is_displayed()
        assert len(browser.find_element(By.TAG_NAME, "main").text) > 60
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def _tab_to(browser: WebDriver, selector: str, most: int = 60) -> None:
    """Press Tab until what the selector names has the focus, and see that it shows."""
    wanted = browser.find_element(By.CSS_SELECTOR, selector)
    for _ in range(most):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        here = browser.switch_to.active_element
        if here == wanted:
            shadow = here.value_of_css_property("box-shadow")
            outline = here.value_of_css_property("outline-style")
            assert shadow != "none" or outline != "none", selector
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_the_keyboard_alone_goes_from_the_first_page_to_a_paragraph(
    browser: WebDriver, service: str
) -> None:
    browser.get(service)
    _tab_to(browser, "#q")
    send(browser, "training", Keys.ENTER)
    assert heading(browser) == "Search: training"
    _tab_to(browser, "nav.lg-tabs a[href*='kind=passage']")
    send(browser, Keys.ENTER)
    _tab_to(browser, "article.lg-hit h2 a")
    send(browser, Keys.ENTER)
    assert browser.find_elements(By.CSS_SELECTOR, ".lg-passage--cited")


def test_shift_three_times_leaves_the_page(browser: WebDriver, service: str) -> None:
    open_kind(browser, service, next(one for one in KINDS if one.name == "case"))
    button = browser.find_element(By.CSS_SELECTOR, ".govuk-exit-this-page__button")
    assert str(button.get_attribute("href")).startswith("https://")
    # a page of ours stands for the website outside, which a test does not call
    browser.execute_script("arguments[0].href = '/helplines';", button)
    body = browser.find_element(By.TAG_NAME, "body")
    for _ in range(3):
        body.send_keys(Keys.SHIFT)
    wait_until(browser, lambda _: browser.current_url == f"{service}/helplines")
