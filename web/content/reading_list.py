"""A reading list: what a reader picked, in the reader's order, with notes; an address says it all.

Nothing of it is kept by the service. Its ids stand in one value, so that the
address stays short enough to send: `/reading-list?ids=lesson-1.p-2`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from search.engine import IndexReader
from web.content.ordering import placed
from web.exports.cleaning import one_line, printable
from web.exports.items import Item
from web.exports.taking import listed

__all__ = ["MOST", "Picked", "ReadingList", "picked", "read_list"]

MOST = 40  # picks of a list: a briefing of as many has an address that proxies still take
_TITLE = 120  # characters
_NOTE = 400  # characters of one note
_BETWEEN = "."  # stands between ids; needs no escape in an address
_NOTED = "note."  # a note's name in an address: note.lesson-1
_PLACED = "at."  # a new place typed for a pick: at.lesson-1


@dataclass(frozen=True, slots=True)
class ReadingList:
    """What an address says of a list: ids in order, each once; notes by id."""

    ids: tuple[str, ...] = ()
    title: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the address of this list holds."""
        if not self.ids:
            return []
        pairs = [("ids", _BETWEEN.join(self.ids))]
        pairs += [("title", self.title)] if self.title else []
        noted = ((f"{_NOTED}{one}", self.notes[one]) for one in self.ids if one in self.notes)
        return [*pairs, *noted]


@dataclass(frozen=True, slots=True)
class Picked:
    """One pick as the library holds it; `paragraph` is the passage it stands in, if any."""

    item: Item
    note: str
    paragraph: str
    page: int


def read_list(values: MultiDict[str, str]) -> ReadingList:
    """Return the list that an address or form says; what is no id is left out.

    `ids` may be repeated, as forms with boxes to tick do, and `drop` takes one away;
    `join` is the address of another list, whose ids come after.
    """
    every = [*values.getlist("ids"), *_joined(values.get("join", ""))]
    said = (part for value in every for part in re.split(r"[.,\s]+", value))
    dropped = set(values.getlist("drop"))
    ids = [one for one in dict.fromkeys(said) if _id().fullmatch(one) and one not in dropped]
    typed = {one: values[f"{_PLACED}{one}"] for one in ids if f"{_PLACED}{one}" in values}
    ids = placed(ids, typed)[:MOST]
    notes = {one: printable(values.get(f"{_NOTED}{one}", ""))[:_NOTE].strip() for one in ids}
    return ReadingList(
        ids=tuple(ids),
        title=one_line(values.get("title", ""))[:_TITLE],
        notes={one: note for one, note in notes.items() if note},
    )


def picked(reader: IndexReader, wanted: ReadingList) -> tuple[Picked, ...]:
    """Return what the library holds of a list, in its order; what it lacks is left out."""
    found = {item.id: item for item in listed(reader, wanted.ids).items} if wanted.ids else {}
    passages = {item.entry.passage for item in found.values()} - {"", *found}
    places = found | {one.id: one for one in listed(reader, passages).items} if passages else found
    return tuple(
        _picked(found[one], wanted.notes.get(one, ""), places) for one in wanted.ids if one in found
    )


def _picked(item: Item, note: str, places: dict[str, Item]) -> Picked:
    """Return a pick with the paragraph it stands in, which a lesson's own number is not."""
    place = places.get(item.entry.passage, item)
    own = place.kind == "passage"
    return Picked(item, note, place.entry.number if own else "", place.entry.page)


def _joined(address: str) -> list[str]:
    """Return the ids that the address of another list holds."""
    return [one for name, one in parse_qsl(address.partition("?")[2]) if name == "ids"]


@cache
def _id() -> re.Pattern[str]:
    return re.compile(r"[\w-]{1,120}")
