"""The file `catalogue.sqlite`: opened for one transaction at a time, its tables made if need be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import LibraryDamaged

__all__ = ["make_tables", "transaction"]

_PATIENCE = 30  # seconds to wait for another process's transaction


def make_tables(path: Path, schema: str) -> None:
    """Make the tables of `schema` where they are missing, in a file that readers never lock."""
    with transaction(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(schema)


@contextmanager
def transaction(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection whose changes are kept together, or not at all.

    Raises LibraryDamaged when SQLite cannot use the file.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection, connection:
            connection.row_factory = sqlite3.Row
            yield connection
    except sqlite3.DatabaseError as cause:
        raise LibraryDamaged(
            f"The catalogue {path} cannot be used ({cause}). Restore it from a backup."
        ) from cause
