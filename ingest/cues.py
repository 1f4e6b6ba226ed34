"""Weighted cues: which concepts the words of a text support best.

A rules file has `threshold`, `most` and a table `cues` of concept id ->
[pattern, weight] pairs, and may have a second one, `broad`, of the same make;
the same reading serves themes and actions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.rulebook import load_rules

__all__ = ["CueTable", "cue_table", "supported", "weighed"]


@dataclass(frozen=True, slots=True)
class CueTable:
    """Concept -> weighted patterns, and how many concepts a text may have."""

    cues: tuple[tuple[str, tuple[tuple[re.Pattern[str], int], ...]], ...]
    threshold: int
    most: int


@cache
def cue_table(name: str, table: str = "cues") -> CueTable:
    """Return one table of cues of `ingest/rules/<name>.toml`, compiled on first use."""
    rules = load_rules(name)
    return CueTable(
        cues=tuple(
            (
                concept,
                tuple((re.compile(_lowered(pattern)), weight) for pattern, weight in rows),
            )
            for concept, rows in rules[table].items()
        ),
        threshold=rules["threshold"],
        most=rules["most"],
    )


def _lowered(pattern: str) -> str:
    """Return a pattern for text in small letters: twice as fast as one that ignores capitals."""
    return re.sub(
        r"\\.|[A-Z]", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), pattern
    )


def weighed(text: str, table: CueTable) -> dict[str, int]:
    """Return per concept the weights of the patterns found, each counted once however often.

    Capitals are ignored.
    """
    text = text.lower()
    return {
        concept: sum(weight for pattern, weight in rows if pattern.search(text))
        for concept, rows in table.cues
    }


def supported(told: dict[str, int], broad: dict[str, int], table: CueTable) -> tuple[str, ...]:
    """Return the best supported concepts, heaviest first, then in the order of the file.

    `told` are the weights of the telling cues, `broad` those of the broad ones. A
    concept that only broad cues support needs more where a telling cue names another.
    """
    limit = table.threshold + any(weight >= table.threshold for weight in told.values())
    scored = [
        (told.get(concept, 0) + broad.get(concept, 0), concept)
        for concept in dict.fromkeys((*told, *broad))
        if told.get(concept, 0) >= table.threshold
        or told.get(concept, 0) + broad.get(concept, 0) >= limit
    ]
    ranked = sorted(scored, key=lambda pair: -pair[0])
    return tuple(concept for _, concept in ranked[: table.most])
