"""Passages of one review shown together, under the one that fits best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.results import Hit

__all__ = ["Group", "grouped"]


@dataclass(frozen=True, slots=True)
class Group:
    """The best hit of a review on this page, the others on it, and how many there are in all.

    `review` is empty where a hit belongs to no certain review: it stands alone.
    """

    best: Hit
    others: tuple[Hit, ...]
    review: str
    total: int

    @property
    def elsewhere(self) -> int:
        """How many hits of the review are on other pages."""
        return self.total - len(self.others) - 1


def grouped(hits: Iterable[Hit], totals: Mapping[str, int]) -> tuple[Group, ...]:
    """Return the hits of one page by review, in the order of each review's best hit.

    `totals` says how many hits each review has on all pages.
    """
    gathered: dict[str, list[Hit]] = {}
    for hit in hits:
        # A hit of no review is a group of its own, under a key that no review has.
        gathered.setdefault(hit.entry.review or f"\0{hit.entry.id}", []).append(hit)
    return tuple(_group(key, found, totals) for key, found in gathered.items())


def _group(key: str, found: list[Hit], totals: Mapping[str, int]) -> Group:
    review = "" if key.startswith("\0") else key
    total = max(totals.get(review, 0), len(found)) if review else 1
    return Group(found[0], tuple(found[1:]), review, total)
