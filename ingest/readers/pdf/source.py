"""A PDF file opened: what it declares of itself, and its pages as drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from graph.errors import (
    DocumentEmpty,
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentUnreadable,
)
from graph.model import ReadingWarning
from ingest.limits import Limits
from ingest.readers.ocr import OCR_DPI, RecognisedWord, recognised_words, tesseract_program
from ingest.readers.pdf.markers import settle_markers
from ingest.readers.pdf.pages import DrawnPage
from ingest.readers.pdf.rulings import Rulings, page_rulings
from ingest.readers.pdf.tables import page_grids
from ingest.readers.pdf.words import Word, page_words

__all__ = ["declared", "drawn_pages", "opened"]

# A picture that covers this part of a page may be the page itself, scanned.
_SCAN = 0.3
# So many shapes and no text: the letters themselves are drawn.
_DRAWN_LETTERS = 150
# Pages larger than this many dots are drawn smaller for recognition.
_MOST_DOTS = 25_000_000
# Recognised lines this much taller than most are set in larger type.
_TALLER = 1.35
# A line's box is so much taller than the size its type is named by.
_TYPE_SIZE = 1.15


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF; raises DocumentEncrypted or DocumentUnreadable."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as reason:
        if getattr(reason, "err_code", None) in {
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        }:
            raise DocumentEncrypted(
                "The PDF asks for a password. Save a copy without one and add that."
            ) from reason
        raise _damaged() from reason
    try:
        if not len(document):
            raise _damaged()
        yield document
    finally:
        document.close()


def declared(document: Any) -> tuple[str, str]:
    """Return the title and the date (ISO 8601) that the file gives itself, or ""."""
    told = document.get_metadata_dict()
    date = _pdf_date().match(told.get("CreationDate", ""))
    title = " ".join(told.get("Title", "").split())
    return title, "-".join(part for part in date.groups() if part) if date else ""


def drawn_pages(
    document: Any, limits: Limits
) -> tuple[list[DrawnPage], tuple[ReadingWarning, ...]]:
    """Return the pages of a document, scanned ones recognised, and what to warn of.

    Raises DocumentUnreadable when no page can be read, DocumentTooLarge past
    `limits.text_characters`, DocumentEmpty when there is no text at all.
    """
    pages: list[DrawnPage] = []
    broken: list[int] = []
    scans: list[int] = []
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            drawn, scanned = _drawn(document, number)
        except pypdfium2.PdfiumError:
            broken.append(number)
            continue
        if scanned:
            scans.append(number)
        characters += sum(len(word.text) for word in drawn.words)
        if characters > limits.text_characters:
            raise DocumentTooLarge(
                f"The PDF holds more than {limits.text_characters:,} characters. "
                "Split it into its reports, or raise the limit."
            )
        pages.append(drawn)
    if not pages:
        raise _damaged()
    return _with_scans(document, pages, scans, broken)


def _with_scans(
    document: Any, pages: list[DrawnPage], scans: list[int], broken: list[int]
) -> tuple[list[DrawnPage], tuple[ReadingWarning, ...]]:
    warnings = []
    if broken:
        warnings.append(
            _warning("pages-unreadable", broken, "damaged and left out. Fetch the file again")
        )
    textless = not any(page.words for page in pages)
    scans = scans or ([page.number for page in pages] if textless else [])
    program = tesseract_program()
    if scans and program is None and textless:
        raise DocumentEmpty(
            "The PDF is a scan: its pages are pictures without text. Install tesseract-ocr and add "
            "it again, or run it through a text recognition program (OCR) first."
        )
    if scans and program is None:
        warnings.append(
            _warning(
                "pages-without-text",
                scans,
                "pictures without text. Install tesseract-ocr to have them read",
            )
        )
    elif scans and program is not None:
        pages = [
            _recognised(document, page, program) if page.number in set(scans) else page
            for page in pages
        ]
        warnings.append(
            _warning(
                "text-recognised",
                scans,
                "pictures; their text was recognised. Check quotations against the original",
            )
        )
    return pages, tuple(warnings)


def _warning(code: str, numbers: list[int], what: str) -> ReadingWarning:
    some = ", ".join(map(str, numbers[:8])) + (" ..." if len(numbers) > 8 else "")  # noqa: PLR2004 - a short list
    return ReadingWarning(code, f"{len(numbers)} page(s) ({some}) are {what}.")


def _drawn(document: Any, number: int) -> tuple[DrawnPage, bool]:
    """Return a page, and whether it shows text that is none; raises PdfiumError."""
    with closing(document[number - 1]) as page:
        with closing(page.get_textpage()) as textpage:
            found = page_words(page, textpage)
        words, markers = settle_markers(found.words)
        rulings = page_rulings(page, found.turn)
        grids = page_grids(rulings, words, found.turn.width)
        scanned = not words and _may_be_scan(page)
    drawn = DrawnPage(
        number, found.turn.width, found.turn.height, tuple(words), markers, rulings, tuple(grids)
    )
    return drawn, scanned


def _may_be_scan(page: Any) -> bool:
    """Say whether a page without text shows some: a large picture, or letters drawn as shapes."""
    width, height = page.get_size()
    shapes = 0
    for thing in page.get_objects(max_depth=3):
        shapes += thing.type == pdfium.FPDF_PAGEOBJ_PATH
        if shapes >= _DRAWN_LETTERS:
            return True
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            if (right - left) * (top - bottom) >= _SCAN * width * height:
                return True
    return False


def _recognised(document: Any, page: DrawnPage, program: str) -> DrawnPage:
    """Return a page with the words recognised in its picture."""
    scale = OCR_DPI / 72
    dots = page.width * page.height * scale * scale
    scale *= min(1.0, (_MOST_DOTS / max(dots, 1.0)) ** 0.5)
    try:
        grey, width, height = _picture(document, page.number, scale)
    except pypdfium2.PdfiumError:
        return page
    words = recognised_words(program, grey, width, height)
    usual = median(word.tall for word in words) if words else 1.0
    return DrawnPage(
        page.number,
        width / scale,
        height / scale,
        tuple(_word(word, usual, scale) for word in words),
        frozenset(),
        Rulings([], []),
        (),
    )


def _picture(document: Any, number: int, scale: float) -> tuple[bytes, int, int]:
    """Return a page in grey, one byte a dot without gaps, and its width and height."""
    with closing(document[number - 1]) as page:
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    with closing(bitmap):
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = bytes(bitmap.buffer)
    return b"".join(rows[at * stride : at * stride + width] for at in range(height)), width, height


def _word(word: RecognisedWord, usual: float, scale: float) -> Word:
    # The height of a line depends on its letters: only steps of half a size are told apart.
    steps = round(word.tall / usual * 2) / 2 if word.tall > usual * _TALLER else 1.0
    size = round(usual * steps / scale * _TYPE_SIZE, 1)
    return Word(
        text=word.text, x0=word.x0 / scale, x1=word.x1 / scale, y=word.y1 / scale, size=size,
        bold=False, italic=False, colour=0, glued=False,
    )  # fmt: skip


def _damaged() -> DocumentUnreadable:
    return DocumentUnreadable(
        "The PDF is damaged or incomplete. Fetch it again from where it was published."
    )


@cache
def _pdf_date() -> re.Pattern[str]:
    return re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
