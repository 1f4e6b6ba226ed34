"""The text of a Reading put together block by block, for formats without a text of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.reading import Block, BlockKind, Cell

__all__ = ["Assembly", "tidy"]


class Assembly:
    """Takes blocks in reading order; `text` and `blocks` hold the result.

    A blank line stands between blocks, a line break between the rows of a table
    and a tab between the cells of a row. Footnotes are kept back to the end.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._notes: list[str] = []
        self._tables = 0

    @property
    def text(self) -> str:
        """Everything added so far, as one text."""
        return "".join(self._pieces)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks added so far, with their offsets into `text`."""
        return tuple(self._blocks)

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Add a block of tidied text; nothing when it is empty."""
        tidied = tidy(text)
        if not tidied:
            return
        if kind is BlockKind.FOOTNOTE:
            self._notes.append(tidied)
            return
        start = self._append("\n\n", tidied)
        self._blocks.append(Block(kind, start, self._length, level=level))

    def begin_table(self) -> int:
        """Return the number of the table whose rows come next."""
        self._tables += 1
        return self._tables

    def add_row(
        self, cells: Sequence[tuple[str, str]], table: int, *, header: bool = False
    ) -> None:
        """Add a row of (text, column header) cells; empty cells are left out."""
        filled = [(tidy(text), name) for text, name in cells if tidy(text)]
        if not filled:
            return
        same = bool(self._blocks) and self._blocks[-1].table == table
        spans = []
        for at, (text, name) in enumerate(filled):
            start = self._append("\t" if at else "\n" if same else "\n\n", text)
            spans.append(Cell(start, self._length, name))
        self._blocks.append(
            Block(
                BlockKind.TABLE_ROW,
                spans[0].start,
                self._length,
                table=table,
                header=header,
                cells=tuple(spans),
            )
        )

    def close(self) -> None:
        """Add the footnotes kept back, each a block of its own."""
        notes, self._notes = self._notes, []
        for note in notes:
            start = self._append("\n\n", note)
            self._blocks.append(Block(BlockKind.FOOTNOTE, start, self._length))

    def _append(self, border: str, text: str) -> int:
        if self._pieces:
            self._pieces.append(border)
            self._length += len(border)
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start


def tidy(text: str) -> str:
    """Return `text` with single spaces, line breaks kept, no invisible characters."""
    plain = _invisible().sub("", _spaces().sub(" ", text))
    return _around_breaks().sub("\n", plain).strip()


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"[^\S\n]+")


@cache
def _invisible() -> re.Pattern[str]:
    return re.compile(
        r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    )


@cache
def _around_breaks() -> re.Pattern[str]:
    return re.compile(r" ?\n[ \n]*")
