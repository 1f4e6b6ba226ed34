"""Scans: pages that are pictures are read where tesseract is installed, else refused."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader

from graph.errors import DocumentEmpty
from ingest.readers.ocr import recognised_words, tesseract_program
from ingest.readers.pdf import read_pdf
from ingest.reading import BlockKind
from tests.ingest.pdf_pages import drawn, kinds, lines_at, texts

needs_tesseract = pytest.mark.skipif(
    tesseract_program() is None, reason="tesseract is not installed (apt install tesseract-ocr)"
)

LINES = [
    "4.1 The health visitor saw the child at home in March",
    "and wrote down that nothing was wrong. She was not",
    "told of the injunction.",
]


def _page(canvas: Any) -> None:
    lines_at(canvas, ["Findings"], size=24, top=90)
    lines_at(canvas, LINES, size=12, leading=16, top=140)


def _scan(*, beside_text: bool = False) -> bytes:
    """Return a PDF whose only page, or whose second page, is a picture of text."""
    with pypdfium2.PdfDocument(drawn(_page)) as document:
        picture = io.BytesIO()
        document[0].render(scale=200 / 72).to_pil().save(picture, "PNG")

    def scanned(canvas: Any) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)

    def written(canvas: Any) -> None:
        lines_at(canvas, ["A covering letter that has text of its own."])

    return drawn(written, scanned) if beside_text else drawn(scanned)


@needs_tesseract
def test_a_scan_is_read_with_a_warning() -> None:
    reading = read_pdf(_scan())
    assert kinds(reading) == [
        (BlockKind.HEADING, "Findings"),
        (BlockKind.PARAGRAPH, " ".join(LINES)),
    ]
    assert [warning.code for warning in reading.warnings] == ["text-recognised"]


@needs_tesseract
def test_one_scanned_page_among_others_is_read_in_its_place() -> None:
    reading = read_pdf(_scan(beside_text=True))
    assert texts(reading)[0] == "A covering letter that has text of its own."
    assert [block.page for block in reading.blocks] == [1, 2, 2]


def test_without_tesseract_a_scan_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentEmpty, match=r"Install tesseract-ocr .* \(OCR\) first"):
        read_pdf(_scan())


def test_without_tesseract_the_pages_with_text_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    reading = read_pdf(_scan(beside_text=True))
    assert texts(reading) == ["A covering letter that has text of its own."]
    assert [warning.code for warning in reading.warnings] == ["pages-without-text"]


def test_a_program_that_fails_recognises_nothing() -> None:
    assert recognised_words("false", bytes(100), 10, 10) == []
    assert recognised_words("/no/such/program", bytes(100), 10, 10) == []
