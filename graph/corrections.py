"""What editors set right: rows of the catalogue, never overwritten, with who and when.

A correction is of the bytes that the editor saw. A newer file of the same name
keeps it only where it is still read as what the editor corrected: where the new
text reads otherwise, the editor has not seen it.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from graph.catalogue_file import make_tables, transaction

__all__ = ["Correction", "Corrections", "Field", "now"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS corrections (
    id        INTEGER PRIMARY KEY,
    sha256    TEXT NOT NULL,     -- the bytes that were corrected
    file      TEXT NOT NULL,     -- the name they had then
    field     TEXT NOT NULL,
    was       TEXT NOT NULL,     -- as the program read it
    value     TEXT NOT NULL,     -- as the editor has it; several bodies a line each
    editor    TEXT NOT NULL,
    at        TEXT NOT NULL,     -- ISO 8601, UTC
    ended_at  TEXT               -- when another took its place, NULL while it holds
);
CREATE INDEX IF NOT EXISTS corrections_by_sha256 ON corrections (sha256);
CREATE INDEX IF NOT EXISTS corrections_by_file ON corrections (file);
"""


class Field(StrEnum):
    """What of a document an editor may set right."""

    TITLE = "title"
    PUBLISHED = "published"
    TYPE = "type"
    BOARDS = "boards"


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one document: as it was read, as it is, who said so and when."""

    field: Field
    was: str
    value: str
    editor: str
    at: str

    @property
    def day(self) -> str:
        """The day of the correction, ISO 8601."""
        return self.at[:10]


def now() -> str:
    """Return this second in UTC, as ISO 8601 writes it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class Corrections:
    """The corrections of one library, in its `catalogue.sqlite`."""

    def __init__(self, path: Path, clock: Callable[[], str] = now) -> None:
        self._path, self._clock = path, clock
        make_tables(path, _SCHEMA)

    def of(self, sha256: str, file: str, read: Mapping[Field, str]) -> tuple[Correction, ...]:
        """Return the corrections that hold for a document, at most one a field, in field order.

        `read` is what the program reads in it.
        """
        with transaction(self._path) as connection:
            rows = connection.execute(
                "SELECT * FROM corrections WHERE ended_at IS NULL AND (sha256 = ? OR file = ?)"
                " ORDER BY sha256 = ?, id",
                (sha256, file, sha256),
            ).fetchall()
        found = {
            Field(row["field"]): _correction(row)
            for row in rows
            if row["sha256"] == sha256 or row["was"] == read.get(Field(row["field"]))
        }
        return tuple(found[field] for field in Field if field in found)

    def write(
        self, sha256: str, file: str, values: Mapping[Field, tuple[str, str]], editor: str
    ) -> tuple[Field, ...]:
        """Keep what an editor has for each field, as (was, value); return the fields that changed.

        A value that is what was read ends the correction there was.
        """
        held = {one.field: one.value for one in self.of(sha256, file, _was(values))}
        changed = tuple(
            field for field, (was, value) in values.items() if held.get(field, was) != value
        )
        at = self._clock()
        with transaction(self._path) as connection:
            connection.executemany(
                "UPDATE corrections SET ended_at = ?"
                " WHERE ended_at IS NULL AND field = ? AND (sha256 = ? OR (file = ? AND was = ?))",
                [(at, field, sha256, file, values[field][0]) for field in changed],
            )
            connection.executemany(
                "INSERT INTO corrections (sha256, file, field, was, value, editor, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (sha256, file, field, *values[field], editor, at)
                    for field in changed
                    if values[field][0] != values[field][1]
                ],
            )
        return changed

    def history(self, sha256: str) -> tuple[Correction, ...]:
        """Return every correction that these bytes ever had, the newest first."""
        with transaction(self._path) as connection:
            rows = connection.execute(
                "SELECT * FROM corrections WHERE sha256 = ? ORDER BY id DESC", (sha256,)
            ).fetchall()
        return tuple(map(_correction, rows))


def _was(values: Mapping[Field, tuple[str, str]]) -> dict[Field, str]:
    return {field: was for field, (was, _) in values.items()}


def _correction(row: sqlite3.Row) -> Correction:
    return Correction(Field(row["field"]), row["was"], row["value"], row["editor"], row["at"])
