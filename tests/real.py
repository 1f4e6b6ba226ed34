"""The real documents beside the checkout: read where present, never copied."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["SHARED", "shared"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(path: str) -> Path:
    """Return a real file or folder; skip the test, with the reason, when it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"real input is not on this machine: shared/{path}")
    return found
