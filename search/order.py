"""The order in which a search is shown and taken away: by words, by meaning or by date."""

from __future__ import annotations

from dataclasses import dataclass

from search.results import Sort

__all__ = ["Order"]

_BY_MEANING = "by words and meaning together"
_WORDS = {
    Sort.RELEVANCE: "best match first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
}


@dataclass(frozen=True, slots=True)
class Order:
    """By `sort`; or, where `meaning` is set, by words and meaning together."""

    sort: Sort = Sort.RELEVANCE
    meaning: bool = False

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The names and values of an address; none for the usual order."""
        if self.meaning:
            return (("rank", "meaning"),)
        return () if self.sort is Sort.RELEVANCE else (("sort", self.sort.value),)

    @property
    def by_date(self) -> bool:
        """Whether dates alone say the order: results of one document then stand together."""
        return not self.meaning and self.sort is not Sort.RELEVANCE

    @property
    def words(self) -> str:
        """The order in words."""
        return _BY_MEANING if self.meaning else _WORDS[self.sort]
