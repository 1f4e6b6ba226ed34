"""What a person should know of the reading of documents: warnings, and what editors set right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.corrections import Field
from ingest.corrected import Noted, noted
from web.content.cells import NAMES, words
from web.snapshot import Snapshot

__all__ = ["Told", "told_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """Warnings as (document id, sentence), and the newest correction of each field."""

    warnings: tuple[tuple[str, str], ...]
    corrected: dict[Field, Noted]


def told_of(shown: Snapshot, documents: Iterable[str]) -> Told:
    """Return what the graph holds beside what was read in these documents, by their ids."""
    rows = [
        (one, words(row, "warning"))
        for one in documents
        for row in shown.graph.select("pages/document-warnings", document=NAMES.document(one))
    ]
    notes = [note for _, warning in rows if (note := noted(warning)) is not None]
    return Told(
        tuple((one, text.partition(": ")[2]) for one, text in rows if noted(text) is None),
        {note.field: note for note in sorted(notes, key=lambda note: note.day)},
    )
