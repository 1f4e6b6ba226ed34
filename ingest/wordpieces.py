"""Splits a text into word pieces, as the encoders of the BERT family were taught to read.

WordPiece (Wu and others, "Google's neural machine translation system", 2016): a word is
read as the longest piece that begins it, then the longest that goes on from there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["BEGIN", "END", "UNKNOWN", "WordPieces", "words_in"]

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_INSIDE = "##"  # before a piece that goes on from another
# Longer words are unknown: they are numbers, addresses and what a scanner saw.
_LONGEST = 40
# Signs that Unicode calls symbols and the encoders read as punctuation.
_SIGNS = frozenset("$+<=>^`|~")


class WordPieces:
    """The pieces of an encoder, in the order of their numbers."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: at for at, piece in enumerate(pieces)}

    def numbers(self, text: str, most: int) -> list[int]:
        """Return the numbers of a text's pieces, its begin and its end, cut to `most`."""
        found = [self._numbers[BEGIN]]
        for word in words_in(text):
            if len(found) >= most - 1:
                break
            found += self._of_word(word)
        return [*found[: most - 1], self._numbers[END]]

    def _of_word(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            before = _INSIDE if start else ""
            for end in range(min(len(word), start + _LONGEST), start, -1):
                number = self._numbers.get(before + word[start:end])
                if number is not None:
                    break
            else:
                return [self._numbers[UNKNOWN]]
            found.append(number)
            start = end
        return found


def words_in(text: str) -> Iterator[str]:
    """Yield words and single signs, without case and accents."""
    word = ""
    for letter in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn":
            continue
        if letter.isspace() or kind.startswith(("C", "P")) or letter in _SIGNS:
            if word:
                yield word
            word = ""
            if not letter.isspace() and not kind.startswith("C"):
                yield letter
        else:
            word += letter
    if word:
        yield word
