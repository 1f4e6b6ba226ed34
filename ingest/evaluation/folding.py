"""When two printed forms count as the same words."""

from __future__ import annotations

import re

__all__ = ["fold", "fold_name", "locate", "opening"]

_OPENING_WORDS = 6  # GOLD.md: paired when the first six words agree


def fold(text: str) -> str:
    """Return `text` in lower case with only letters, digits and single spaces.

    >>> fold("The  Board's “plan”")
    'the boards plan'
    """
    return " ".join(re.sub(r"[^\w\s]|_", "", text.casefold()).split())


def fold_name(name: str) -> str:
    """Return an agency's name or a case's label for comparison, "the" and "&" folded.

    >>> fold_name("The Devon & Cornwall Police")
    'devon and cornwall police'
    """
    return re.sub(r"^the ", "", fold(name.replace("&", " and ")))


def opening(text: str) -> tuple[str, ...]:
    """Return the first six folded words."""
    return tuple(fold(re.sub(r"[-\u2010-\u2015/]", " ", text)).split()[:_OPENING_WORDS])


def locate(words: str, pieces: tuple[tuple[int, str], ...]) -> tuple[int, int] | None:
    """Return where a run of words stands, as (start, end) offsets, or None.

    `pieces` are (offset, text) in reading order; case, punctuation, hyphens and
    white space are ignored, and a run may go over the edge of a piece.
    """
    places = [
        (offset + at, letter)
        for offset, text in pieces
        for at, letter in enumerate(text.casefold())
        if letter.isalnum()
    ]
    wanted = "".join(letter for letter in words.casefold() if letter.isalnum())
    found = "".join(letter for _, letter in places).find(wanted) if wanted else -1
    if found < 0:
        return None
    return places[found][0], places[found + len(wanted) - 1][0] + 1
