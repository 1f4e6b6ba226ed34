"""Edits to a text, and the way back from each character to its source."""

from __future__ import annotations

import pytest

from ingest.offsets import Edit, chain, clean, edited, source_offset

_EDITED = [
    # text, edits, expected text, expected origins, what the row proves
    ("abc", [], "abc", (), "no edit, no map"),
    ("abcdef", [Edit(2, 4)], "abef", ((0, 0), (2, 4)), "a cut shifts what follows"),
    ("abcdef", [Edit(0, 2)], "cdef", ((0, 2),), "a cut at the beginning"),
    ("abcdef", [Edit(4, 6)], "abcd", ((0, 0),), "a cut at the end"),
    ("abc", [Edit(1, 2, "X")], "aXc", ((0, 0),), "as many characters: nothing shifts"),
    ("a\ufb01x", [Edit(1, 2, "fi")], "afix", ((0, 0), (2, 1)), "both letters come from one"),
    ("ab", [Edit(1, 1, "-")], "a-b", ((0, 0), (2, 1)), "an insertion maps to what follows it"),
    ("abcd", [Edit(3, 4), Edit(0, 1)], "bc", ((0, 1),), "edits may come in any order"),
]


@pytest.mark.parametrize(("text", "edits", "expected", "origins", "why"), _EDITED)
def test_edited(
    text: str, edits: list[Edit], expected: str, origins: tuple[tuple[int, int], ...], why: str
) -> None:
    done = edited(text, edits)
    assert (done.text, done.origins) == (expected, origins), why


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ([Edit(0, 2), Edit(1, 3)], "two edits overlap"),
        ([Edit(2, 1)], "an edit ends before it starts"),
        ([Edit(2, 9)], "an edit leaves the text"),
    ],
)
def test_edits_that_contradict_each_other_are_refused(edits: list[Edit], why: str) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        edited("abcd", edits)
    assert why


def test_two_steps_lead_back_to_the_first_source() -> None:
    done = clean("0123456789", (lambda _: [Edit(2, 4)], lambda _: [Edit(1, 5), Edit(6, 6, "+")]))
    assert done.text == "07+89"
    assert [source_offset(done.origins, at) for at in range(5)] == [0, 7, 8, 8, 9]


def test_chaining_with_no_edits_changes_nothing() -> None:
    origins = ((0, 0), (2, 4))
    assert chain(origins, ()) == chain((), origins) == origins
