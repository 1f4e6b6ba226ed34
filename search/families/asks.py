"""What a lesson or recommendation says, in a line of its own words."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["in_a_line"]

_LONGEST = 110  # characters of a line
_SHORTEST = 25  # of what is left behind the addressee; less says too little
_CUT = "…"


def in_a_line(text: str, *, asked: bool) -> str:
    """Return the opening of a text, cut between words; `asked` leaves out who is asked.

    Nothing is put into other words: but for a capital at the beginning and an
    ellipsis at the end, the line stands in the text (runs of spaces as one).

    >>> in_a_line("The Board should relaunch its escalation policy.", asked=True)
    'Relaunch its escalation policy'
    """
    plain = " ".join(text.split())
    opening = _asking().match(plain) if asked else None
    if opening and len(plain) - opening.end() >= _SHORTEST:
        plain = plain[opening.end() :]
    sentence = _sentence().match(plain)
    shown = sentence.group() if sentence and len(sentence.group()) >= _SHORTEST else plain
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:-–(") + _CUT
    shown = shown.rstrip(" .;:,")
    return shown[:1].upper() + shown[1:]


@cache
def _asking() -> re.Pattern[str]:
    # The first modal within reach, and the words after it that every recommendation has.
    return re.compile(
        r".{0,160}?"
        r"\b(?:should|must|shall|needs? to|(?:is|are) (?:asked |required |expected )?to)\s+"
        r"(?:also\s+|therefore\s+|now\s+|always\s+)?"
        r"(?:(?:ensure|make sure|assure itself|assure themselves|satisfy itself|seek assurance)"
        r"\s+that\s+)?",
        re.IGNORECASE,
    )


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(r".+?[.!?](?=\s+[A-Z“\"(])")
