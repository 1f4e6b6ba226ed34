"""Recommendations in running text: a sentence of the findings, or a list in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.model import Passage, PassageKind
from ingest.recommendations.found import Found
from ingest.recommendations.prose import requests_in
from ingest.recommendations.wording import is_excluded, plain, wording
from ingest.sentences import sentences

__all__ = ["from_running_text", "inline_list"]

_RUNNING = frozenset(
    {
        PassageKind.ANALYSIS,
        PassageKind.FINDING,
        PassageKind.CONCLUSION,
        PassageKind.LESSON,
        PassageKind.NARRATIVE,
        PassageKind.CIRCUMSTANCES,
        PassageKind.FRONT_MATTER,
    }
)
# An abstract's list may stand in a passage of its own.
_KINDS = _RUNNING | {PassageKind.RECOMMENDATION}
_FEWEST_WORDS = 3
_FEWEST_THINGS = 2


def from_running_text(passages: Sequence[Passage], rows: frozenset[str]) -> Iterator[Found]:
    """Yield what a paragraph outside the lists of recommendations recommends."""
    for passage in passages:
        if passage.kind not in _KINDS or passage.id in rows:
            continue
        begins = inline_list(passage.text)
        if begins is not None and passage.kind is PassageKind.RECOMMENDATION:
            yield from _whole(passage, begins)
            continue
        counted = list(_things_asked(passage))
        if counted:
            yield from counted
            continue
        if passage.kind is PassageKind.RECOMMENDATION:
            continue  # its sentences are read as items of the list
        for start, end in sentences(passage.text):
            yield from _sentence(passage, start, passage.text[start:end])


def inline_list(text: str) -> int | None:
    """Return where the list of "Recommendations include: audit ...; extend ..." begins, or None."""
    inline = wording().inline.match(text)
    return inline.end() if inline and text[inline.end() :].strip() else None


def _things_asked(passage: Passage) -> Iterator[Found]:
    """Yield what follows "I should like three things to come of this", each thing counted."""
    spans = sentences(passage.text)
    opened = next(
        (
            at
            for at, (start, end) in enumerate(spans)
            if wording().things.match(passage.text[start:end])
        ),
        None,
    )
    if opened is None or is_excluded(passage.text):
        return
    starts = [
        start for start, _ in spans[opened + 1 :] if wording().counted.match(passage.text[start:])
    ]
    if len(starts) < _FEWEST_THINGS:
        return
    for start, end in pairwise([*starts, len(passage.text)]):
        text = passage.text[start:end].strip()
        yield Found(None, text, passage.id, passage.start + start, passage.section)


def _sentence(passage: Passage, start: int, text: str) -> Iterator[Found]:
    begins = inline_list(text)
    if begins is not None:
        yield from _list(passage, start + begins, text[begins:])
    elif (
        passage.kind in _RUNNING and wording().openers.search(plain(text)) and not is_excluded(text)
    ):
        yield Found(
            None, text.strip(), passage.id, passage.start + start, passage.section, listed=False
        )


def _whole(passage: Passage, begins: int) -> Iterator[Found]:
    """Yield the list, or the sentences that ask, of a passage that is all recommendations."""
    text = passage.text[begins:]
    told = [] if ";" in text else requests_in(text)
    for offset, piece in told:
        if not is_excluded(piece):
            at = passage.start + begins + offset
            yield Found(None, piece, passage.id, at, passage.section)
    if not told:
        yield from _list(passage, begins, text)


def _list(passage: Passage, offset: int, text: str) -> Iterator[Found]:
    for piece in re.split(r";\s+(?:and\s+)?|\s+and that\s+", text.strip().rstrip(".")):
        if len(piece.split()) >= _FEWEST_WORDS and not is_excluded(f"Recommendations: {piece}"):
            at = passage.start + offset + text.find(piece)
            yield Found(None, piece.strip(), passage.id, at, passage.section)
