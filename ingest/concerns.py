"""A coroner's concerns: where they stand in a report, and each by itself."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.model import Passage, PassageKind
from ingest.outline import Outline
from ingest.rulebook import load_rules

__all__ = ["concern_passages", "concerns_in", "is_recipients"]

_KINDS = frozenset({PassageKind.LESSON, PassageKind.BOILERPLATE, PassageKind.ANALYSIS})

# One number alone is the passage's own; two begin a count.
_FEWEST_COUNTED = 2


@dataclass(frozen=True, slots=True)
class _Rules:
    sent_to: str
    preamble: re.Pattern[str]
    standard: re.Pattern[str]
    heading: re.Pattern[str]
    item: re.Pattern[str]


def concern_passages(outline: Outline) -> frozenset[str]:
    """Return the passages (ids) that hold concerns; empty for any document but a coroner's."""
    if not any(is_recipients(passage) for passage in outline.passages):
        return frozenset()
    return frozenset(
        passage.id
        for passage in outline.passages
        if passage.kind in _KINDS
        and passage.section
        and _rules().heading.search(passage.section[-1])
    )


def concerns_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each concern in a passage, behind the standard words."""
    yield from _counted(text, _begin(text))


def is_recipients(passage: Passage) -> bool:
    """Say whether a passage lists the bodies that a coroner's report is sent to."""
    path = " ".join(passage.section).casefold()
    return _rules().sent_to in path or _rules().sent_to in passage.text[:200].casefold()


@cache
def _rules() -> _Rules:
    data = load_rules("lessons")["concerns"]
    return _Rules(
        sent_to=data["sent_to"],
        preamble=re.compile(data["preamble"], re.IGNORECASE | re.DOTALL),
        standard=re.compile(data["standard"], re.IGNORECASE | re.DOTALL),
        heading=re.compile(data["heading"], re.IGNORECASE),
        item=re.compile(data["item"]),
    )


def _begin(text: str) -> int:
    """Return where the concerns begin, behind the standard words."""
    preamble = _rules().preamble.match(text)
    if preamble:
        return preamble.end()
    standard = _rules().standard.match(text)
    return standard.end() if standard else 0


def _counted(text: str, begins: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a block that a running count (1), (2), (3) divides."""
    cuts: list[int] = []
    wanted: int | None = None
    for match in _rules().item.finditer(text, begins):
        count = int(match["count"])
        if wanted is None or count == wanted:
            cuts.append(match.start())
            wanted = count + 1
    if len(cuts) < _FEWEST_COUNTED:
        yield begins, len(text)
        return
    edges = [begins, *cuts] if text[begins : cuts[0]].strip() else cuts
    yield from itertools.pairwise([*edges, len(text)])
