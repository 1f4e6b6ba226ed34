"""The risk factors as the tree of the vocabulary, with how many cases have each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.vocabulary import Vocabulary
from web.content.cells import key, whole, words
from web.snapshot import Snapshot

__all__ = ["SCHEME", "FactorNode", "factor_counts", "factor_tree"]

SCHEME = "risk-factor"

# Factor -> status -> cases, the narrower factors counted in.
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class FactorNode:
    """A factor in its first parent's place; `cases` is by status."""

    id: str
    label: str
    cases: Mapping[str, int]
    children: tuple[FactorNode, ...]

    @property
    def size(self) -> int:
        """How many factors stand below this one."""
        return sum(1 + child.size for child in self.children)


def factor_counts(shown: Snapshot, least: float = 0.0) -> Counts:
    """Return how many cases have each factor, or one below it, by status.

    Links below the confidence `least` are not counted.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    query = ("pages/factors-above", least) if least else ("pages/factors", None)
    for row in shown.table(query[0], least=query[1]):
        counts[key(row, "concept")][words(row, "status")] = whole(row, "cases")
    return counts


def factor_tree(
    shown: Snapshot, vocabulary: Vocabulary, least: float = 0.0
) -> tuple[FactorNode, ...]:
    """Return the factors that some case has, under their first parents."""
    counts = factor_counts(shown, least)
    return tuple(
        _node(concept.id, counts, vocabulary)
        for concept in vocabulary.scheme(SCHEME)
        if not concept.broader and counts.get(concept.id)
    )


def _node(concept: str, counts: Counts, vocabulary: Vocabulary) -> FactorNode:
    children = (
        child
        for child in vocabulary.children(concept)
        if counts.get(child) and vocabulary[child].broader[0] == concept
    )
    return FactorNode(
        id=concept,
        label=vocabulary.label(concept),
        cases=counts.get(concept, {}),
        children=tuple(_node(child, counts, vocabulary) for child in children),
    )
