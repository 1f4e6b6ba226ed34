"""Blocks made ready for reading: trimmed, with their printed numbers, without overlaps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.reading import Block, BlockKind, Cell, Reading
from ingest.structure.numbers import Printed, numbers, printed

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block's words: `text` is the document's text[start:end], never empty."""

    kind: BlockKind
    start: int
    end: int
    text: str
    number: Printed | None
    words: int
    level: int = 0
    page: int | None = None
    table: int = 0
    header: bool = False
    cells: tuple[Cell, ...] = ()
    # A blank line stands between this block and the one before it.
    apart: bool = True

    @property
    def body(self) -> str:
        """Return the text behind the printed number, on one line."""
        after = self.number.after if self.number else 0
        return " ".join(self.text[after:].split())

    @property
    def label(self) -> Printed | None:
        """Return the label at its head, behind a number or alone: "5.1 Finding one.", "Rec 2"."""
        if self.number is None or self.number.label:
            return self.number
        return printed(self.text[self.number.after :])

    @property
    def last(self) -> str:
        """Return the last character that is no closing quote, bracket, emphasis or dash."""
        bare = self.text.rstrip("\"'\u201d\u2019)]*_ \n\t")
        undashed = bare.rstrip("-\u2013\u2014 ")  # "as follows:-", "as follows. -"
        return undashed[-1:] if undashed[-1:] in {":", "."} else bare[-1:]


def pieces(reading: Reading) -> tuple[Piece, ...]:
    """Return the blocks that hold words, in reading order, none overlapping another."""
    spans = _spans(reading)
    texts = ["" if block.kind in _UNNUMBERED else reading.text[a:b] for block, a, b in spans]
    found = numbers(texts)
    made: list[Piece] = []
    cursor = 0
    for (block, start, end), number in zip(spans, found, strict=True):
        text = reading.text[start:end]
        own = number or (_heading_number(text) if block.kind is BlockKind.HEADING else None)
        apart = cursor == 0 or reading.text.count("\n", cursor, start) > 1
        made.append(_piece(block, start, text, own, apart=apart))
        cursor = end
    return tuple(made)


_UNNUMBERED = frozenset({BlockKind.TABLE_ROW, BlockKind.FOOTNOTE})


@cache
def _lead() -> re.Pattern[str]:
    """Match what may stand before the words: space, a bullet, emphasis marks."""
    return re.compile(r"\s*(?:[-\u2022\u25cf\u25aa\u2013\u00b7\uf0b7o](?=\s)\s*)?[*_#]{0,3}\s*")


def _spans(reading: Reading) -> list[tuple[Block, int, int]]:
    spans: list[tuple[Block, int, int]] = []
    cursor = 0
    for block in sorted(reading.blocks, key=lambda one: one.start):
        start, end = max(block.start, cursor), min(block.end, len(reading.text))
        if block.kind is not BlockKind.TABLE_ROW:
            lead = _lead().match(reading.text, start, end)
            start = lead.end() if lead else start
        text = reading.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        if start < end and any(mark.isalnum() for mark in reading.text[start:end]):
            spans.append((block, start, end))
            cursor = end
    return spans


def _heading_number(text: str) -> Printed | None:
    """Return a number that would be doubtful in a paragraph: "2 K.D.'s history", "IV. Analysis"."""
    number = printed(text)
    if number is None or number.series.startswith("code") or number.text.islower():
        return None
    return number


def _piece(block: Block, start: int, text: str, number: Printed | None, *, apart: bool) -> Piece:
    return Piece(
        kind=block.kind,
        start=start,
        end=start + len(text),
        text=text,
        number=number,
        words=len(text.split()),
        level=block.level,
        page=block.page,
        table=block.table,
        header=block.header,
        cells=block.cells,
        apart=apart,
    )
