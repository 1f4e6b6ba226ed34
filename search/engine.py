"""The contract of a search engine, and the engines there are.

One writer at a time builds an index; readers open it for reading only. What an
engine may differ in is the score; what it finds, counts and marks is the same
for all, and tests/search/test_engines.py holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, cast

from graph.errors import QueryInvalid, UsageInvalid
from search.casebook import Casebook
from search.entry import Entry
from search.fields import FACETS, Facet
from search.limits import DEFAULT_QUERY_LIMITS
from search.profiles import Profile
from search.query import Query
from search.results import Results, Sort

__all__ = [
    "DEFAULT_ENGINE",
    "ENGINES",
    "WORDS_KNOWN",
    "IndexReader",
    "IndexWriter",
    "SearchEngine",
    "check_page",
    "facet_named",
    "get_engine",
]

DEFAULT_ENGINE = "tantivy"
# Words of one field that a reader hands out: rarer ones are mostly misprints.
WORDS_KNOWN = 50_000
# Loaded when asked for, so that a missing package breaks only its own engine.
_MODULES = {"tantivy": "search.tantivy_engine", "whoosh": "search.whoosh_engine"}
ENGINES = tuple(_MODULES)


class IndexReader(Protocol):
    """Searches one index as it was when opened."""

    @property
    def casebook(self) -> Casebook:
        """The facts of all cases and reviews of the index."""
        ...

    def search(
        self,
        query: Query,
        *,
        page: int = 1,
        size: int = 10,
        sort: Sort = Sort.RELEVANCE,
        facets: Iterable[str] = (),
        highlight: bool = True,
    ) -> Results:
        """Return one page of hits (the first is 1) with the facets asked for.

        Raises QueryInvalid for an unknown facet or a page beyond the limits;
        a page after the last is empty.
        """
        ...

    def entries(self, query: Query, sort: Sort = Sort.NEWEST) -> Iterator[Entry]:
        """Yield all hits in an order, without a limit; by date those of one document together.

        By relevance as far as pages go (`QueryLimits.window`), then newest first.
        """
        ...

    def ids(self, query: Query) -> Iterator[str]:
        """Yield the ids of all hits, newest first, without a limit."""
        ...

    def words(self, field: str) -> Mapping[str, int]:
        """Return the commonest words of a field of words, each with its number of entries."""
        ...

    def count(self) -> int:
        """Return the number of entries in the index."""
        ...

    def close(self) -> None:
        """Let go of the index's files."""
        ...


class IndexWriter(Protocol):
    """Changes one index; nothing is seen by readers before `commit`.

    As a context manager it closes without committing.
    """

    def add(self, entries: Iterable[Entry]) -> int:
        """Add entries and return their number; a review's entry replaces its earlier one."""
        ...

    def add_profiles(self, profiles: Iterable[Profile]) -> None:
        """Add what documents say of whole cases; deleted with their document or review."""
        ...

    def delete_document(self, document: str) -> None:
        """Take out every entry of one document."""
        ...

    def delete_review(self, review: str) -> None:
        """Take out every entry of one review."""
        ...

    def commit(self) -> None:
        """Write all changes to disk, whole or not at all."""
        ...

    def close(self) -> None:
        """Drop what is not committed and let others write."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class SearchEngine(Protocol):
    """One kind of index on disk. Never open an index that we did not build."""

    name: str

    def write(self, path: Path) -> IndexWriter:
        """Return the writer of the index at `path`, made there if there is none.

        Raises LibraryBusy while another writer holds it.
        """
        ...

    def read(self, path: Path) -> IndexReader:
        """Return a reader; raises LibraryDamaged where no index can be opened."""
        ...

    def clone(self, source: Path, target: Path) -> None:
        """Make `target` an index equal to `source` that can be written on its own.

        Files that are never changed in place are hard-linked, so a clone costs
        no space and next to no time.
        """
        ...


def get_engine(name: str = DEFAULT_ENGINE) -> SearchEngine:
    """Return an engine by name; raises UsageInvalid for one there is not."""
    if name not in _MODULES:
        raise UsageInvalid(f"There is no engine {name!r}. Choose one of {', '.join(ENGINES)}.")
    return cast("SearchEngine", import_module(_MODULES[name]).ENGINE)


def check_page(page: int, size: int) -> int:
    """Return the offset of a page's first hit; raises QueryInvalid beyond the limits."""
    limits = DEFAULT_QUERY_LIMITS
    if page < 1 or not 1 <= size <= limits.page_size:
        raise QueryInvalid(
            f"There is no page {page} of {size} hits. Pages count from 1"
            f" and hold 1 to {limits.page_size}."
        )
    if page * size > limits.window:
        raise QueryInvalid(
            f"Only the first {limits.window:,} hits can be paged through."
            " Narrow the search with a filter, or export all results."
        )
    return (page - 1) * size


def facet_named(name: str) -> Facet:
    """Return a facet by name; raises QueryInvalid for one there is not."""
    if name not in FACETS:
        raise QueryInvalid(f"There is no facet {name!r}. Choose among {', '.join(FACETS)}.")
    return FACETS[name]
