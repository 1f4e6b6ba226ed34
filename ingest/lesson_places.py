"""Which passages of a document tell its lessons, and where they are told when no section does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.model import Passage, PassageKind
from ingest.outline import Outline
from ingest.recommendations.wording import plain, split_number
from ingest.rulebook import load_rules
from ingest.sentences import sentences

__all__ = ["commended", "lesson_passages", "told_in_running_text"]

_KINDS = frozenset({PassageKind.LESSON, PassageKind.FINDING, PassageKind.GOOD_PRACTICE})
_ARGUED = frozenset({PassageKind.ANALYSIS, PassageKind.CONCLUSION})
_RUNNING = _ARGUED | {PassageKind.NARRATIVE, PassageKind.CIRCUMSTANCES}
# So few and so short, numbered points of an analysis are its lessons; else it is an argument.
_POINTS, _POINT_WORDS = 12, 70
_FEWEST = 2
# A short paragraph that commends is about what it commends.
_COMMENDING_WORDS = 45


def lesson_passages(outline: Outline, rows: frozenset[str]) -> list[Passage]:
    """Return the passages of sections that tell lessons, or what stands in for them.

    Where no section is named so: paragraphs labelled "Theme 2:", else numbered
    conclusions, else the few short numbered points of an analysis.
    """
    own = [
        one
        for one in outline.passages
        if one.kind in _KINDS
        and one.id not in rows
        and not _inline().match(one.text)
        and not (one.section and _not_heading().search(one.section[-1]))
    ]
    if any(one.kind is not PassageKind.GOOD_PRACTICE for one in own):
        return own
    argued = [one for one in outline.passages if one.kind in _ARGUED and one.id not in rows]
    labelled = [one for one in argued if _marked().match(plain(one.text))]
    if len(labelled) >= _FEWEST:
        return [*own, *labelled]
    concluded = [one for one in argued if one.kind is PassageKind.CONCLUSION and _number(one)]
    if concluded:
        return [*own, *concluded]
    points = [one for one in argued if _number(one)]
    short = all(len(one.text.split()) <= _POINT_WORDS for one in points)
    return [*own, *points] if short and _FEWEST <= len(points) <= _POINTS else own


def told_in_running_text(
    outline: Outline, rows: frozenset[str]
) -> Iterator[tuple[Passage, int, int]]:
    """Yield (passage, start, end) of "The learning here is that ..." outside any section for it.

    The lesson goes on to the end of the paragraph.
    """
    own = lesson_passages(outline, rows)
    if any(one.kind is not PassageKind.GOOD_PRACTICE for one in own):
        return
    for passage in outline.passages:
        if passage.kind not in _RUNNING or passage.id in rows:
            continue
        for start, end in sentences(passage.text):
            if _opener().match(plain(passage.text[start:end])):
                yield passage, start, len(passage.text)
                break


def commended(outline: Outline, rows: frozenset[str]) -> Iterator[Passage]:
    """Yield short paragraphs elsewhere that the review itself calls good practice."""
    for passage in outline.passages:
        short = len(passage.text.split()) <= _COMMENDING_WORDS
        if passage.kind not in _RUNNING or passage.id in rows or not short:
            continue
        if _commends().search(plain(passage.text)):
            yield passage


def _number(passage: Passage) -> str | None:
    return passage.number or split_number(passage.text)[0]


@cache
def _inline() -> re.Pattern[str]:
    return re.compile(load_rules("lessons")["inline"]["pattern"], re.IGNORECASE)


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(load_rules("lessons")["sections"]["marked"], re.IGNORECASE)


@cache
def _not_heading() -> re.Pattern[str]:
    return _any(load_rules("lessons")["not"]["heading"])


@cache
def _opener() -> re.Pattern[str]:
    return _any(load_rules("lessons")["running"]["openers"])


@cache
def _commends() -> re.Pattern[str]:
    return _any(load_rules("lessons")["running"]["commends"])


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
