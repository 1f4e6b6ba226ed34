"""Which passages of a document tell its lessons, and where they are told when no section does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graph.model import Passage, PassageKind
from ingest.outline import Outline, TableRow
from ingest.recommendations.wording import plain, split_number, wording
from ingest.rulebook import load_rules
from ingest.sentences import Span, sentences

__all__ = [
    "commended",
    "is_headed_otherwise",
    "lesson_passages",
    "praises",
    "told_in_running_text",
    "told_in_tables",
]

_KINDS = frozenset({PassageKind.LESSON, PassageKind.FINDING, PassageKind.GOOD_PRACTICE})
_ARGUED = frozenset({PassageKind.ANALYSIS, PassageKind.CONCLUSION})
_RUNNING = _ARGUED | {PassageKind.NARRATIVE, PassageKind.CIRCUMSTANCES}
# So few and so short, numbered points of an analysis are its lessons; else it is an argument.
_POINTS, _POINT_WORDS = 12, 70
_FEWEST = 2
_HEADER_WORDS = 8
# Parts that stay what they are, whatever a heading above them promises.
_ELSEWHERE = frozenset(
    {
        PassageKind.ACTION_TAKEN,
        PassageKind.FAMILY_VIEWS,
        PassageKind.FOOTNOTE,
        PassageKind.REFERENCES,
        PassageKind.GLOSSARY,
        PassageKind.QUESTION,
        PassageKind.TERMS_OF_REFERENCE,
    }
)
# A short paragraph that commends is about what it commends.
_COMMENDING_WORDS = 45
_STOP = re.compile(r"(?<=[a-z]{2}[.!?])\s+(?=[A-Z])")
# A sentence that goes on with the one before it.
_POINTS_BACK = re.compile(r"(?:It|This|That|These|Those|He|She|They|There|So)\b")


def lesson_passages(outline: Outline, rows: frozenset[str]) -> list[Passage]:
    """Return the passages of sections that tell lessons, or what stands in for them.

    Where no section is named so: paragraphs labelled "Theme 2:", else numbered
    conclusions, else the few short numbered points of an analysis.
    """
    own = [
        one
        for one in map(_placed, outline.passages)
        if one.kind in _KINDS
        and one.id not in rows
        and not _inline().match(one.text)
        and not is_headed_otherwise(one)
    ]
    if any(one.kind is not PassageKind.GOOD_PRACTICE for one in own):
        return own
    argued = [
        one
        for one in outline.passages
        if one.kind in _ARGUED and one.id not in rows and not one.text.rstrip().endswith("?")
    ]
    labelled = [one for one in argued if _is_labelled(one)]
    if len(labelled) >= _FEWEST:
        return [*own, *labelled]
    concluded = [one for one in argued if one.kind is PassageKind.CONCLUSION and _number(one)]
    if concluded:
        return [*own, *concluded]
    points = [one for one in argued if _number(one)]
    short = all(len(one.text.split()) <= _POINT_WORDS for one in points)
    return [*own, *points] if short and _FEWEST <= len(points) <= _POINTS else own


def is_headed_otherwise(passage: Passage) -> bool:
    """Say whether a passage stands below a heading like "Timeline" or "Learning acted upon"."""
    return bool(passage.section) and bool(_not_heading().search(passage.section[-1]))


def _placed(passage: Passage) -> Passage:
    """Return a passage as what its heading calls it: "What we want people to remember"."""
    if not passage.section or passage.kind in _ELSEWHERE:
        return passage
    heading = plain(passage.section[-1])
    heading = _places("part").sub("", heading)
    if _places("lessons").search(heading):
        return replace(passage, kind=PassageKind.LESSON)
    if _places("praise").search(heading):
        return replace(passage, kind=PassageKind.GOOD_PRACTICE)
    return passage


def told_in_tables(outline: Outline) -> Iterator[tuple[Passage, int, int]]:
    """Yield (passage, start, end) of the lesson in each row of a table of lessons."""
    passages = {one.id: _placed(one) for one in outline.passages}
    for row in outline.rows:
        passage = passages.get(row.passage)
        if passage is None or passage.kind not in _KINDS:
            continue
        cell = _lesson_cell(row)
        if cell is not None:
            yield passage, *cell


def _lesson_cell(row: TableRow) -> Span | None:
    """Return where the lesson of a row stands: below its header, or behind a count."""
    told = [(text, start, end) for header, text, start, end in row.cells if _is_column(header)]
    if not told and len(row.cells) == _FEWEST and _tables("count").match(row.cells[0][1].strip()):
        told = [row.cells[1][1:]]
    return next(((start, end) for text, start, end in told if not _is_column(text)), None)


def _is_column(header: str) -> bool:
    words = plain(header)
    short = len(words.split()) <= _HEADER_WORDS and not _tables("count").match(words)
    return short and bool(_tables("column").search(words))


def _is_labelled(passage: Passage) -> bool:
    """Say whether a paragraph, or the heading right above it, is labelled: "Theme C. ..."."""
    headed = bool(passage.section) and bool(_marked().match(plain(passage.section[-1])))
    return headed or bool(_marked().match(plain(passage.text)))


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
        several = list(_several(passage.text))
        if several:
            yield from ((passage, start, end) for start, end in several)
            continue
        for start, end in sentences(passage.text):
            if _opener().match(plain(passage.text[start:end])):
                yield passage, start, len(passage.text)
                break


def _several(text: str) -> Iterator[Span]:
    """Yield the lessons of a paragraph that tells several: counted, announced or minuted."""
    spans = list(_told(text))
    if not spans:
        return
    told = [plain(text[start:end]) for start, end in spans]
    counted = [start for start, _ in spans if wording().counted.match(text[start:])]
    if _running("counted").match(told[0]) and len(counted) >= _FEWEST:
        yield from pairwise([*counted, len(text)])
    elif _running("announced").match(told[0]):
        yield from _each(text, spans[1:])
    elif _running("thought").match(told[0]) and len(spans) > _FEWEST:
        yield from _each(text, spans)
    else:
        minuted = [span for span, said in zip(spans, told, strict=True) if _is_minuted(said)]
        if len(minuted) > _FEWEST:
            yield from minuted


def _told(text: str) -> Iterator[Span]:
    """Yield sentences; a stop behind a plain word always ends one: "found. JM had ..."."""
    for start, end in sentences(text):
        edges = [start, *(found.end() for found in _STOP.finditer(text, start, end)), end]
        yield from ((left, right) for left, right in pairwise(edges) if left < right)


def _is_minuted(said: str) -> bool:
    return bool(_running("minuted").match(said))


def _each(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield sentences, those that point back joined to the one before."""
    starts = [start for start, end in spans if not _POINTS_BACK.match(text[start:end])]
    if starts:
        yield from pairwise([*starts, spans[-1][1]])


def commended(outline: Outline, rows: frozenset[str]) -> Iterator[Passage]:
    """Yield short paragraphs elsewhere that the review itself calls good practice."""
    for passage in outline.passages:
        if passage.kind not in _RUNNING or passage.id in rows:
            continue
        words = plain(passage.text)
        if len(words.split()) > _COMMENDING_WORDS:
            words = _opening_sentence(words)
        if praises(words):
            yield passage


def _opening_sentence(words: str) -> str:
    """Return the first sentence of a paragraph of some length, "" of a long one."""
    long = len(words.split()) > 2 * _COMMENDING_WORDS
    return "" if long else next((words[start:end] for start, end in sentences(words)), "")


def praises(words: str) -> bool:
    """Say whether the review commends somebody in its own voice."""
    return bool(_commends().search(words))


def _number(passage: Passage) -> str | None:
    return passage.number or split_number(passage.text)[0]


@cache
def _places(name: str) -> re.Pattern[str]:
    told = load_rules("lessons")["places"][name]
    return _any([told] if isinstance(told, str) else told)


@cache
def _tables(name: str) -> re.Pattern[str]:
    return re.compile(load_rules("lessons")["tables"][name], re.IGNORECASE)


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
def _running(name: str) -> re.Pattern[str]:
    return re.compile(load_rules("lessons")["running"][name], re.IGNORECASE)


@cache
def _opener() -> re.Pattern[str]:
    return _any(load_rules("lessons")["running"]["openers"])


@cache
def _commends() -> re.Pattern[str]:
    return _any(load_rules("lessons")["running"]["commends"])


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
