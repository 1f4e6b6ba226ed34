"""The title page: which leading headings are title lines, and what the title is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.model import PassageKind
from ingest.reading import BlockKind
from ingest.structure.marks import Mark
from ingest.structure.pieces import Piece
from ingest.structure.rules import fold, layout, section_rule

__all__ = ["title_lines", "title_of"]

# A sentence on the title page ("This report is ...") ends the title lines.
_SENTENCE = 8
# A line of the title page is no longer.
_LINE, _LINE_CHARACTERS = 25, 300
# A title of so few words says only what kind of review it is.
_BARE_TITLE = 5
# No section's own name is longer.
_SECTION_NAME = 8
# A page's own title ends in the name of its site.
_SITE = r"\s+[|\u2013\u2014]\s+|\s+-\s+GOV\.UK\b"
# What a programme that shortens a title leaves out of its middle, at most.
_ELISION, _LEFT_OUT = r"\s*(?:\.\.\.|\u2026)\s*", 80
# Names that are also the first words of titles: "Learning review: Callum", "Child R".
_SHARED_NAMES = frozenset(
    {
        PassageKind.LESSON,
        PassageKind.POLICY,
        PassageKind.ANALYSIS,
        PassageKind.RECOMMENDATION,
        PassageKind.NARRATIVE,
        PassageKind.FINDING,
    }
)


def title_lines(pieces: Sequence[Piece], marks: Sequence[Mark], dropped: frozenset[int]) -> int:
    """Return how many of the leading headings belong to the title page."""
    passed = dropped | {mark.index for mark in marks}
    prose = next(
        (i for i, one in enumerate(pieces) if i not in passed and _is_sentence(one)),
        len(pieces),
    )
    count = 1 if marks and marks[0].level and _is_title_line(marks, 0) else 0
    while count < len(marks) and marks[count].index < prose and _is_title_line(marks, count):
        count += 1
    return count


def title_of(front: Sequence[Piece], declared: str) -> str:
    """Return the document's title by the pieces of its title page.

    A cell or line "Title: ..." wins, then the highest heading or first line
    that speaks of a review, then `declared` (the format's own), then any line.
    """
    for piece in front:
        stated = _stated(piece)
        if stated:
            return stated
    lines = [one for one in front if _is_line(one)]
    levels = [one.level for one in lines if one.kind is BlockKind.HEADING and one.level]
    named = [one for one in lines if _is_named(one)]
    high = [one for one in named if levels and one.level == min(levels)]
    speaking = [one for one in high or named if layout().title.search(fold(one.text))]
    chosen = next(iter(high or speaking), None)
    told = declared and not layout().junk_titles.search(fold(declared))
    title = "" if chosen is None else _with_subject(chosen, lines)
    if title and not (told and title.endswith(":")):
        return title
    if told:
        return _in_full(re.split(_SITE, declared)[0].strip(), front)
    rest = [_plain(one) for one in [*named, *lines] if not layout().dates.search(fold(one.text))]
    return next(iter(rest), "")


def _in_full(title: str, front: Sequence[Piece]) -> str:
    """Return a title whose middle was cut out as the title page prints it, if it does."""
    parts = [re.escape(part) for part in re.split(_ELISION, title)]
    if len(parts) == 1 or not all(parts):
        return title
    whole = re.compile(rf"[^\n]{{1,{_LEFT_OUT}}}?".join(parts))
    found = next((match for piece in front if (match := whole.search(_plain(piece)))), None)
    return found[0] if found else title


def _is_line(piece: Piece) -> bool:
    short = piece.words <= _LINE and len(piece.text) <= _LINE_CHARACTERS
    return short and piece.kind is not BlockKind.TABLE_ROW


def _stated(piece: Piece) -> str:
    """Return the title that a line or a table row names as such, else ""."""
    texts = [
        " ".join(piece.text[one.start - piece.start : one.end - piece.start].split())
        for one in piece.cells
    ]
    columns = [(cell.header, text) for cell, text in zip(piece.cells, texts, strict=True)]
    for name, text in [*columns, *pairwise(texts)]:
        if layout().title_cells.search(fold(name).rstrip(" :")):
            return text
    for text in texts or [piece.text]:
        found = re.match(r"\s*Title:[ \t]*([^\t\n|]+)", text)
        if found:
            return found[1].strip()
    return ""


def _is_named(piece: Piece) -> bool:
    folded = fold(piece.text)
    look = layout()
    if look.dates.search(folded) or look.answers.search(folded):
        return False
    if look.reference_titles.search(folded):
        return False
    if folded.endswith((";", ",")) or (folded.endswith(".") and piece.words >= _SENTENCE):
        return False
    return not layout().body.search(folded)


def _with_subject(chosen: Piece, lines: Sequence[Piece]) -> str:
    """Add the line below when it names whom the review is about: "CHILD R"."""
    title = _plain(chosen)
    below = next((one for one in lines if one.start > chosen.start), None)
    unfinished = title.endswith(":") and below is not None and _is_named(below)
    completed = below is not None and (_is_subtitle(chosen, below) or _names_subject(below))
    if below is None or not (completed or unfinished):
        return title
    subject = _plain(below)
    if title.endswith(":"):
        return f"{title} {subject}"
    return title if fold(subject) in fold(title) else f"{title.rstrip(' :')}: {subject}"


def _names_subject(piece: Piece) -> bool:
    return bool(layout().subject.search(fold(piece.text)))


def _is_subtitle(chosen: Piece, below: Piece) -> bool:
    """Say whether a heading completes a title that names only the kind of review."""
    headings = chosen.kind is BlockKind.HEADING and below.kind is BlockKind.HEADING
    return headings and chosen.words <= _BARE_TITLE and _is_named(below)


def _plain(piece: Piece) -> str:
    return " ".join(piece.text.split()).strip("*_# ")


def _is_sentence(piece: Piece) -> bool:
    return (
        piece.words >= _SENTENCE and piece.last in ".!?" and piece.kind is not BlockKind.TABLE_ROW
    )


def _is_title_line(marks: Sequence[Mark], at: int) -> bool:
    mark = marks[at]
    if mark.number is not None and mark.number.text:
        return False
    folded, look, rule = fold(mark.text), layout(), section_rule(mark.name)
    shared = rule is None or rule.kind in _SHARED_NAMES
    below = (other.level for other in marks[at + 1 :] if other.level)
    sole = bool(mark.level) and all(level > mark.level for level in below)
    speaks = bool(look.title.search(folded)) and not re.match(r"(wh|how|about|the )", folded)
    directly = at + 1 < len(marks) and marks[at + 1].index == mark.index + 1
    named = bool(look.subject.search(folded))
    if sole and (rule is None or at == 0):
        return shared
    if sole and len(folded.split()) > _SECTION_NAME and marks[at - 1].index + 1 == mark.index:
        return True  # the title's second line, all other headings being lower than both
    if rule is None:
        return speaks or directly or named or bool(look.body.search(folded))
    long = len(folded.split()) > 2  # noqa: PLR2004 - "Lessons learned" is a section
    subtitle = directly and bool(look.subtitle.search(folded))
    return shared and (named or subtitle or (speaks and long))
