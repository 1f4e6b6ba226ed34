"""The paragraphs of a document in reading order, whole across columns and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.readers.lines import MarkerKind
from ingest.readers.pdf.layout import Measures
from ingest.readers.pdf.pages import LaidPage
from ingest.readers.pdf.paragraphs import Paragraph, marker_of, paragraphs_of
from ingest.readers.pdf.tables import PdfTable, TableCells, placed

__all__ = ["flow", "whole_tables"]

# What ends a paragraph, under what may close over it.
_STOPS = (".", "!", "?", ":", ";", "\u2026")
_CLOSING = "\"'\u2019\u201d)]* "
# Words of a drawing: type this small beside the body's, so few, and no sentence.
_TINY = 0.62
_LABEL_WORDS = 8
# Type sizes nearer than this, in points, are the same.
_SIZE_STEP = 0.5
# A table's columns on the next page begin within so many points of the same places.
_SAME_EDGE = 6.0


def flow(pages: Sequence[LaidPage], measures: Measures) -> list[Paragraph | PdfTable]:
    """Return the paragraphs and tables in order; those broken by a page are whole."""
    found: list[Paragraph | PdfTable] = []
    open_one: Paragraph | None = None
    for page in pages:
        found.extend(Paragraph([line], line.x1) for line in page.head)
        for column in page.columns:
            first = True
            for item in _items(page, list(paragraphs_of(column, measures))):
                if isinstance(item, PdfTable):
                    found.append(item)
                    continue
                if _is_label(item, measures):
                    continue
                if first and open_one is not None and _goes_on(open_one, item):
                    open_one.lines.extend(item.lines)
                else:
                    found.append(item)
                    open_one = item
                first = False
    return found


def _items(page: LaidPage, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph | PdfTable]:
    for paragraph in paragraphs:
        table = placed(paragraph.lines[0], page.tables)
        yield paragraph if table is None else table


def _is_label(paragraph: Paragraph, measures: Measures) -> bool:
    """Say whether a paragraph is lettering within a drawing (an organisation chart)."""
    tiny = all(line.size < _TINY * measures.body for line in paragraph.lines)
    words = sum(len(line.words) for line in paragraph.lines)
    closed = paragraph.lines[-1].text.rstrip(_CLOSING).endswith(_STOPS)
    return tiny and words <= _LABEL_WORDS and not closed


def _goes_on(paragraph: Paragraph, after: Paragraph) -> bool:
    """Say whether the next column's first paragraph is the rest of this one."""
    before, line = paragraph.lines[-1], after.lines[0]
    if abs(before.size - line.size) > _SIZE_STEP or (before.bold and not line.bold):
        return False
    if before.text.rstrip(_CLOSING).endswith(_STOPS):
        return False
    marker = marker_of(line)
    if marker is not None and marker.kind is not MarkerKind.LETTER:
        return False
    if line.text[:1].islower() or before.text.endswith(("-", "\u00ad", ",")):
        return True
    # A name may begin the page: the line before must be full and no heading stand here.
    full = before.x1 > paragraph.right - 0.12 * (paragraph.right - before.x0)
    return full and not line.bold and not before.bold and len(after.lines[0].words) > 1


def whole_tables(items: Iterable[Paragraph | PdfTable]) -> list[Paragraph | PdfTable]:
    """Return the items with each table that goes over a page as one table.

    The header that the next page repeats is left out, and a row that the page
    broke (its first cell is empty on the next page) is joined.
    """
    whole: list[Paragraph | PdfTable] = []
    for item in items:
        last = whole[-1] if whole else None
        if isinstance(item, PdfTable) and isinstance(last, PdfTable) and _same_table(last, item):
            whole[-1] = replace(item, rows=_continued(last, item), header=last.header)
        else:
            whole.append(item)
    return whole


def _same_table(one: PdfTable, two: PdfTable) -> bool:
    if two.page != one.page + 1 or len(one.edges) != len(two.edges):
        return False
    if one.header and two.header and _texts(one.rows[0]) == _texts(two.rows[0]):
        return abs(one.x0 - two.x0) <= _SAME_EDGE and abs(one.x1 - two.x1) <= _SAME_EDGE
    return all(abs(a - b) <= _SAME_EDGE for a, b in zip(one.edges, two.edges, strict=True))


def _continued(one: PdfTable, two: PdfTable) -> tuple[TableCells, ...]:
    rows = list(two.rows)
    if one.header and _texts(rows[0]) == _texts(one.rows[0]):
        rows = rows[1:]
    if not rows:
        return one.rows
    last, first = one.rows[-1], rows[0]
    if not first[0] and len(first) == len(last) and any(first):
        joined_row = tuple(above + below for above, below in zip(last, first, strict=True))
        return (*one.rows[:-1], joined_row, *rows[1:])
    return (*one.rows, *rows)


def _texts(row: TableCells) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row]
