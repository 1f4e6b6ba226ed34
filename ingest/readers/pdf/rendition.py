"""Paragraphs, tables and notes to the document's one text and its blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from ingest.hyphens import HYPHENS, keeps_hyphen, word_counts
from ingest.readers.lines import Marker, MarkerKind
from ingest.readers.pdf.headings import heading_levels
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.paragraphs import Paragraph, marker_of
from ingest.readers.pdf.tables import PdfTable, TableCells
from ingest.reading import Block, BlockKind, Cell

__all__ = ["rendition"]

_SOFT_HYPHEN = "\u00ad"
_BETWEEN_BLOCKS = "\n\n"
_BETWEEN_CELLS = "\t"
# A typed prefix ("sub-") may look like a broken word in so many of the breaks.
_FEW_BREAKS = 0.2
# Items indented by less than this, in points, are of one depth.
_SAME_INDENT = 4.0
# What follows a printed number when the gap between them is too narrow to be read as a space:
# a capitalised word, an abbreviation or "A"; never a unit of measure ("2.5Kg", "2.4GHz").
_GLUED_TO = (
    r"(?:(?!Kg|Mg|Mb|Gb|Km|Am|Pm|Hz)[A-Z][a-z]+(?![A-Z])|(?!MB|GB|TB|KB|MW|KW)[A-Z]{2,}\b|[AI] )"
)


def rendition(
    items: Sequence[Paragraph | PdfTable], notes: Sequence[Sequence[Line]], body: float
) -> tuple[str, tuple[Block, ...]]:
    """Return the text of a document and its blocks, footnotes last."""
    counts = _counts(items, notes)
    writer = _Writer(counts, breaks_words=_breaks_words(items, counts))
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    levels = iter(heading_levels(paragraphs, body))
    for item in items:
        if isinstance(item, PdfTable):
            writer.table(item)
        else:
            writer.paragraph(item, next(levels))
    for note in notes:
        writer.note(note)
    return "".join(writer.parts), tuple(writer.blocks)


def _counts(items: Iterable[Paragraph | PdfTable], notes: Iterable[Sequence[Line]]) -> Counter[str]:
    """Return how often the document prints each word, if a line of it ends in a hyphen."""
    lines = [line.text for item in items for line in _lines_of(item)]
    lines += [line.text for note in notes for line in note]
    if not any(line.endswith((*HYPHENS, _SOFT_HYPHEN)) for line in lines):
        return Counter()
    return word_counts("\n".join(lines))


def _breaks_words(items: Iterable[Paragraph | PdfTable], counts: Counter[str]) -> bool:
    """Say whether the document breaks words at line ends, as a good part of its breaks show.

    A break shows it when its parts are printed as one word elsewhere, or when
    the first part is never printed but at a line end.
    """
    breaks: Counter[tuple[str, str]] = Counter()
    for item in items if counts else ():
        for line, after in pairwise(_lines_of(item)):
            if line.text.endswith((*HYPHENS, _SOFT_HYPHEN)):
                first, second = _last_word().search(line.text[:-1]), _first_word().match(after.text)
                if first and second and second[0].islower():
                    breaks[first[0].lower(), second[0].lower()] += 1
    firsts: Counter[str] = Counter()
    for (first_part, _), count in breaks.items():
        firsts[first_part] += count
    shown = sum(
        count
        for (one, two), count in breaks.items()
        if counts[one + two] or (one.isalpha() and counts[one] <= firsts[one])
    )
    return shown > _FEW_BREAKS * breaks.total()


def _lines_of(item: Paragraph | PdfTable) -> Iterator[Line]:
    if isinstance(item, Paragraph):
        yield from item.lines
    else:
        for row in item.rows:
            for cell in row:
                yield from cell


class _Writer:
    """Writes blocks one after the other and keeps their offsets."""

    def __init__(self, counts: Counter[str], *, breaks_words: bool) -> None:
        self.counts = counts
        self.breaks_words = breaks_words
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0
        self.tables = 0
        self.indents: list[float] = []

    def paragraph(self, paragraph: Paragraph, level: int | None) -> None:
        """Write a heading, list item or paragraph."""
        kind = _kind(paragraph.marker) if level is None else BlockKind.HEADING
        text = self._joined(paragraph.lines)
        if paragraph.marker is not None and paragraph.marker.kind is MarkerKind.BULLET:
            text = text[paragraph.marker.length :].lstrip()
        text = _glued_number().sub(r"\1 ", text, count=1)
        if not text:
            return
        depth = level or 0
        if kind is BlockKind.LIST_ITEM:
            depth = self._depth(paragraph.lines[0].x0)
        else:
            self.indents.clear()
        start = self._write(text)
        self.blocks.append(
            Block(kind, start, self.length, level=depth, page=paragraph.lines[0].page)
        )

    def note(self, lines: Sequence[Line]) -> None:
        """Write a footnote."""
        start = self._write(self._joined(lines))
        self.blocks.append(Block(BlockKind.FOOTNOTE, start, self.length, page=lines[0].page))

    def table(self, table: PdfTable) -> None:
        """Write a table row by row."""
        self.tables += 1
        self.indents.clear()
        names = tuple(self._cell(cell) for cell in table.rows[0]) if table.header else ()
        for at, row in enumerate(table.rows):
            self._row(row, names, page=table.page, header=table.header and at == 0)

    def _row(self, row: TableCells, names: Sequence[str], *, page: int, header: bool) -> None:
        texts = [self._cell(cell) for cell in row]
        start = at = self._write(_BETWEEN_CELLS.join(texts))
        aligned = len(names) == len(texts) and not header
        cells = []
        for index, text in enumerate(texts):
            cells.append(Cell(at, at + len(text), names[index] if aligned else ""))
            at += len(text) + len(_BETWEEN_CELLS)
        self.blocks.append(
            Block(
                BlockKind.TABLE_ROW,
                start,
                self.length,
                page=next((line.page for cell in row for line in cell), page),
                table=self.tables,
                header=header,
                cells=tuple(cells),
            )
        )

    def _cell(self, lines: Sequence[Line]) -> str:
        """Return a cell's text: its wrapped lines joined, its list items a line each."""
        parts: list[list[Line]] = []
        for line in lines:
            if parts and not _begins_item(line):
                parts[-1].append(line)
            else:
                parts.append([line])
        return "\n".join(self._item(part) for part in parts)

    def _item(self, lines: Sequence[Line]) -> str:
        text = self._joined(lines)
        marker = marker_of(lines[0])
        bullet = marker is not None and marker.kind is MarkerKind.BULLET and not marker.dash
        return text[marker.length :] if bullet and marker else text

    def _joined(self, lines: Sequence[Line]) -> str:
        text = lines[0].text
        for line, after in pairwise(lines):
            text = self._mended(text, line, after.text)
        return text.removesuffix(_SOFT_HYPHEN) + ("-" if text.endswith(_SOFT_HYPHEN) else "")

    def _mended(self, text: str, line: Line, after: str) -> str:
        """Return text and the next line as one, a word broken between them mended."""
        if not line.text.endswith((*HYPHENS, _SOFT_HYPHEN)):
            # A path or "and/or" broken after its slash has no space there.
            return text + after if text.endswith("/") else f"{text} {after}"
        bare = text[:-1]
        first, second = _last_word().search(bare), _first_word().match(after)
        if first is None or second is None:
            return f"{bare}- {after}" if not bare or bare.endswith(" ") else f"{bare}-{after}"
        kept = keeps_hyphen(first[0], second[0], self.counts) or self._printed(first[0], second[0])
        return f"{bare}-{after}" if kept else bare + after

    def _printed(self, first: str, second: str) -> bool:
        """Say whether a hyphen was typed: nothing shows that this document breaks words."""
        return not self.breaks_words and not self.counts.get((first + second).lower(), 0)

    def _write(self, text: str) -> int:
        if self.length:
            self.parts.append(_BETWEEN_BLOCKS)
            self.length += len(_BETWEEN_BLOCKS)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def _depth(self, indent: float) -> int:
        """Return the depth of a list item by its indentation among its list's so far."""
        while self.indents and self.indents[-1] > indent + _SAME_INDENT:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent - _SAME_INDENT:
            self.indents.append(indent)
        return len(self.indents)


def _kind(marker: Marker | None) -> BlockKind:
    listed = marker is not None and marker.kind in {MarkerKind.BULLET, MarkerKind.LETTER}
    return BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH


def _begins_item(line: Line) -> bool:
    marker = marker_of(line)
    return marker is not None and (marker.kind is MarkerKind.BULLET and not marker.dash)


@cache
def _glued_number() -> re.Pattern[str]:
    """Return what finds the printed number that a paragraph's first word hangs on."""
    opening = "[\u201c\u2018\"'(]?"
    return re.compile(rf"^(\d{{1,2}}(?:\.\d{{1,3}}){{1,3}}\.?)(?={opening}{_GLUED_TO})")


@cache
def _last_word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['\u2019\-\u2010\u2011][^\W_]+)*$")


@cache
def _first_word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['\u2019\-\u2010\u2011][^\W_]+)*")
