"""PDFs drawn for one question each: order, furniture, paragraphs, notes, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption

from graph.errors import (
    DocumentEmpty,
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentUnreadable,
)
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf
from ingest.reading import BlockKind
from tests.ingest.pdf_pages import SENTENCES, drawn, kinds, lines_at, texts

H, P, F = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE

LEFT = [
    "The left column begins here and is wide",
    "enough to be read as running text, with",
    "a line that follows on from the one that",
    "stands above it, until the column ends at",
    "its foot with this last line of all of it.",
]
RIGHT = [
    "The right column begins here and is as",
    "wide as the left one, and it must never",
    "be read across the gutter, because both",
    "would then be nonsense, and quotations",
    "from them would be wrong in every word.",
]


@pytest.mark.parametrize(
    "order",
    ["left first", "right first", "line by line", "words backwards"],
)
def test_columns_are_read_one_after_the_other_however_they_were_drawn(order: str) -> None:
    def page(canvas: Any) -> None:
        lines = [(72.0, at, line) for at, line in enumerate(LEFT)]
        lines += [(320.0, at, line) for at, line in enumerate(RIGHT)]
        if order == "right first":
            lines = lines[5:] + lines[:5]
        elif order == "line by line":
            lines.sort(key=lambda one: (one[1], one[0]))
        elif order == "words backwards":
            lines.reverse()
        for x, at, line in lines:
            lines_at(canvas, [line], x=x, top=120 + at * 14)

    assert texts(read_pdf(drawn(page))) == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_title_above_two_columns_comes_first() -> None:
    def page(canvas: Any) -> None:
        lines_at(canvas, LEFT, top=160)
        lines_at(canvas, RIGHT, x=320, top=160)
        lines_at(canvas, ["A title that stands above both of the columns"], size=20, top=90)

    assert kinds(read_pdf(drawn(page))) == [
        (H, "A title that stands above both of the columns"),
        (P, " ".join(LEFT)),
        (P, " ".join(RIGHT)),
    ]


def test_running_heads_feet_and_page_numbers_are_dropped_and_the_first_head_kept() -> None:
    def page(number: int) -> Any:
        def draw(canvas: Any) -> None:
            lines_at(canvas, ["Wendlebury Safeguarding Children Board"], size=8, top=40)
            lines_at(canvas, [SENTENCES[number * 7]], top=100)
            lines_at(canvas, [f"Page {number} of 3 | Child A"], size=8, top=800)

        return draw

    assert texts(read_pdf(drawn(page(1), page(2), page(3)))) == [
        "Wendlebury Safeguarding Children Board",
        SENTENCES[7],
        SENTENCES[14],
        SENTENCES[21],
    ]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        # the same words and the page's own number: furniture
        ("Page 1", "Page 2", False),
        ("Child A 1", "Child A 2", False),
        ("- i -", "- ii -", False),
        # numbers that do not go with the pages: numbered paragraphs that fell at one height
        ("6. Conclusion", "17. Conclusion", True),
        ("4.6 The Board agreed", "4.9 The Board agreed", True),
    ],
)
def test_a_line_that_comes_back_is_furniture_only_if_its_numbers_go_with_the_pages(
    first: str, second: str, *, kept: bool
) -> None:
    def page(line: str, sentence: str) -> Any:
        def draw(canvas: Any) -> None:
            lines_at(canvas, [sentence], top=300)
            lines_at(canvas, [line], top=60)

        return draw

    found = texts(read_pdf(drawn(page(first, SENTENCES[1]), page(second, SENTENCES[2]))))
    assert (second in found) is kept


def test_a_paragraph_goes_on_over_the_page_and_keeps_the_page_it_began_on() -> None:
    def first(canvas: Any) -> None:
        lines_at(canvas, ["4.1 The family moved in March and the records were not"], top=700)

    def second(canvas: Any) -> None:
        lines_at(canvas, ["sent on, so that nobody knew."], top=120)
        lines_at(canvas, ["4.2 A new paragraph begins with its number."], top=160)

    reading = read_pdf(drawn(first, second))
    assert texts(reading) == [
        "4.1 The family moved in March and the records were not sent on, so that nobody knew.",
        "4.2 A new paragraph begins with its number.",
    ]
    assert [block.page for block in reading.blocks] == [1, 2]


def test_footnotes_stand_last_and_their_markers_leave_the_text() -> None:
    def page(canvas: Any) -> None:
        lines_at(canvas, ["The report was published in full in 2014."], top=100)
        lines_at(canvas, ["1"], x=72 + 212, top=96, size=6.5)
        lines_at(canvas, ["It spoke of carbon monoxide (CO) and of 12 homes."], top=130)
        canvas.line(72, 120, 180, 120)
        lines_at(canvas, ["1"], top=736, size=5)
        lines_at(
            canvas, ["Details of a surviving child have been left out."], x=78, top=738, size=8
        )

    assert kinds(read_pdf(drawn(page))) == [
        (P, "The report was published in full in 2014."),
        (P, "It spoke of carbon monoxide (CO) and of 12 homes."),
        (F, "1 Details of a surviving child have been left out."),
    ]


def test_small_print_without_a_number_or_a_rule_is_no_footnote() -> None:
    def page(canvas: Any) -> None:
        lines_at(canvas, SENTENCES[:3], top=100, leading=28)
        lines_at(canvas, ["Photograph: the old town hall"], top=700, size=8)

    assert texts(read_pdf(drawn(page)), F) == []


def test_a_page_set_sideways_is_read_upright_and_a_watermark_left_out() -> None:
    def sideways(canvas: Any) -> None:
        canvas.setPageSize(A4)
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 11)
        for at, line in enumerate(LEFT):
            canvas.drawString(72, landscape(A4)[1] - 120 - at * 14, line)
        canvas.rotate(37)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(200, 0, "DRAFT")

    assert texts(read_pdf(drawn(sideways))) == [" ".join(LEFT)]


def test_the_files_own_title_and_date_are_hints() -> None:
    def page(canvas: Any) -> None:
        canvas.setTitle("Child A: a review")
        lines_at(canvas, SENTENCES[:1])

    reading = read_pdf(drawn(page))
    assert (reading.title, reading.published, reading.pages) == (
        "Child A: a review",
        "2000-01-01",
        1,
    )


def test_a_password_a_damaged_file_and_one_too_long_are_refused_with_advice() -> None:
    def page(canvas: Any) -> None:
        lines_at(canvas, SENTENCES[:5])

    locked = drawn(page, encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(DocumentEncrypted, match="Save a copy without one"):
        read_pdf(locked)
    with pytest.raises(DocumentUnreadable, match="Fetch it again"):
        read_pdf(b"%PDF-1.7\nnothing of the kind")
    with pytest.raises(DocumentTooLarge, match="2 pages; the limit is 1"):
        read_pdf(drawn(page, page), Limits(pages=1))
    with pytest.raises(DocumentTooLarge, match="more than 100 characters"):
        read_pdf(drawn(page), Limits(text_characters=100))


def test_a_file_that_opens_without_its_password_is_read() -> None:
    owner_only = drawn(
        lambda canvas: lines_at(canvas, SENTENCES[:1]),
        encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0),
    )
    assert texts(read_pdf(owner_only)) == SENTENCES[:1]


def test_blank_pages_are_empty() -> None:
    with pytest.raises(DocumentEmpty):
        read_pdf(drawn(lambda _: None))
