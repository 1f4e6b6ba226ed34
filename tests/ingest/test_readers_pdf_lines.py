"""What a line of a PDF is: part of a word, an item, a heading, a number and its paragraph."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.lib.pagesizes import A4

from ingest.limits import Limits
from ingest.readers.pdf import read_pdf
from ingest.reading import BlockKind
from tests.ingest.pdf_pages import SENTENCES, drawn, kinds, lines_at, texts

H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # a word broken at the line end, printed whole elsewhere
        (
            ["There was safe-", "guarding. Safeguarding matters."],
            "There was safeguarding. Safeguarding matters.",
        ),
        # a hyphen that belongs to the word
        (
            ["A multi-", "agency meeting was held that day."],
            "A multi-agency meeting was held that day.",
        ),
        # nothing shows that this document breaks words
        (
            ["He was in a life-", "threatening state of life."],
            "He was in a life-threatening state of life.",
        ),
        # a path after its slash
        (
            ["See https://example.org/", "guidance for more."],
            "See https://example.org/guidance for more.",
        ),
    ],
)
def test_words_broken_at_line_ends_are_mended(lines: list[str], expected: str) -> None:
    assert texts(read_pdf(drawn(lambda canvas: lines_at(canvas, lines)))) == [expected]


def test_bullets_leave_the_text_and_numbers_stay() -> None:
    def page(canvas: Any) -> None:
        lines_at(canvas, ["The panel asked the agencies:"], top=80)
        lines_at(canvas, ["\u2022", "\u2022"], x=80, top=100, leading=30)
        lines_at(canvas, ["whether the child was seen, and", "by whom;"], x=94, top=100)
        lines_at(canvas, ["what was written down."], x=94, top=130)
        lines_at(canvas, ["(a) and why."], x=80, top=160)
        lines_at(canvas, ["4.7 The Board agreed."], top=190)

    assert kinds(read_pdf(drawn(page))) == [
        (P, "The panel asked the agencies:"),
        (L, "whether the child was seen, and by whom;"),
        (L, "what was written down."),
        (L, "(a) and why."),
        (P, "4.7 The Board agreed."),
    ]


def test_headings_by_size_weight_and_underline() -> None:
    def page(canvas: Any) -> None:
        lines_at(canvas, ["Serious Case Review"], size=22, top=80)
        lines_at(canvas, ["Findings"], size=15, top=130)
        lines_at(canvas, ["Police"], face="Helvetica-Bold", top=170)
        lines_at(canvas, SENTENCES[:1], top=190)
        lines_at(canvas, ["Housing"], top=230)
        canvas.line(72, A4[1] - 231.5, 112, A4[1] - 231.5)
        lines_at(canvas, SENTENCES[1:2], top=250)
        lines_at(canvas, ["Nobody asked her."], face="Helvetica-Bold", top=290)

    reading = read_pdf(drawn(page))
    assert [(block.kind, block.level) for block in reading.blocks] == [
        (H, 1), (H, 2), (H, 0), (P, 0), (H, 0), (P, 0),
        (P, 0),  # bold, but a sentence
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "gap", "words", "expected", "proves"),
    [
        ("2.2", 0.0, "Father was 34", "2.2 Father was 34", "runs that touch"),
        ("2.2", 1.0, "Father was 34", "2.2 Father was 34", "a gap narrower than a space"),
        ("2.2", 14.0, "Father was 34", "2.2 Father was 34", "a column of numbers"),
        ("4.10.3", 0.5, "A nurse came", "4.10.3 A nurse came", "a word of one letter"),
        ("1.3", 0.0, "CAMHS closed it", "1.3 CAMHS closed it", "an abbreviation"),
        ("1.3", 0.0, "\u201cHe left\u201d", "1.3 \u201cHe left\u201d", "a quotation"),
        ("2.5", 0.0, "Kg was lost", "2.5Kg was lost", "a measure"),
        ("2.4", 0.0, "GHz and more", "2.4GHz and more", "a measure in capitals"),
        ("3.", 0.0, "75 in all", "3.75 in all", "a decimal"),
    ],
)
def test_a_printed_number_stands_apart_from_its_paragraph(
    number: str, gap: float, words: str, expected: str, proves: str
) -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, number)
        canvas.drawString(72 + canvas.stringWidth(number, "Helvetica", 11) + gap, 700, words)

    assert texts(read_pdf(drawn(page), Limits())) == [expected], proves
