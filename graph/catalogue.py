"""The catalogue: which documents the library holds, since and until which generation.

Rows are never overwritten. A document is in generation n when it was added in
n or before and removed, if at all, after n. So the catalogue can be written
just before CURRENT flips: a crash in between leaves rows of a generation that
was never served, and `forget_after` drops them before the next writing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.catalogue_file import make_tables, transaction

__all__ = ["Catalogue", "Holding"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    file        TEXT NOT NULL,     -- the name it was given in, its identity
    sha256      TEXT NOT NULL,     -- its bytes, under originals/
    document    TEXT NOT NULL,     -- its document id, under records/
    title       TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    reviews     TEXT NOT NULL,     -- ids of the reviews it reports, a space between
    added_in    INTEGER NOT NULL,  -- generation
    removed_in  INTEGER            -- generation, NULL while it is held
);
CREATE INDEX IF NOT EXISTS documents_by_file ON documents (file);
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """One document as the catalogue knows it, and the ids of the reviews it reports."""

    file: str
    sha256: str
    document: str
    title: str
    media_type: str
    reviews: tuple[str, ...] = ()


class Catalogue:
    """The SQLite file `catalogue.sqlite` of one library (WAL, one writer)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        make_tables(path, _SCHEMA)

    def entries(self, generation: int) -> tuple[Holding, ...]:
        """Return what a generation holds, in the order of file names."""
        with transaction(self._path) as connection:
            rows = connection.execute(
                "SELECT file, sha256, document, title, media_type, reviews FROM documents"
                " WHERE added_in <= ? AND (removed_in IS NULL OR removed_in > ?) ORDER BY file",
                (generation, generation),
            )
            return tuple(
                Holding(file, sha256, document, title, media_type, tuple(reviews.split()))
                for file, sha256, document, title, media_type, reviews in rows
            )

    def write(self, generation: int, added: tuple[Holding, ...], removed: tuple[str, ...]) -> None:
        """Record, in one transaction, what a generation adds and which documents it removes."""
        with transaction(self._path) as connection:
            connection.executemany(
                "UPDATE documents SET removed_in = ? WHERE document = ? AND removed_in IS NULL",
                [(generation, document) for document in removed],
            )
            connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
                [_row(one, generation) for one in added],
            )

    def forget_after(self, generation: int) -> None:
        """Drop what belongs to generations after this one, which were never served or undone."""
        with transaction(self._path) as connection:
            connection.execute("DELETE FROM documents WHERE added_in > ?", (generation,))
            connection.execute(
                "UPDATE documents SET removed_in = NULL WHERE removed_in > ?", (generation,)
            )


def _row(one: Holding, generation: int) -> tuple[str | int, ...]:
    reviews = " ".join(one.reviews)
    return (one.file, one.sha256, one.document, one.title, one.media_type, reviews, generation)
