"""A Record with what editors set right, and the note in it that says so.

The note is a warning of the Record, so it goes wherever the Record goes: into
the graph, onto the pages, into every export. It names the day, not the editor:
who it was, the catalogue knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from graph.corrections import Correction, Field
from graph.library import Library
from graph.model import ReadingWarning, Record
from graph.vocabulary import load_vocabulary

__all__ = ["Noted", "as_read", "corrected", "noted", "with_corrections"]

_PREFIX = "corrected-"  # begins the code of every note


@dataclass(frozen=True, slots=True)
class Noted:
    """What a note says: the field that was corrected, the day, and what had been read."""

    field: Field
    day: str
    was: str


def with_corrections(library: Library, record: Record) -> Record:
    """Return a Record, as it was read, with the corrections that the library's editors made."""
    source = record.document.source
    return corrected(record, library.corrections.of(source.sha256, source.file, as_read(record)))


def as_read(record: Record) -> Mapping[Field, str]:
    """Return what a Record says in each field that can be corrected; several bodies a line each."""
    first = next(iter(record.reviews), None)
    return {
        Field.TITLE: record.document.title,
        Field.PUBLISHED: record.document.published or "",
        Field.TYPE: (first.review_type if first else None) or "",
        Field.BOARDS: "\n".join(first.commissioned_by if first else ()),
    }


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """Return the Record with these corrections, each with its note."""
    for one in corrections:
        record = _with(record, one)
    return record


def noted(warning: str) -> Noted | None:
    """Return what a warning of the graph ("code: message") notes, None where it is no note."""
    code, _, message = warning.partition(": ")
    field = code.removeprefix(_PREFIX)
    found = _note_pattern().fullmatch(message)
    if not code.startswith(_PREFIX) or field not in set(Field) or found is None:
        return None
    return Noted(Field(field), found["day"], found["was"])


def _with(record: Record, one: Correction) -> Record:
    note = ReadingWarning(f"{_PREFIX}{one.field}", _note(one))
    document, reviews = record.document, record.reviews
    if one.field is Field.TITLE:
        document = replace(document, title=one.value)
    elif one.field is Field.PUBLISHED:
        document = replace(document, published=one.value or None)
    elif one.field is Field.TYPE:
        reviews = tuple(replace(review, review_type=one.value or None) for review in reviews)
    else:
        bodies = tuple(one.value.splitlines())
        reviews = tuple(replace(review, commissioned_by=bodies) for review in reviews)
    return replace(record, document=document, reviews=reviews, warnings=(*record.warnings, note))


def _note(one: Correction) -> str:
    """Return the note's words; `_note_pattern` reads them back."""
    was = load_vocabulary().label(one.was) if one.field is Field.TYPE else one.was
    was = "; ".join(was.splitlines()) or "nothing"
    return f"An editor corrected the {one.field} on {one.day}. The program had read: {was}"


@cache
def _note_pattern() -> re.Pattern[str]:
    return re.compile(
        r"An editor corrected the [a-z]+ on (?P<day>\d{4}-\d\d-\d\d)\. "
        r"The program had read: (?P<was>.*)",
        re.DOTALL,
    )
