"""Sentences of a passage: nupunkt's, split further where a list item begins.

An item of a list is a sentence of its own, so that no cue of one item reaches
into the next; the reader of assertions gives items their lead-in back.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["Span", "sentences"]

Span = tuple[int, int]

# A bullet or a short item number at the start of a line: "- ", "• ", "b) ".
_ITEM = re.compile(r"\n[ \t]*(?:[-*\u2022\u25cf\u25aa\u2013]|\(?[a-z0-9]{1,3}[.)])[ \t]+")
# A full stop with the next sentence glued to it, as printed: "of M .However the".
_GLUED = re.compile(r"(?<=[a-z\s])\.(?=[A-Z][a-z])")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` as (start, end) offsets, white space left out."""
    from nupunkt import sent_spans  # noqa: PLC0415 - its model loads on first use, not at start-up

    return tuple(
        span
        for start, end in sent_spans(text)
        for span in (_trimmed(text, *piece) for piece in _pieces(text, start, end))
        if span[0] < span[1]
    )


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    cuts = [found.start() + 1 for found in _ITEM.finditer(text, start, end)]
    cuts += [found.end() for found in _GLUED.finditer(text, start, end)]
    edges = [start, *sorted(cuts), end]
    return itertools.pairwise(edges)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
