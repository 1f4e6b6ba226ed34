"""Tables in PDFs: ruled, over two pages, without lines; boxes and contents that are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4

from ingest.readers.pdf import read_pdf
from ingest.reading import BlockKind
from tests.ingest.pdf_pages import drawn, kinds, lines_at, ruled_table, texts

T = BlockKind.TABLE_ROW

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
