"""PDF: words, lines, columns, tables, paragraphs, in that order, from PDFium.

Each step is a module: `words` and `markers` read a page, `rulings` and `grids`
find what is drawn, `furniture` and `contents` drop what is not text, `columns`
orders, `tables`, `footnotes` and `paragraphs` part, `rendition` writes.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from graph.errors import DocumentEmpty, DocumentTooLarge
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.readers.pdf.columns import columns_of, with_underlines
from ingest.readers.pdf.contents import without_contents
from ingest.readers.pdf.flow import flow, whole_tables
from ingest.readers.pdf.footnotes import notes_of, without_notes
from ingest.readers.pdf.furniture import without_furniture
from ingest.readers.pdf.layout import body_size, measure
from ingest.readers.pdf.lines import fragments
from ingest.readers.pdf.pages import DrawnPage, LaidPage
from ingest.readers.pdf.rendition import rendition
from ingest.readers.pdf.source import declared, drawn_pages, opened
from ingest.readers.pdf.tables import place_holders, take_tables
from ingest.reading import Block, Reading

__all__ = ["read_pdf"]

MEDIA_TYPE = "application/pdf"

# One document at a time: PDFium is not safe for threads.
_PDFIUM = threading.Lock()


def read_pdf(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the reading of a PDF file; pages without text are recognised by OCR.

    Raises DocumentEncrypted, DocumentUnreadable, DocumentTooLarge, or
    DocumentEmpty when there is no text and no OCR program to recognise any.
    """
    with _PDFIUM, opened(data) as document:
        count = len(document)
        if count > limits.pages:
            raise DocumentTooLarge(
                f"The PDF has {count:,} pages; the limit is {limits.pages:,}. "
                "Split it into its reports, or raise the limit."
            )
        drawn, warnings = drawn_pages(document, limits)
        title, published = declared(document)
    text, blocks = _rendered(drawn)
    if not blocks:
        raise DocumentEmpty(
            "The PDF's pages show no text, not even after text recognition. "
            "Check that it opens, and that it is the report."
        )
    return Reading(
        text=text,
        blocks=blocks,
        media_type=MEDIA_TYPE,
        pages=count,
        title=title,
        published=published,
        warnings=warnings,
    )


def _rendered(drawn: Sequence[DrawnPage]) -> tuple[str, tuple[Block, ...]]:
    pages = [_laid(page) for page in without_furniture(drawn)]
    size = body_size(pages)
    pages = [without_notes(page, size) for page in without_contents(pages)]
    measures = measure(pages)
    return rendition(whole_tables(flow(pages, measures)), notes_of(pages), measures.body)


def _laid(page: DrawnPage) -> LaidPage:
    """Return a page's lines in reading order, its tables apart."""
    tables, words = take_tables(page.grids, page.words, page.number)
    parts = [*fragments(words, page.number), *place_holders(tables)]
    return LaidPage(
        page.number,
        page.height,
        tuple(with_underlines(column, page.rulings.across) for column in columns_of(parts)),
        tuple(tables),
        page.markers,
        page.rulings,
        page.head,
    )
