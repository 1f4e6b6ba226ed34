"""What the steps of reading a PDF hand to each other, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.readers.pdf.columns import Column
from ingest.readers.pdf.grids import Grid
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.rulings import Rulings
from ingest.readers.pdf.tables import PdfTable
from ingest.readers.pdf.words import Word

__all__ = ["DrawnPage", "LaidPage"]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as drawn: its words, lines and tables' outlines; `number` counts from 1.

    `markers` are the note markers taken out of the running text; `head` is the
    running head, kept of the first page only.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    markers: frozenset[str]
    rulings: Rulings
    grids: tuple[Grid, ...]
    head: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page in reading order: columns of lines, with its head, tables and notes apart.

    A line whose text is a table's place holder (`tables.place_holder`) stands
    for that table in the order of reading.
    """

    number: int
    height: float
    columns: tuple[Column, ...]
    tables: tuple[PdfTable, ...]
    markers: frozenset[str]
    rulings: Rulings
    head: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
