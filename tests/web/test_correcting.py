"""The form of a correction: dates as people know them, bodies a line each."""

from __future__ import annotations

import pytest

from graph.corrections import Field
from web.content.correcting import read_correction

_FORM = {"title": "A title", "type": "part-8-review", "boards": "A Board"}


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("", "", "", ""),  # not known
        ("", "", "2012", "2012"),
        ("", "5", "2012", "2012-05"),
        ("9", "05", "2012", "2012-05-09"),
        ("29", "2", "2012", "2012-02-29"),
        ("29", "2", "2013", None),  # no calendar has it
        ("9", "", "2012", None),  # a day without its month
        ("", "5", "", None),
        ("", "", "12", None),  # which century?
        ("", "", "3012", None),
        ("", "May", "2012", None),
        ("", "", "²⁰¹²", None),
        ("-1", "5", "2012", None),
    ],
)
def test_dates(day: str, month: str, year: str, expected: str | None) -> None:
    typed = read_correction({**_FORM, "day": day, "month": month, "year": year})
    assert typed.values.get(Field.PUBLISHED) == expected
    assert (Field.PUBLISHED in typed.errors) is (expected is None)


def test_bodies_are_lines_each_once() -> None:
    typed = read_correction({**_FORM, "boards": " A  Board\n\n\x00B\tBoard\nA Board"})
    assert typed.values[Field.BOARDS] == "A Board\nB Board"
