"""What a reader hands on: one text, and where its blocks lie in it.

A `Reading` is the document's one plain-text rendition: every offset anywhere in
this project points into `Reading.text`. `Reading.origins` leads from there back
to the source of a text format wherever a cleaning step cut something out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.model import ReadingWarning

__all__ = ["Block", "BlockKind", "Cell", "Reading"]


class BlockKind(StrEnum):
    """What a block is by the look or the mark-up of its format alone."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: its place in the text and its column's header."""

    start: int
    end: int
    header: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote, in reading order.

    `start` and `end` are offsets into `Reading.text` and leave out list bullets
    ("-", "•") but not printed numbers ("4.6", "a)"). `level` is the depth of a
    heading (1 is the highest) or of a list item (1 is the outermost), else 0.
    `table` numbers the tables of a document from 1; `header` marks a table's
    header row.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int | None = None
    table: int = 0
    header: bool = False
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read: text, blocks, and what the format itself declares.

    `title` and `published` are the format's own metadata (an HTML title, a Word
    property), often absent or wrong: a hint, never the truth. `pages` is 0 for
    formats without pages. `origins` holds (offset in text, offset in source)
    pairs, each good up to the next; empty when text and source are the same.
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    pages: int = 0
    title: str = ""
    published: str = ""
    origins: tuple[tuple[int, int], ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
