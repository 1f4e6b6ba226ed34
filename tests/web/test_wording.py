"""Words that pages make of data."""

from __future__ import annotations

import pytest

from web.wording import in_order


@pytest.mark.parametrize(
    ("joined", "shown", "why"),
    [
        ("took part in a case; is addressed", "is addressed; took part in a case", "any order in"),
        ("is addressed; took part in a case", "is addressed; took part in a case", "one order out"),
        ("Police", "Police", "one is one"),
        ("", "", "nothing is nothing"),
        (None, "", "as is what was never joined"),
    ],
)
def test_what_is_joined_stands_in_order(joined: str | None, shown: str, why: str) -> None:
    assert in_order(joined) == shown, why
