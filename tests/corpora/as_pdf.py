"""Writes a document source as PDF (reportlab), the same bytes every time.

Page numbers in the contents, "of N" in the footer and the room for footnotes
are known only after a layout, so the document is laid out until they settle.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    FrameBreak,
    PageTemplate,
)
from reportlab.platypus import Frame as PageFrame
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from tests.corpora.flowables import Flow, printable
from tests.corpora.house import HOUSES, House
from tests.corpora.source import Block, Heading, PageBreak, Paragraph, Source

__all__ = ["as_pdf"]

_MOST_PASSES = 8
# Room of the short rule above the footnotes.
_RULE = 12.0
_WIDTH, _HEIGHT = A4
_TOP = 64.0
_BOTTOM = 60.0
_NOTE = ParagraphStyle("note", fontName="Helvetica", fontSize=7.5, leading=9)
# Paragraphs of a title that stand above both columns of the first page.
_TITLE_PARAGRAPHS = 3


@dataclass(slots=True)
class _Layout:
    """What one layout of the document taught, for the next one to use."""

    pages: int = 0
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    notes: dict[int, list[int]] = field(default_factory=dict)


def as_pdf(source: Source) -> bytes:
    """Return the PDF file of a source."""
    known = _Layout()
    for _ in range(_MOST_PASSES):
        data, found = _lay_out(source, known)
        if found == known:
            break
        # Footnotes keep the room they had: a layout that swings comes to rest.
        known = found
    return data


def _lay_out(source: Source, known: _Layout) -> tuple[bytes, _Layout]:
    found = _Layout()
    writer = _Writer(source, known, found)
    out = io.BytesIO()
    document = _Document(out, writer)
    document.build(writer.story())
    found.pages = document.page
    return out.getvalue(), found


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """A reportlab document whose frames leave room for each page's footnotes."""

    def __init__(self, out: io.BytesIO, writer: _Writer) -> None:
        super().__init__(out, pagesize=A4, invariant=1, title="", author="")
        self.writer = writer
        self.addPageTemplates(PageTemplate("page", [self._frame()], onPage=writer.furnish))

    def _frame(self) -> PageFrame:
        return PageFrame(0, 0, _WIDTH, _HEIGHT)

    def handle_pageBegin(self) -> None:  # noqa: N802 - reportlab's own hook
        self.pageTemplates[0].frames = self.writer.frames(self.page + 1)
        super().handle_pageBegin()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's own hook
        level = getattr(flowable, "heading_level", 0)
        if level:
            self.writer.found.headings.append((level, flowable.heading_text, self.page))


class _Writer:
    """Turns the blocks of one source into flowables in one house style."""

    def __init__(self, source: Source, known: _Layout, found: _Layout) -> None:
        self.source = source
        self.known = known
        self.found = found
        self.house: House = HOUSES[source.style]
        self.flow = Flow(self.house, self._column())
        self.title, self.rest = self._split_title()

    def _split_title(self) -> tuple[Sequence[Block], Sequence[Block]]:
        """Part the title, which stands above the columns, from the rest."""
        blocks = self.source.blocks
        if self.house.columns == 1 or not isinstance(blocks[0], Heading):
            return (), blocks
        for at, block in enumerate(blocks[1:], start=1):
            if not isinstance(block, Paragraph) or at > _TITLE_PARAGRAPHS:
                return blocks[:at], blocks[at:]
        return (), blocks

    def story(self) -> list[Flowable]:
        """Return the flowables of the whole document."""
        flowables = [one for block in self.title for one in self.flow.of(block)]
        if self.title:
            flowables.append(FrameBreak())
        body = list(self.rest)
        for at, block in enumerate(body):
            if at == self._contents_at(body):
                flowables += [NewPage(), *self._contents(), NewPage()]
                if isinstance(block, PageBreak):
                    continue
            flowables += self.flow.of(block)
        return flowables

    def _contents_at(self, body: Sequence[Block]) -> int:
        """Return the block that the contents page stands before, or -1."""
        if not self.source.contents:
            return -1
        breaks = [at for at, block in enumerate(body) if isinstance(block, PageBreak)]
        deep = [at for at, b in enumerate(body) if isinstance(b, Heading) and b.level > 1]
        return min(breaks[:1] + deep[:1], default=-1) if not breaks else breaks[0]

    def _contents(self) -> Iterator[Flowable]:
        yield Text("Contents", self.house.heading(2))
        style = ParagraphStyle("contents", parent=self.flow.body, spaceAfter=3)
        rows = [
            [Text("&nbsp;" * 4 * max(level - 2, 0) + escape(text), style), Text(str(page), style)]
            for level, text, page in self.known.headings
        ]
        if rows:
            dots = Grid(
                rows,
                colWidths=[self._column() - 40, 30],
                style=[("VALIGN", (0, 0), (-1, -1), "TOP")],
            )
            yield dots

    def _column(self) -> float:
        house = self.house
        gutters = house.gutter * (house.columns - 1)
        return (self._measure() - gutters) / house.columns

    def frames(self, page: int) -> list[PageFrame]:
        """Return the frames of a page, above the room its footnotes need."""
        house, bottom, top = self.house, _BOTTOM + self._room(page), _HEIGHT - _TOP
        frames = []
        if page == 1 and self.title:
            tall = self._title_height()
            top -= tall
            frames.append(_frame(house.margin, top, _WIDTH - 2 * house.margin, tall))
        step = self._column() + house.gutter
        return frames + [
            _frame(house.margin + step * at, bottom, self._column(), top - bottom)
            for at in range(house.columns)
        ]

    def _title_height(self) -> float:
        width = _WIDTH - 2 * self.house.margin
        tall = 8.0
        for block in self.title:
            for one in self.flow.of(block):
                tall += one.wrap(width, _HEIGHT)[1] + one.getSpaceBefore() + one.getSpaceAfter()
        return tall

    def _room(self, page: int) -> float:
        notes = self.known.notes.get(page, [])
        room = _RULE if notes else 0.0
        for one in notes:
            room += self._note(one).wrap(self._measure(), _HEIGHT)[1] + 2
        return room

    def _measure(self) -> float:
        width: float = _WIDTH - 2 * self.house.margin
        return width

    def _note(self, number: int) -> Text:
        mark = f'<super size="5">{number}</super> '
        return Text(mark + self.flow.markup(self.source.notes[number - 1]), _NOTE)

    def furnish(self, canvas: Any, document: _Document) -> None:
        """Draw the running header, the footer and the footnotes of a page."""
        page = document.page
        canvas.setDateFormatter(lambda *_: "")  # no date of making: it would be a wrong one
        canvas.setNamedCB("note", lambda _canvas, _kind, label: self._called(page, int(label)))
        canvas.setFont(self.house.face, 8.5)
        _draw_line(canvas, self.source.header, self.house.margin, _HEIGHT - 40)
        footer = self.source.footer.replace("{pages}", str(self.known.pages or 1))
        _draw_line(canvas, footer.replace("{page}", str(page)), self.house.margin, 34)
        self._draw_notes(canvas, page)

    def _called(self, page: int, number: int) -> None:
        self.found.notes.setdefault(page, []).append(number)

    def _draw_notes(self, canvas: Any, page: int) -> None:
        notes = self.known.notes.get(page, [])
        y = _BOTTOM + self._room(page) - _RULE
        if notes:
            canvas.setLineWidth(0.5)
            canvas.line(self.house.margin, y + 5, self.house.margin + 140, y + 5)
        for number in notes:
            text = self._note(number)
            y -= text.wrap(self._measure(), _HEIGHT)[1] + 2
            text.drawOn(canvas, self.house.margin, y)


def _frame(x: float, y: float, width: float, height: float) -> PageFrame:
    return PageFrame(
        x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )


def _draw_line(canvas: Any, text: str, margin: float, y: float) -> None:
    """Draw a header or footer; a bar in it parts left from right."""
    left, _, right = text.partition(" | ")
    if left and not right:
        canvas.drawCentredString(_WIDTH / 2, y, printable(left))
    elif left:
        canvas.drawString(margin, y, printable(left))
        canvas.drawRightString(_WIDTH - margin, y, printable(right))
