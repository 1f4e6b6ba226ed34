"""Options of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --screenshots, a folder in which the browser tests leave what they saw."""
    parser.addoption("--screenshots", type=Path, default=None, help="folder for screenshots")
