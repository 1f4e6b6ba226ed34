"""Whatever a text holds, its pieces begin, end and stay within bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.wordpieces import WordPieces

_PIECES = ("[UNK]", "[CLS]", "[SEP]", "a", "##a", "b", "##b", ".")


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_pieces_stay_within_bounds(text: str, most: int) -> None:
    numbers = WordPieces(_PIECES).numbers(text, most)
    assert _PIECES[numbers[0]] == "[CLS]"
    assert _PIECES[numbers[-1]] == "[SEP]"
    assert 2 <= len(numbers) <= most
    assert all(0 <= one < len(_PIECES) for one in numbers)


@given(st.text(alphabet="ab. \n", min_size=0, max_size=60))
def test_what_the_pieces_can_spell_is_read_whole(text: str) -> None:
    numbers = WordPieces(_PIECES).numbers(text, 200)
    spelt = "".join(_PIECES[one].removeprefix("##") for one in numbers[1:-1])
    assert spelt == "".join(text.split())
