"""A long document in parts, each a page that opens quickly; where a paragraph is among them.

A part ends before it is too large, where it can at the beginning of a section. The parts of
a document follow from its text and from what was read in it, so an address by part holds
while the library does; an address by paragraph (`cite`) holds for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise

from rdflib import URIRef

from graph.triples.documents import SECTION_SEPARATOR
from graph.view import GraphView
from web.content.cells import identifier
from web.content.kept import kept
from web.content.reading import Heading, new_headings
from web.snapshot import Snapshot

__all__ = ["Entry", "Outline", "Part", "outline_of"]

# What a paragraph and a reading add to a page beside the text, and what a part may come to,
# in bytes of HTML: the contents list and the frame of the page come on top.
_PARAGRAPH, _READING = 900, 700
_MOST = 320_000
_ENOUGH = 0.6  # of it: from here on a part ends where a section of the highest level begins
_MOST_ENTRIES = 250  # of a contents list: deeper levels are left out of a longer one
_DEEPEST = 3
_KEPT = 16  # outlines of documents in memory


@dataclass(frozen=True, slots=True)
class Part:
    """Passages number `first` to `last` (from 1), printed on pages `from_page` to `to_page`."""

    number: int
    first: int
    last: int
    from_page: int
    to_page: int
    heading: str
    before: tuple[str, ...]
    page_before: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading of the contents list, and the part it is in."""

    heading: Heading
    part: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a document, its contents, and the position of each passage (from 1)."""

    parts: tuple[Part, ...]
    contents: tuple[Entry, ...]
    positions: Mapping[str, int]

    def part_at(self, position: int) -> Part:
        """Return the part that holds a passage, the nearest one for a position beyond."""
        return next((part for part in self.parts if position <= part.last), self.parts[-1])

    def part_of(self, anchor: str) -> Part | None:
        """Return the part of a passage or a heading, by its anchor; None for what is none."""
        if anchor in self.positions:
            return self.part_at(self.positions[anchor])
        named = (entry.part for entry in self.contents if entry.heading.anchor == anchor)
        number = next(named, None)
        return None if number is None else self.parts[number - 1]


@dataclass(frozen=True, slots=True)
class _Stop:
    """One passage as the outline knows it; `size` is an estimate in bytes of HTML."""

    passage: str
    section: tuple[str, ...]
    page: int
    size: int


def outline_of(shown: Snapshot, document: URIRef) -> Outline:
    """Return the outline of a document, kept for those looked at last."""
    keeper = kept(shown, "outlines", lambda: lru_cache(maxsize=_KEPT)(partial(_read, shown.graph)))
    return keeper(document)


def _read(view: GraphView, document: URIRef) -> Outline:
    marks = {
        passage: int(number)
        for passage, number in view.texts("pages/document-marks", document=document)
    }
    stops = [
        _Stop(
            identifier(passage),
            tuple(part for part in section.split(SECTION_SEPARATOR) if part),
            int(page or 0),
            int(end) - int(start) + _PARAGRAPH + _READING * marks.get(passage, 0),
        )
        for passage, _, page, section, start, end in view.texts(
            "pages/document-outline", document=document
        )
    ]
    parts = _parts(stops)
    return Outline(
        parts, _contents(stops, parts), {stop.passage: at for at, stop in enumerate(stops, start=1)}
    )


def _parts(stops: Sequence[_Stop]) -> tuple[Part, ...]:
    edges = [0, *_breaks(stops), len(stops)]
    return tuple(
        _part(number, stops, first, last)
        for number, (first, last) in enumerate(pairwise(edges), start=1)
    )


def _breaks(stops: Sequence[_Stop]) -> list[int]:
    """Return the indices at which a new part begins."""
    found: list[int] = []
    size = 0
    for at, stop in enumerate(stops):
        chapter = at > 0 and stop.section[:1] != stops[at - 1].section[:1]
        section = at > 0 and stop.section != stops[at - 1].section
        full = size + stop.size > _MOST
        if size and (
            full
            or (chapter and size > _MOST * _ENOUGH)
            or (section and size > _MOST * (1 + _ENOUGH) / 2)
        ):
            found.append(at)
            size = 0
        size += stop.size
    return found


def _part(number: int, stops: Sequence[_Stop], first: int, last: int) -> Part:
    own = stops[first:last]
    pages = [stop.page for stop in own if stop.page]
    before = stops[first - 1] if first else None
    return Part(
        number=number,
        first=first + 1,
        last=last,
        from_page=min(pages, default=0),
        to_page=max(pages, default=0),
        heading=next((stop.section[0] for stop in own if stop.section), ""),
        before=before.section if before else (),
        page_before=before.page if before else 0,
    )


def _contents(stops: Sequence[_Stop], parts: Sequence[Part]) -> tuple[Entry, ...]:
    found: list[Entry] = []
    before: tuple[str, ...] = ()
    number = 1
    for at, stop in enumerate(stops):
        if at >= parts[number - 1].last:
            number += 1
        found += [Entry(one, number) for one in new_headings(before, stop.section, at)]
        before = stop.section
    return _shortened(found)


def _shortened(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Leave out the deepest levels of a contents list that would be too long to look through."""
    levels = sorted({entry.heading.level for entry in entries if entry.heading.level <= _DEEPEST})
    for deepest in reversed(levels[1:]):
        shown = tuple(entry for entry in entries if entry.heading.level <= deepest)
        if len(shown) <= _MOST_ENTRIES:
            return shown
    return tuple(entry for entry in entries if entry.heading.level <= levels[0]) if levels else ()
