"""Dates cut to what is known, as numbers that ranges can compare."""

from __future__ import annotations

import pytest

from search.periods import Period, date_number, date_period


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2012", (20120000, 20129999)),
        ("2012-03", (20120300, 20120399)),
        ("2012-3", (20120300, 20120399)),  # as people type
        (" 2012-03-09 ", (20120309, 20120309)),
        ("2012-13", None),  # no such month
        ("2012-02-32", None),
        ("12", None),
        ("2012-03-09T10:00", None),
        ("\u0662\u0660\u0661\u0662", None),  # digits of another script
        ("", None),
    ],
)
def test_periods(date: str, expected: Period | None) -> None:
    assert date_period(date) == expected
    assert date_number(date) == (expected[0] if expected else 0)
