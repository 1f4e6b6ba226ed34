"""What a search gives back, whichever engine ran it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from search.entry import Entry

__all__ = ["FacetCounts", "Hit", "Results", "Sort"]

# A facet's values with their counts, the commonest first, equals by value.
FacetCounts = tuple[tuple[str, int], ...]


class Sort(StrEnum):
    """The order of hits. Equals stand newest first, then in reading order."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"

    @property
    def key(self) -> str:
        """The key of the index by which hits without scores, or of equal ones, stand."""
        return "oldest" if self is Sort.OLDEST else "newest"


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found.

    `score` is comparable within one search only, 0 when not sorted by it.
    `snippet` is HTML that is safe to show: text escaped, `<mark>` the only tag;
    empty where no highlighting was asked for.
    """

    entry: Entry
    score: float
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and what there is to say about all of them.

    `timed_out` says that the engine stopped early: total, hits and facets then
    cover only what it had found.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    size: int
    facets: Mapping[str, FacetCounts] = field(default_factory=dict)
    timed_out: bool = False

    @property
    def pages(self) -> int:
        """The number of pages, 0 when nothing was found."""
        return -(-self.total // self.size)
