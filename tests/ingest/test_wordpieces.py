"""Words and signs of a text as the pieces of an encoder."""

from __future__ import annotations

import pytest

from ingest.wordpieces import WordPieces, words_in

_PIECES = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "drink",
    "##ing",
    "##s",
    "her",
    "cafe",
    "-",
    "t",
    "'",
)
_MANY = 64


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("She drank.", ["she", "drank", "."], "case goes, a sign stands alone"),
        ("mother\u2019s", ["mother", "\u2019", "s"], "a typographic apostrophe is a sign"),
        ("Caf\u00e9", ["cafe"], "accents go"),
        ("\u00a320 a week", ["\u00a320", "a", "week"], "a sign of money is part of its word"),
        ("$20 + 1", ["$", "20", "+", "1"], "but those of the keyboard are signs"),
        ("soft\u00adly", ["soft", "ly"], "what cannot be seen divides"),
        ("", [], "nothing is nothing"),
    ],
)
def test_words(text: str, words: list[str], why: str) -> None:
    assert list(words_in(text)) == words, why


@pytest.mark.parametrize(
    ("text", "most", "pieces", "why"),
    [
        ("drinking", _MANY, "drink ##ing", "the longest piece first, then how it goes on"),
        ("Drinks", _MANY, "drink ##s", "without case"),
        ("drinker", _MANY, "[UNK]", "a word that cannot be read whole is unknown"),
        ("t-drink", _MANY, "t - drink", "a sign divides a word"),
        ("her her her her", 4, "her her", "cut to what may be read, begin and end counted"),
        ("her drinking", 4, "her drink", "inside a word too"),
        ("", _MANY, "", "an empty text is its begin and its end"),
    ],
)
def test_pieces(text: str, most: int, pieces: str, why: str) -> None:
    found = [_PIECES[at] for at in WordPieces(_PIECES).numbers(text, most)]
    assert found == ["[CLS]", *pieces.split(), "[SEP]"], why
