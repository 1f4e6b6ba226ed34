"""PDFs drawn for one question each: order, furniture, notes, tables, joins, refusals."""

from __future__ import annotations

from collections.abc import Sequence
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
from tests.ingest.pdf_pages import SENTENCES, drawn, kinds, lines_at, ruled_table, texts

H, P, L, T, F = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE_ROW,
    BlockKind.FOOTNOTE,
)

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


ACTIONS: Sequence[Sequence[Sequence[str]]] = [
    [["Recommendation"], ["Action"], ["Lead"], ["Date"]],
    [
        ["1. The Trust should issue", "a lockable box"],
        ["Buy boxes; check", "at a home visit"],
        ["Head of", "Pharmacy"],
        ["May 2015"],
    ],
    [["2. Schools to refer"], ["Training"], ["Board"], ["June 2015"]],
]
EDGES = [72.0, 220.0, 350.0, 440.0, 520.0]


def test_a_ruled_table_is_read_row_by_row_with_wrapped_cells_whole() -> None:
    def page(canvas: Any) -> None:
        lines_at(canvas, ["The action plan follows."], top=80)
        ruled_table(canvas, ACTIONS, top=120, edges=EDGES)

    reading = read_pdf(drawn(page))
    rows = [block for block in reading.blocks if block.kind is T]
    assert [block.header for block in rows] == [True, False, False]
    assert {block.table for block in rows} == {1}
    assert [(cell.header, reading.text[cell.start : cell.end]) for cell in rows[1].cells] == [
        ("Recommendation", "1. The Trust should issue a lockable box"),
        ("Action", "Buy boxes; check at a home visit"),
        ("Lead", "Head of Pharmacy"),
        ("Date", "May 2015"),
    ]


def test_a_table_over_two_pages_is_one_and_its_repeated_header_and_broken_row_are_mended() -> None:
    def first(canvas: Any) -> None:
        ruled_table(canvas, ACTIONS, top=600, edges=EDGES)

    def second(canvas: Any) -> None:
        rest = [ACTIONS[0], [[], ["for all staff"], [], []], ACTIONS[1]]
        ruled_table(canvas, rest, top=120, edges=EDGES)

    reading = read_pdf(drawn(first, second))
    assert [(block.table, block.page) for block in reading.blocks] == [
        (1, 1),
        (1, 1),
        (1, 1),
        (1, 2),
    ]
    assert "\tTraining for all staff\t" in texts(reading)[2]
    assert texts(reading)[3].startswith("1. The Trust should issue a lockable box\t")


def test_a_table_with_lines_between_rows_only_has_its_columns_from_the_gaps() -> None:
    def page(canvas: Any) -> None:
        for at, row in enumerate(
            (("Term", "Meaning"), ("GP", "General practitioner"), ("IMR", "Report"))
        ):
            lines_at(
                canvas,
                [row[0]],
                top=112 + at * 20,
                size=9,
                face="Helvetica-Bold" if not at else "Helvetica",
            )
            lines_at(
                canvas,
                [row[1]],
                x=200,
                top=112 + at * 20,
                size=9,
                face="Helvetica-Bold" if not at else "Helvetica",
            )
        for at in range(4):
            canvas.line(72, A4[1] - 100 - at * 20, 520, A4[1] - 100 - at * 20)

    assert kinds(read_pdf(drawn(page))) == [
        (T, "Term\tMeaning"),
        (T, "GP\tGeneral practitioner"),
        (T, "IMR\tReport"),
    ]


def test_a_box_around_text_is_no_table() -> None:
    def page(canvas: Any) -> None:
        canvas.rect(66, 640, 460, 90)
        lines_at(canvas, ["Recommendation 1", "The Board should see the child alone."], top=130)

    assert texts(read_pdf(drawn(page)), T) == []


def test_contents_are_dropped_and_sentences_that_end_in_a_year_are_not() -> None:
    def contents(canvas: Any) -> None:
        lines_at(canvas, ["Contents"], size=16, face="Helvetica-Bold")
        entries = ["1. Introduction", "2. What happened", "3. Findings", "4. Recommendations"]
        for at, entry in enumerate(entries):
            lines_at(canvas, [entry], top=130 + at * 20)
            lines_at(canvas, [str(at + 2)], x=500, top=130 + at * 20)

    def body(canvas: Any) -> None:
        lines_at(canvas, ["1. Introduction"], size=16, top=80)
        for at in range(4):
            lines_at(
                canvas, [f"She had been known to services since {2001 + at}"], top=130 + at * 40
            )

    found = texts(read_pdf(drawn(contents, body)))
    assert found == [
        "1. Introduction",
        *(f"She had been known to services since {2001 + at}" for at in range(4)),
    ]


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
