"""Which factors are present in the same cases as one factor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.patterns.sources import read_pairs
from graph.vocabulary import Vocabulary
from web.content.kept import kept
from web.snapshot import Snapshot

__all__ = ["Companion", "companions", "present_in"]

# Factor -> the cases in which it is present, one bit each: two are met with one AND.
_Present = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Companion:
    """Another factor, and in how many of the cases it is present."""

    id: str
    label: str
    cases: int


def present_in(shown: Snapshot, least: float) -> _Present:
    """Return in which cases each factor is present, links below the confidence `least` left out.

    It is read once for each generation.
    """
    return kept(shown, ("present", least), lambda: _present(shown, least))


def companions(
    shown: Snapshot, vocabulary: Vocabulary, concept: str, least: float, most: int
) -> list[Companion]:
    """Return the factors present where `concept`, or a narrower one, is: the most often met first.

    What lies above or below the factor itself is no company.
    """
    present = present_in(shown, least)
    below = vocabulary.narrower(concept)
    kin = below | vocabulary.broader(concept)
    cases = 0
    for one in below:
        cases |= present.get(one, 0)
    found = [
        Companion(other, vocabulary.label(other), met)
        for other, bits in present.items()
        if other in vocabulary and other not in kin
        if (met := (bits & cases).bit_count())
    ]
    return sorted(found, key=lambda one: (-one.cases, one.label, one.id))[:most]


def _present(shown: Snapshot, least: float) -> _Present:
    numbers: dict[str, int] = {}
    found: dict[str, int] = defaultdict(int)
    for case, factor in read_pairs(shown.graph, "risk-factor", (), least=least):
        found[factor] |= 1 << numbers.setdefault(case, len(numbers))
    return dict(found)
