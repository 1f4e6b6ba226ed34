"""Recommendations that an officer's comment tells of; the list itself is in an appendix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Passage, PassageKind
from ingest.recommendations.found import Found
from ingest.rulebook import load_rules

__all__ = ["from_comments"]


@dataclass(frozen=True, slots=True)
class _Rules:
    speaks_of: re.Pattern[str]
    told: tuple[re.Pattern[str], ...]


def from_comments(passages: Sequence[Passage]) -> Iterator[Found]:
    """Yield what the comments of a committee paper report of the recommendations."""
    rules = _rules()
    for passage in passages:
        if passage.kind is PassageKind.BOILERPLATE and rules.speaks_of.search(passage.text):
            for pattern in rules.told:
                for match in pattern.finditer(passage.text):
                    text = " ".join(match["at"].split())
                    start = passage.start + match.start("at")
                    yield Found(None, text, passage.id, start, passage.section, listed=False)


@cache
def _rules() -> _Rules:
    table = load_rules("recommendations")["reported"]
    return _Rules(
        speaks_of=re.compile(table["speaks_of"], re.IGNORECASE),
        told=tuple(re.compile(one, re.IGNORECASE) for one in table["told"]),
    )
