"""Limits against hostile or broken input, each a named setting with a test."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT_LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read before it is refused with a reason."""

    file_bytes: int = 100_000_000
    pages: int = 3_000
    # A Word file is a zip archive: what it may unpack to, and by what factor.
    unpacked_bytes: int = 400_000_000
    unpacked_ratio: int = 200
    text_characters: int = 20_000_000
    # Wall-clock time for one file, in the worker process that reads it.
    seconds: float = 300.0


DEFAULT_LIMITS = Limits()
