"""Blocks of a document source as reportlab flowables, in one house style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from tests.corpora.house import House, hyphenated
from tests.corpora.source import (
    Block,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
    plain,
)

__all__ = ["Flow", "printable"]

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,3}\.)\s+(?=\S)")
_BOXED = re.compile(r"(Recommendation|Learning point|Question)\b", re.IGNORECASE)
_CELL_PADDING = 12.5


class Flow:
    """Turns blocks into flowables of one house style and column width."""

    def __init__(self, house: House, width: float) -> None:
        self.house = house
        self.width = width
        self.body = house.body()

    def of(self, block: Block) -> Iterator[Flowable]:
        """Yield the flowables of one block."""
        match block:
            case Heading(level, runs):
                heading = Text(self.markup(runs), self.house.heading(level))
                heading.heading_level, heading.heading_text = level, plain(runs)
                yield heading
            case Paragraph(runs):
                yield self._paragraph(runs, self.body)
            case ListBlock():
                yield from self._list(block, depth=0)
            case Table(header, rows):
                yield self._table(header, rows)
            case PageBreak():
                yield NewPage()

    def _paragraph(self, runs: Sequence[Run], style: ParagraphStyle) -> Flowable:
        number = _NUMBER.match(runs[0].text) if runs else None
        if self.house.boxes and _BOXED.match(plain(runs)) and runs[0].bold:
            style = ParagraphStyle(
                "box", parent=style, backColor="#e8f1f8", borderPadding=6, leftIndent=8,
                rightIndent=8, spaceBefore=8, spaceAfter=12,
            )  # fmt: skip
        elif number and self.house.hanging:
            style = ParagraphStyle("hanging", parent=style, leftIndent=36, bulletIndent=0)
            cut = Run(runs[0].text[number.end() :], runs[0].bold, runs[0].italic)
            return Text(self.markup((cut, *runs[1:])), style, bulletText=number[1])
        return Text(self.markup(runs), style)

    def _list(self, block: ListBlock, depth: int) -> Iterator[Flowable]:
        indent = 20.0 * (depth + 1)
        style = ParagraphStyle(
            "item", parent=self.body, leftIndent=indent, bulletIndent=indent - 16
        )
        for at, item in enumerate(block.items):
            mark = "\u2022" if block.start is None else f"{block.start + at}."
            for child in item:
                if isinstance(child, Paragraph):
                    yield Text(self.markup(child.runs), style, bulletText=mark)
                elif isinstance(child, ListBlock):
                    yield from self._list(child, depth + 1)
                else:
                    yield from self.of(child)
                mark = ""

    def _table(
        self, header: Sequence[Sequence[Run]], rows: Sequence[Sequence[Sequence[Run]]]
    ) -> Flowable:
        size = self.house.size - 1.2
        cell = ParagraphStyle("cell", fontName=self.house.face, fontSize=size, leading=size * 1.2)
        head = ParagraphStyle("head", parent=cell, fontName=self.house.bold)
        data = [[Text(self.markup(one), head) for one in header]]
        data += [[Text(self.markup(one), cell) for one in row] for row in rows]
        look: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if self.house.grid:
            look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
        else:
            look.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#d6e4ee")))
            look.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.HexColor(self.house.colour)))
        widths = _widths([header, *rows], self.house.bold, size, self.width)
        return Grid(data, colWidths=widths, repeatRows=1, style=look, spaceBefore=6, spaceAfter=10)

    def markup(self, runs: Sequence[Run]) -> str:
        """Return runs in the mark-up of reportlab's paragraphs."""
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        if run.footnote:
            call = f'<onDraw name="note" label="{run.footnote}"/>'
            return f'{call}<super size="7">{run.footnote}</super>'
        text = hyphenated(run.text) if self.house.hyphens else run.text
        face = self.house.bold if run.bold else self.house.italic if run.italic else ""
        marked = escape(printable(text)).replace("\n", "<br/>")
        return f'<font name="{face}">{marked}</font>' if face else marked


def _widths(
    rows: Sequence[Sequence[Sequence[Run]]], face: str, size: float, width: float
) -> list[float]:
    """Share the width among columns by their text; no column cuts a word."""
    texts = [[plain(row[at]) for row in rows if at < len(row)] for at in range(len(rows[0]))]
    shares = [min(max(len(one) for one in column), 60) ** 0.7 for column in texts]
    least = [
        max(stringWidth(word, face, size) for text in column for word in text.split() or [""])
        + _CELL_PADDING
        for column in texts
    ]
    spare = max(width - sum(least), 0.0)
    return [low + spare * share / sum(shares) for low, share in zip(least, shares, strict=True)]


# Letters outside the standard fonts of PDF, and what is printed in their place.
_UNPRINTABLE: Mapping[int, str] = str.maketrans({"\u0177": "y", "\u0175": "w"})


def printable(text: str) -> str:
    """Return the text in letters that the standard fonts can print."""
    return text.translate(_UNPRINTABLE)
