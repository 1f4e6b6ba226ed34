"""Headings printed at the head of a paragraph: "What we shall do. We have agreed that ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model import PassageKind
from ingest.structure.pieces import Piece
from ingest.structure.rules import fold, layout, section_rule, sections

__all__ = ["begins_with_ordinal", "heading_of", "opened_by", "run_in_heading"]

# What such a heading may open; a story or a conclusion runs on without one.
_OPENED = frozenset(
    {
        PassageKind.RECOMMENDATION,
        PassageKind.LESSON,
        PassageKind.FINDING,
        PassageKind.GOOD_PRACTICE,
        PassageKind.ACTION_TAKEN,
        PassageKind.QUESTION,
    }
)
# A longer first sentence says something of its own.
_WORDS, _CHARACTERS = 8, 70
# So few words behind a heading only introduce what comes next.
_INTRODUCES = 15
_FIRST = re.compile(
    r"\s*(?P<name>[A-Z][^.:?\n]{2,69})(?P<stop>[.:?])[\"'\u201d\u2019]?(?:\s+(?=\S)|$)"
)


@lru_cache(maxsize=4096)
def run_in_heading(text: str) -> tuple[int, PassageKind] | None:
    """Return where the words behind a heading inside a paragraph begin, and what it opens.

    The heading is a short first sentence that names a part of a report and says
    nothing else: "Learning identified.", "My recommendations, then."
    """
    found = _FIRST.match(text[: 2 * _CHARACTERS])
    if found is None or len(found["name"].split()) > _WORDS:
        return None
    rule = section_rule(found["name"])
    if rule is None or rule.kind not in _OPENED or sections().says.search(found["name"].lower()):
        return None
    return found.end(), rule.kind


def opened_by(piece: Piece) -> PassageKind | None:
    """Return what a paragraph opens that is hardly more than a heading: "Lessons. I see three."."""
    found = heading_of(piece)
    short = found is not None and len(piece.text[found[0] :].split()) <= _INTRODUCES
    return found[1] if found is not None and short else None


def heading_of(piece: Piece) -> tuple[int, PassageKind] | None:
    """Return `run_in_heading` of an unnumbered piece, None for any other."""
    return run_in_heading(piece.text) if piece.number is None else None


def begins_with_ordinal(text: str) -> bool:
    """Say whether a paragraph begins to count: "First, that the risk did not fall ..."."""
    return bool(layout().ordinal.match(fold(text[:_CHARACTERS])))
