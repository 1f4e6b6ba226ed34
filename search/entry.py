"""One thing that a search can find, and its form in an index."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum

from graph.errors import RecordInvalid

__all__ = ["Entry", "EntryKind", "entry_from_json", "entry_to_json"]


class EntryKind(StrEnum):
    """The four things a search can find."""

    PASSAGE = "passage"
    LESSON = "lesson"
    RECOMMENDATION = "recommendation"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find, with everything a result shows, filters or counts.

    `position` is the place among the entries of the document, from 0. Concept
    fields hold the ids themselves, without their broader concepts. `facts` are the
    factors and legal statuses that its own words are evidence for, each as
    "field|concept|status|person". `date` is
    an ISO 8601 date cut to what is known; `year` is 0 where it is not known.
    """

    id: str
    kind: EntryKind
    title: str
    text: str
    document: str
    review: str = ""
    cases: tuple[str, ...] = ()
    case_labels: tuple[str, ...] = ()
    passage: str = ""
    number: str = ""
    page: int = 0
    section: str = ""
    position: int = 0
    type: str = ""
    board: tuple[str, ...] = ()
    area: str = ""
    year: int = 0
    date: str = ""
    outcomes: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


_NAMES = tuple(field.name for field in fields(Entry))
# json.dumps makes an encoder anew each time.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LISTS = tuple(field.name for field in fields(Entry) if field.default == ())


def entry_to_json(entry: Entry) -> bytes:
    """Return the entry as compact JSON; the same entry always gives the same bytes."""
    # dataclasses.asdict copies every value in depth, at ten times the cost.
    plain = {name: getattr(entry, name) for name in _NAMES}
    return _encode(plain).encode()


def entry_from_json(data: bytes) -> Entry:
    """Return the entry in `data`; raises RecordInvalid for anything else."""
    try:
        plain = json.loads(data)
        plain |= {name: tuple(plain[name]) for name in _LISTS}
        return Entry(**plain | {"kind": EntryKind(plain["kind"])})
    except (AttributeError, KeyError, TypeError, ValueError) as cause:
        raise RecordInvalid(
            f"The index holds an entry that cannot be read ({cause}). Run: lessons rebuild"
        ) from cause
