"""What structure hands on: a document as sections and citable passages."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Passage, ReadingWarning

__all__ = ["Heading", "Outline", "TableRow"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading in its place; `path` includes the heading itself."""

    start: int
    end: int
    level: int
    number: str | None
    text: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table row as (column header, cell text, start, end), and its passage."""

    passage: str
    table: int
    cells: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in the shape every extraction step reads.

    `text` is the rendition that all offsets point into; `passages` are in
    reading order and do not overlap, footnotes last. `front` is the text of
    the title page or the head of the document (before the first section).
    `declared_title` and `published_hint` are what the file itself declares (an HTML
    title often names the board that the page's article does not).
    """

    text: str
    title: str
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...] = ()
    rows: tuple[TableRow, ...] = ()
    front: str = ""
    published_hint: str = ""
    declared_title: str = ""
    warnings: tuple[ReadingWarning, ...] = ()
