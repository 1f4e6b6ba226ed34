"""The part of a passage that is quoted: whole sentences around the words that count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

__all__ = ["EXCERPT", "Piece", "Span", "excerpt", "pieces"]

EXCERPT = 420  # characters of an excerpt, unless what is marked is longer
_CUT = "…"

# Characters `start` to `end` (exclusive) of a text.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that is marked as a whole, or not at all."""

    text: str
    marked: bool = False


def excerpt(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the sentences of `text` that hold `spans`, cut where they are too long.

    `spans` are in order and not empty. Where words are left out in the middle of
    a sentence an ellipsis says so.
    """
    start, end = _window(text, spans[0][0], max(last for _, last in spans))
    shown = list(pieces(text, spans, start, end))
    opening = _CUT if start and not _begins_sentence(text, start) else ""
    closing = _CUT if end < len(text) and not _ends_sentence(text, end) else ""
    return (*_dots(opening), *shown, *_dots(closing))


def pieces(text: str, spans: Sequence[Span], start: int, end: int) -> Iterator[Piece]:
    """Yield text[start:end] in pieces, what lies in a span marked; spans may overlap."""
    at = start
    for first, last in spans:
        low, high = max(first, at), min(last, end)
        if low >= high:
            continue
        if low > at:
            yield Piece(text[at:low])
        yield Piece(text[low:high], marked=True)
        at = high
    if at < end:
        yield Piece(text[at:end])


def _window(text: str, first: int, last: int) -> Span:
    """Return where the sentences begin and end that hold text[first:last]."""
    breaks = [0, *(found.end() for found in _sentence_end().finditer(text)), len(text)]
    start = max(place for place in breaks if place <= first)
    end = min((place for place in breaks if place >= last), default=len(text))
    spare = max(0, EXCERPT - (last - first)) // 2
    if end - start > EXCERPT:
        start = max(start, _word_start(text, first - spare, first))
        end = min(end, _word_end(text, last + spare, last))
    return start, len(text[:end].rstrip())


def _word_start(text: str, near: int, first: int) -> int:
    space = text.find(" ", max(0, near), first)
    return space + 1 if space >= 0 else first


def _word_end(text: str, near: int, last: int) -> int:
    space = text.rfind(" ", last, near)
    return space if space >= 0 else last


def _begins_sentence(text: str, start: int) -> bool:
    return any(found.end() == start for found in _sentence_end().finditer(text))


def _ends_sentence(text: str, end: int) -> bool:
    return text[:end].rstrip("\"'”’)")[-1:] in set(".!?")


def _dots(cut: str) -> list[Piece]:
    return [Piece(cut)] if cut else []


@cache
def _sentence_end() -> re.Pattern[str]:
    # A good guess is enough: a sentence cut at "Dr." still quotes true words.
    return re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
