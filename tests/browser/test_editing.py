"""A librarian uploads twelve files of five formats, watches, corrects a title, publishes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from waitress.server import create_server

from tests.browser.screens import MODES, screen, shown, violations
from tests.browser.walking import TOO_WIDE, follow, heading, leave, log, press, wait_until
from tests.web.editors import PASSPHRASE
from web.app import create_app
from web.config import Settings

pytestmark = pytest.mark.browser

_PATIENCE = 240  # seconds for twelve files on a busy machine
_SAMPLE = Path(__file__).parents[1] / "corpora" / "sample" / "documents"
_TWELVE = (
    *(
        "brackenshire-kieran-2021.pdf",
        "eastmere-three-babies-2015.pdf",
        "northfold-baby-r-2020.pdf",
    ),
    *("castle-aldren-ln15-executive-summary-2012.docx", "wendlebury-kai-2017.docx"),
    *("saltmarsh-kasper-2021.html", "marrowdale-child-t-2015.html", "strathorran-callum-2024.html"),
    *("castle-aldren-baby-f-2014.txt", "wendlebury-child-a-2008.txt"),
    *("saltmarsh-ellis-2016.md", "thornley-vale-child-k-2010.md"),
)
_TITLE = "Kieran: what we learned"
_READ = "input[name=take]"
_AGAIN = "#job > p > a"  # looks again where no script does


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an empty library with editing on, its worker in a process of its own."""
    library = tmp_path_factory.mktemp("edited") / "library"
    app = create_app(Settings(library=library, editing=True, passphrase=PASSPHRASE))
    server = create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    app.extensions["worker"].stop()
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(timeout=10)


def _sign_in(browser: WebDriver) -> None:
    browser.find_element(By.ID, "name").send_keys("Ann")
    browser.find_element(By.ID, "passphrase").send_keys(PASSPHRASE)
    press(browser, "main form button")


def _ended(browser: WebDriver) -> None:
    """Wait until the page itself shows that the job has ended; nobody reloads it."""
    wait_until(
        browser,
        lambda _: browser.execute_script(
            "const job = document.getElementById('job');"
            "return document.readyState === 'complete' && job && !('running' in job.dataset);"
        ),
        _PATIENCE,
    )


def _good(browser: WebDriver) -> None:
    """See that a page is as every page has to be: axe, all colours, 320 points."""
    for mode, features in MODES.items():
        with shown(browser, features):
            assert violations(browser, forced="forced" in mode) == [], mode
    with screen(browser, 320):
        assert browser.execute_script(TOO_WIDE) <= 0


def _send_twelve(browser: WebDriver, shoot: Callable[[str], None]) -> None:
    """Send the files, and see how far their reading is, before and after a reload."""
    paths = "\n".join(str(_SAMPLE / name) for name in _TWELVE)
    browser.find_element(By.ID, "files").send_keys(paths)
    press(browser, "main form button")
    assert heading(browser) == "Upload 1"
    assert browser.find_elements(By.TAG_NAME, "progress")
    _good(browser)
    shoot("editing-running")
    leave(browser, browser.refresh)  # the work goes on
    _ended(browser)


def _look_through(browser: WebDriver, shoot: Callable[[str], None]) -> None:
    """See what was read in each file."""
    assert len(browser.find_elements(By.CSS_SELECTOR, _READ)) == len(_TWELVE)
    told = browser.find_element(By.TAG_NAME, "main").text
    for words in ("PDF", "Word", "web page", "plain text", "Markdown", "Kieran", "March 2021"):
        assert words in told
    _good(browser)
    shoot("editing-read")


def _correct_the_first(browser: WebDriver, shoot: Callable[[str], None]) -> None:
    """Give the first file another title."""
    follow(browser, "#file-1 a")
    assert heading(browser) == "Correct what was read"
    _good(browser)
    shoot("editing-correct")
    title = browser.find_element(By.ID, "title")
    title.clear()
    title.send_keys(_TITLE)
    press(browser, "main form button")
    assert _TITLE in browser.find_element(By.ID, "file-1").text


def test_from_twelve_files_to_the_library(
    browser: WebDriver, desk: str, shoot: Callable[[str], None]
) -> None:
    browser.get(f"{desk}/editing/uploads")
    assert heading(browser) == "Sign in as an editor"
    _good(browser)
    _sign_in(browser)
    assert heading(browser) == "Add reviews"
    _good(browser)
    _send_twelve(browser, shoot)
    _look_through(browser, shoot)
    _correct_the_first(browser, shoot)
    press(browser, "#publish button")
    assert heading(browser) == "Publishing of upload 1"
    _ended(browser)
    assert "library edition 1" in browser.find_element(By.TAG_NAME, "main").text
    _good(browser)
    shoot("editing-published")

    follow(browser, "#file-1 a")
    assert heading(browser) == _TITLE
    assert "Corrected by an editor on" in browser.find_element(By.TAG_NAME, "main").text
    for address in ("/editing/", "/editing/documents"):
        browser.get(f"{desk}{address}")
        _good(browser)
    # an address of nothing is all that the browser may complain of
    assert [one for one in log(browser) if "404" not in one["message"]] == []


def test_without_a_script_an_editor_looks_again(
    browser: WebDriver, desk: str, shoot: Callable[[str], None]
) -> None:
    """Upload, stop, start and discard by plain links and buttons alone."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{desk}/editing/uploads")
        if heading(browser).startswith("Sign in"):
            _sign_in(browser)
        browser.find_element(By.ID, "files").send_keys(str(_SAMPLE / "lough-carrow-cmr-2021.docx"))
        press(browser, "main form button")

        def read(_: WebDriver) -> bool:
            if browser.find_elements(By.CSS_SELECTOR, _AGAIN):
                press(browser, _AGAIN)
            return bool(browser.find_elements(By.CSS_SELECTOR, _READ))

        wait_until(browser, read, _PATIENCE)
        shoot("editing-no-script")
        press(browser, ".govuk-button--warning")
        assert "are gone" in browser.find_element(By.TAG_NAME, "main").text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
