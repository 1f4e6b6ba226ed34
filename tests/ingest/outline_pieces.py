"""Outlines for tests, put together from sections as a reader would see them."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.identifiers import content_id
from graph.model import Passage, PassageKind
from ingest.outline import Heading, Outline, TableRow

__all__ = ["Section", "outline_of", "section"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading path, the kind of what stands below it, its paragraphs and its table."""

    path: tuple[str, ...]
    kind: PassageKind
    paragraphs: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())


def section(
    path: str,
    kind: PassageKind,
    *paragraphs: str,
    headers: tuple[str, ...] = (),
    rows: tuple[tuple[str, ...], ...] = (),
) -> Section:
    """Return a section; `path` gives its headings, outermost first, parted by " > "."""
    headings = tuple(path.split(" > ")) if path else ()
    return Section(headings, kind, paragraphs, headers, rows)


def outline_of(*sections: Section, title: str = "A review") -> Outline:
    """Return the outline of a document with these sections, offsets and all."""
    writer = _Writer()
    for one in sections:
        writer.add(one)
    return Outline(
        text=writer.text,
        title=title,
        passages=tuple(writer.passages),
        headings=tuple(writer.headings),
        rows=tuple(writer.rows),
        front=title,
    )


class _Writer:
    def __init__(self) -> None:
        self.text = ""
        self.passages: list[Passage] = []
        self.headings: list[Heading] = []
        self.rows: list[TableRow] = []
        self._told: tuple[str, ...] = ()

    def add(self, one: Section) -> None:
        if one.path and one.path != self._told:
            start = self._put(one.path[-1])
            end = start + len(one.path[-1])
            depth = len(one.path)
            self.headings.append(Heading(start, end, depth, None, one.path[-1], one.path))
        self._told = one.path
        for paragraph in one.paragraphs:
            self._passage(self._put(paragraph), paragraph, one)
        for row in one.rows:
            self._row(row, one)

    def _put(self, words: str) -> int:
        start = len(self.text)
        self.text += f"{words}\n"
        return start

    def _passage(self, start: int, words: str, one: Section) -> Passage:
        identifier = content_id("p", start, words)
        end = start + len(words)
        passage = Passage(identifier, None, None, one.path, one.kind, start, end, words)
        self.passages.append(passage)
        return passage

    def _row(self, row: tuple[str, ...], one: Section) -> None:
        words = "\t".join(row)
        start = self._put(words)
        passage = self._passage(start, words, one)
        cells: list[tuple[str, str, int, int]] = []
        at = start
        for header, cell in zip(one.headers or ("",) * len(row), row, strict=True):
            cells.append((header, cell, at, at + len(cell)))
            at += len(cell) + 1
        self.rows.append(TableRow(passage.id, 1, tuple(cells)))
