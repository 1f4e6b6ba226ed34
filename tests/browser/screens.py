"""What a page is shown on, and what axe-core finds wrong with it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver.chrome.webdriver import WebDriver

__all__ = ["MODES", "screen", "shown", "violations"]

_AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
_RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  rules: {"target-size": {enabled: true}, "color-contrast": {enabled: !arguments[0]}},
}).then(done);
"""

# How people have told their system to show pages, as a page is told of it.
MODES: dict[str, tuple[tuple[str, str], ...]] = {
    "light": (),
    "dark": (("prefers-color-scheme", "dark"),),
    "forced colours": (("forced-colors", "active"),),
    "forced colours, dark": (("forced-colors", "active"), ("prefers-color-scheme", "dark")),
}


@contextmanager
def shown(browser: WebDriver, features: Sequence[tuple[str, str]]) -> Iterator[None]:
    """Show pages inside the block as somebody has told their system to."""
    told = [{"name": name, "value": value} for name, value in features]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": told})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@contextmanager
def screen(browser: WebDriver, width: int, scale: float = 1) -> Iterator[None]:
    """Show pages inside the block in a window of a width, in points."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": scale, "mobile": True},
    )
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def violations(browser: WebDriver, *, forced: bool = False) -> list[str]:
    """Return what axe-core finds wrong: the rule, and the first element that breaks it.

    Where colours are `forced` they are the reader's own, and a page is not told them.
    """
    browser.execute_script(_AXE)
    found: dict[str, Any] = browser.execute_async_script(_RUN, forced)
    assert len(found["passes"]) > 10  # it did look
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]
