"""Weighted cues: which concepts the words of a text support best.

A rules file has `threshold`, `most` and a table `cues` of concept id ->
[pattern, weight] pairs; the same reading serves themes and actions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.rulebook import load_rules

__all__ = ["CueTable", "cue_table", "supported"]


@dataclass(frozen=True, slots=True)
class CueTable:
    """Concept -> weighted patterns, and how many concepts a text may have."""

    cues: tuple[tuple[str, tuple[tuple[re.Pattern[str], int], ...]], ...]
    threshold: int
    most: int


@cache
def cue_table(name: str) -> CueTable:
    """Return the cues of `ingest/rules/<name>.toml`, compiled on first use."""
    rules = load_rules(name)
    return CueTable(
        cues=tuple(
            (
                concept,
                tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in rows),
            )
            for concept, rows in rules["cues"].items()
        ),
        threshold=rules["threshold"],
        most=rules["most"],
    )


def supported(text: str, table: CueTable) -> tuple[str, ...]:
    """Return the best supported concepts, heaviest first, then in the order of the file.

    Each pattern counts once however often it is found.
    """
    scored = [
        (sum(weight for pattern, weight in rows if pattern.search(text)), concept)
        for concept, rows in table.cues
    ]
    enough = [(score, concept) for score, concept in scored if score >= table.threshold]
    ranked = sorted(enough, key=lambda pair: -pair[0])
    return tuple(concept for _, concept in ranked[: table.most])
