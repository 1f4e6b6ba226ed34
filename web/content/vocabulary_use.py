"""How often each concept is used: in how many cases, each counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.patterns.casetable import SCHEMES
from graph.vocabulary import Vocabulary
from web.content.cells import key
from web.content.counting import counting
from web.snapshot import Snapshot

__all__ = ["Uses", "counted"]


class Uses:
    """The cases of each concept, counted scheme by scheme when first asked for.

    The counts are those of the pages of patterns, where these count the scheme.
    """

    def __init__(self, shown: Snapshot, vocabulary: Vocabulary) -> None:
        self._shown = shown
        self._vocabulary = vocabulary
        self._schemes: dict[str, Mapping[str, int]] = {}

    def get(self, concept: str) -> int:
        """Return in how many cases a concept is used, its narrower ones counted in."""
        if concept not in self._vocabulary:
            return 0
        scheme = self._vocabulary[concept].scheme
        if scheme not in self._schemes:
            self._schemes[scheme] = self._counted(scheme)
        return self._schemes[scheme].get(concept, 0)

    def _counted(self, scheme: str) -> Mapping[str, int]:
        if scheme not in SCHEMES:
            rows = self._shown.table("data/role-cases")
            pairs = ((key(row, "concept"), key(row, "case")) for row in rows)
            return counted(pairs, self._vocabulary)
        marks = counting(self._shown).table.marks(scheme)
        numbers = marks.has.sum(axis=0) + marks.outside
        return {name: int(number) for name, number in zip(marks.concepts, numbers, strict=True)}


def counted(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> dict[str, int]:
    """Return how many cases each concept has, given pairs of a concept and a case.

    A case counts for the concept and for everything above it, once.
    """
    cases: dict[str, set[str]] = defaultdict(set)
    for concept, case in pairs:
        cases[concept].add(case)
    above: dict[str, set[str]] = defaultdict(set)
    for concept, own in cases.items():
        for broader in vocabulary.broader(concept) if concept in vocabulary else ():
            above[broader] |= own
    return {concept: len(found) for concept, found in above.items()}
