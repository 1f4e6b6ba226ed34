"""Items that are no blocks of their own: in one paragraph, or in the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import PassageKind
from ingest.structure.kinds import standing_end
from ingest.structure.pieces import Piece
from ingest.structure.rules import fold, layout, sections

__all__ = ["Cut", "after_standing", "inline_items", "row_number", "run_in_parts"]

# A list has at least two items, and each of them some words.
_FEWEST = 2
_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a passage: its printed number ("" for none), its span, its own kind if any."""

    number: str
    start: int
    end: int
    kind: PassageKind | None


# A lead-in that its items complete: "The Trust will: (a) ...".
_UNFINISHED = re.compile(r"\b(?:will|to|would|can)\s*:?\s*$")
_RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_ORDINAL = re.compile(
    r"(?:^|(?<=[.;:?!]\s))(?:(?:The|And|My)\s+)?"
    r"((?i:first|second|third|fourth|fifth|sixth|seventh)(?:ly)?)(?=,|:|\s+(?:is|was|that|concerns)\b)"
)


@cache
def _marker() -> re.Pattern[str]:
    """Match "(1) ", "1) ", "1. " or "(a) " after the end of a sentence, a colon or "; and"."""
    return re.compile(
        r"(?:^|(?<=[.;:,?!\-\u201d\"]))\s*(?:(?:and|or)\s+)?"
        r"(\(\d{1,2}\)|\d{1,2}[.)](?=\s+[A-Z\u201c\"])|\([a-h]\))\s+(?=[A-Za-z\u201c\"])"
    )


def inline_items(piece: Piece) -> tuple[Cut, ...]:
    """Return each item of a numbered list run into one paragraph, else nothing.

    Only a count that begins with 1 and misses nothing is a list. One whose
    lead-in already asks ("The Board should: (1) ...") is a single request.
    """
    text = piece.text
    starts: list[tuple[str, int]] = []
    for found in _marker().finditer(text):
        if _count(found[1].strip("().")) == len(starts) + 1:
            starts.append((found[1], found.start(1)))
    if len(starts) < _FEWEST:
        return _ordinals(piece)
    lead = fold(text[: starts[0][1]])
    if layout().asking.search(lead) or _UNFINISHED.search(lead):
        return ()
    cuts = _between(piece, [(number.rstrip("."), start, None) for number, start in starts])
    short = any(len(text[one.start - piece.start :].split()) < _WORDS for one in cuts)
    return () if short else cuts


def _count(token: str) -> int:
    return int(token) if token.isdigit() else ord(token) - ord("a") + 1


def _ordinals(piece: Piece) -> tuple[Cut, ...]:
    """Return the parts of "First, ... Second, ... Third, ...", else nothing."""
    starts: list[int] = []
    for found in _ORDINAL.finditer(piece.text):
        if _RANKS.get(found[1].lower().removesuffix("ly"), 0) == len(starts) + 1:
            starts.append(found.start(1))
    if len(starts) < _FEWEST:
        return ()
    return _between(piece, [("", start, None) for start in starts])


def run_in_parts(piece: Piece) -> tuple[Cut, ...]:
    """Return the parts of an abstract that begin with a heading inside the paragraph.

    A paragraph that only begins with one ("Learning: ...") is one part.
    """
    found = sorted(
        (match.start(), kind)
        for kind, pattern in sections().run_ins
        for match in pattern.finditer(piece.text)
    )
    return _between(piece, [("", start, kind) for start, kind in found])


def after_standing(piece: Piece) -> tuple[Cut, ...]:
    """Return what follows a coroner's standing words in the same paragraph, if anything."""
    start = standing_end(piece.text)
    return _between(piece, [("", start, None)]) if start else ()


def _between(piece: Piece, marks: Sequence[tuple[str, int, PassageKind | None]]) -> tuple[Cut, ...]:
    """Return the spans from each mark to the next."""
    if not marks:
        return ()
    edges = [*(start for _, start, _ in marks[1:]), len(piece.text)]
    return tuple(
        Cut(
            number=number if number.startswith("(") else number.rstrip(")"),
            start=piece.start + start,
            end=piece.start + start + len(piece.text[start:edge].rstrip()),
            kind=kind,
        )
        for (number, start, kind), edge in zip(marks, edges, strict=True)
    )


def row_number(piece: Piece) -> str:
    """Return the number in a table row's first cell ("Rec 1a", "PS1", "4"), else ""."""
    if not piece.cells:
        return ""
    first = piece.cells[0]
    text = piece.text[first.start - piece.start : first.end - piece.start].strip()
    named = layout().number_columns.search(fold(first.header).strip(" .:"))
    shaped = _code().fullmatch(text)
    if shaped is None or not (named or any(mark.isdigit() for mark in text)):
        return ""
    bare = shaped["value"]
    return text.rstrip(".:") if bare is None else bare


@cache
def _code() -> re.Pattern[str]:
    """Match what a numbering column holds: "4", "4.2", "R1", "SA-2", "B", "Recommendation 3"."""
    return re.compile(
        r"(?:(?i:recommendation|action|finding)\s+(?P<value>\d{1,3}[a-z]?))\W?"
        r"|(?:[A-Za-z]{1,6}[-\s]?)?\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?[.:)]?|[A-Za-z]{1,4}[.:)]?"
    )
