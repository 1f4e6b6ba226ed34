"""What a process does once before it forks others to read files.

Rules, patterns and models are loaded and compiled when they are first needed. Processes
forked afterwards share them; one that is forked before pays for its own, which takes
longer than reading most files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from ingest.extract import extract

__all__ = ["prepare"]

# From this many files on, reading the long example takes less than they would lose.
MANY = 6
# Of the coded narrative, one paragraph of every so many files: what lives are made of.
_EVERY = 4

_HEAD = """Serious Case Review: Child A
Example Local Safeguarding Children Board, May 2012

1. Background
1.1 The mother had been using heroin and lived with domestic abuse. The police were called.
"""
_TAIL = """
2. Lessons
2.1 Agencies did not share what they knew.

3. Recommendations
1. The Board should review how agencies share information by May 2013.
"""


def prepare(number: int) -> None:
    """Load and compile what reading `number` files needs; many files are worth more of it."""
    told = "\n\n".join(_told()) if number >= MANY else ""
    extract(f"{_HEAD}\n{told}\n{_TAIL}".encode(), "example.txt")


def _told() -> Iterator[str]:
    folder = files("ingest") / "training" / "narratives"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    for name in names[::_EVERY]:
        paragraph = tomllib.loads((folder / name).read_text("utf-8"))["paragraph"][0]
        yield " ".join(text for text, _ in paragraph["sentences"])
