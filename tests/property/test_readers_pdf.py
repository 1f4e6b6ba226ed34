"""Hostile PDFs give a Reading or a DocumentError, and blocks that lie in their text."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf
from ingest.reading import BlockKind
from tests.ingest.pdf_pages import SENTENCES, drawn, lines_at, ruled_table

_FEW = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def _whole() -> bytes:
    rows = [[["Term"], ["Meaning"]], [["GP"], ["General", "practitioner"]], [["A"], ["B"]]]
    return drawn(
        lambda canvas: lines_at(canvas, SENTENCES[:9]),
        lambda canvas: ruled_table(canvas, rows, top=100, edges=[72, 200, 400]),
    )


def _read(data: bytes) -> None:
    try:
        reading = read_pdf(data, Limits(pages=50))
    except DocumentError:
        return
    for block in reading.blocks:
        assert 0 <= block.start < block.end <= len(reading.text)
        assert reading.text[block.start : block.end].strip()
        for cell in block.cells:
            assert block.kind is BlockKind.TABLE_ROW
            assert block.start <= cell.start <= cell.end <= block.end
    assert all(one.end <= two.start for one, two in pairwise(reading.blocks))


@_FEW
@given(st.binary(max_size=400))
def test_random_bytes_behind_a_pdf_mark(data: bytes) -> None:
    _read(b"%PDF-1.7\n" + data)


@_FEW
@given(st.integers(min_value=0, max_value=len(_whole())))
def test_a_file_cut_off_anywhere(length: int) -> None:
    _read(_whole()[:length])


@_FEW
@given(
    st.lists(
        st.tuples(st.integers(min_value=0, max_value=len(_whole()) - 1), st.integers(0, 255)),
        min_size=1,
        max_size=30,
    )
)
def test_a_file_with_bytes_changed(changes: list[tuple[int, int]]) -> None:
    data = bytearray(_whole())
    for at, byte in changes:
        data[at] = byte
    _read(bytes(data))


_NUMBER = st.floats(min_value=-2000, max_value=2000, allow_nan=False)


@_FEW
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab 1.-\u2022(", min_size=1, max_size=12),
            _NUMBER,
            _NUMBER,
            st.floats(min_value=0, max_value=300),
        ),
        max_size=40,
    ),
    st.lists(st.tuples(_NUMBER, _NUMBER, _NUMBER, _NUMBER), max_size=30),
)
def test_words_and_lines_anywhere_on_the_page(
    words: list[tuple[str, float, float, float]], rules: list[tuple[float, float, float, float]]
) -> None:
    def page(canvas: object) -> None:
        for text, x, top, size in words:
            lines_at(canvas, [text], x=x, top=top, size=size)
        for rule in rules:
            canvas.line(*rule)  # type: ignore[attr-defined]  # reportlab has no types

    _read(drawn(page, page))


def test_the_same_bytes_give_the_same_reading() -> None:
    assert read_pdf(_whole()) == read_pdf(_whole())
