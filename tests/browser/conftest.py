"""A real Chromium, and the service that it looks at, over sample documents really read."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver
from waitress.server import create_server

from tests.web.served import sample_library
from web.app import create_app
from web.config import Settings

# Nothing outside this machine is called; a profile of its own leaves none behind.
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)

Shoot = Callable[[str], None]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a sample library on a free port; gives the address."""
    library = sample_library(tmp_path_factory.mktemp("served") / "library")
    server = create_server(create_app(Settings(library=library.path)), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Start Chromium; without it these tests are skipped."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("Chromium is not on this machine. Install: chromium chromium-driver")
    options = Options()
    options.binary_location = browser
    profile = tmp_path_factory.mktemp("chromium")
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    started = webdriver.Chrome(options=options, service=Service(driver))
    yield started
    started.quit()


@pytest.fixture
def browser(chromium: WebDriver) -> WebDriver:
    """A window as wide as a desk's screen."""
    chromium.set_window_size(1200, 1000)
    return chromium


@pytest.fixture
def shoot(browser: WebDriver, request: pytest.FixtureRequest) -> Shoot:
    """Return a function that keeps what the window shows, where --screenshots is given."""
    folder: Path | None = request.config.getoption("--screenshots")

    def keep(name: str) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            browser.save_screenshot(str(folder / f"{name}.png"))

    return keep
