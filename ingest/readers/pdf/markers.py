"""Raised and lowered type: note markers out, everything else onto its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.readers.pdf.words import Word
from ingest.rulebook import load_rules

__all__ = ["settle_markers"]

# Raised type is smaller than this part of its neighbour's size ...
_SMALL = 0.82
# ... stands off its baseline by these parts of that size, and this near to it.
_LEAST_RISE, _MOST_RISE = 0.12, 0.75
_NEAR = 0.45
# The distance between the marker that begins a note and the note's first word.
_NOTE_GAP = 2.5


@cache
def _powers() -> frozenset[str]:
    return frozenset(load_rules("pdf")["notes"]["powers"])


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(r"[\[(]?\d{1,3}(?:[,\u2013-]\d{1,3})*[\])]?|[*\u2020\u2021\u00a7]{1,3}")


def settle_markers(words: Sequence[Word]) -> tuple[list[Word], frozenset[str]]:
    """Return the words without note markers in running text, and those markers.

    Words are in drawing order. Other raised or lowered type ("2nd", the marker
    that begins a note at the page foot) is put on the baseline of its line.
    """
    settled: list[Word] = []
    markers: set[str] = set()
    for at, word in enumerate(words):
        before = settled[-1] if settled else None
        if before is not None and _hangs_on(word, before):
            if _marks_note(word, before):
                markers.update(re.findall(r"\d+|\S", word.text))
                continue
            settled.append(word._replace(y=before.y))
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        lowered = after is not None and _marker().fullmatch(word.text) and _leads(word, after)
        settled.append(word._replace(y=after.y) if lowered and after else word)
    return settled, frozenset(markers)


def _hangs_on(word: Word, before: Word) -> bool:
    """Say whether `word` is small type just after `before`, off its baseline."""
    if word.size >= before.size * _SMALL:
        return False
    off = abs(before.y - word.y) / before.size
    near = -_NEAR < (word.x0 - before.x1) / before.size < _NEAR
    return near and off < _MOST_RISE


def _marks_note(word: Word, before: Word) -> bool:
    raised = before.y - word.y > _LEAST_RISE * before.size
    power = before.text.lstrip("(").casefold() in _powers()
    return raised and not power and _marker().fullmatch(word.text) is not None


def _leads(word: Word, after: Word) -> bool:
    """Say whether `word` is the raised marker that begins a note."""
    gap = (after.x0 - word.x1) / after.size
    rise = (after.y - word.y) / after.size
    return word.size < after.size * _SMALL and -_NEAR < gap < _NOTE_GAP and 0 <= rise < _MOST_RISE
