"""The library that the tests of the commands look at: the factory's Records."""

from __future__ import annotations

from pathlib import Path

from graph.library import Library
from tests import factories
from tests.ingest.publishing import put

__all__ = ["make_library"]


def make_library(path: Path) -> Path:
    """Make a library of three Records in two generations at `path`, and return `path`."""
    library = Library.create(path)
    put(library, factories.record(), factories.summary_record())
    put(library, factories.later_record())
    return path
