"""What a file must be to go into a library: read, a review, and valid as a graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.corrections import Field
from graph.errors import DocumentNotAReview, DocumentTooLarge, DocumentUnreadable
from graph.library import Library
from graph.model import Record
from graph.triples import triples
from graph.validation import validate
from ingest.corrected import as_read, with_corrections
from ingest.extract import extract
from ingest.limits import Limits

__all__ = ["Admitted", "admit"]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may go in: its bytes, its Record with what editors have set right in it.

    `read` is what the program itself read in the fields that can be corrected.
    """

    data: bytes
    record: Record
    read: Mapping[Field, str]


def admit(library: Library, path: Path, name: str, limits: Limits) -> Admitted:
    """Return what there is to know of a file that can go into the library.

    Keeps nothing. Raises DocumentError for a file that cannot go in.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise DocumentTooLarge(
            f"The file has {size:,} bytes, more than {limits.file_bytes:,}. Split it."
        )
    data = path.read_bytes()
    record = extract(data, name, limits)
    for warning in record.warnings:
        if warning.code == DocumentNotAReview.code:
            raise DocumentNotAReview(warning.message)
    read = as_read(record)
    record = with_corrections(library, record)
    broken = validate(triples(record))
    if broken:
        raise DocumentUnreadable(
            f"What was read from this file breaks the rules of the graph: {broken[0].message} "
            "Please report that with the file, and go on without it."
        )
    return Admitted(data, record, read)
