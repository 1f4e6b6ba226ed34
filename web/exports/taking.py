"""What is exported: the results of a search, the cases they belong to, or a list by its ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from search.embedding.store import VectorReader
from search.engine import IndexReader
from search.entry import Entry, EntryKind
from search.hybrid import all_by_meaning
from search.nodes import OneOf
from search.order import Order
from search.query import Query, read_query
from search.results import Sort
from web.exports.items import Item, case_items, entry_items

__all__ = ["Search", "Taken", "cases_of", "listed", "results_of"]

_LISTED = Order(Sort.NEWEST)


@dataclass(frozen=True, slots=True)
class Taken:
    """Items to be read once, and how many results they are made from."""

    items: Iterator[Item]
    total: int


@dataclass(frozen=True, slots=True)
class Search:
    """A search to be taken whole, in the order in which its page shows it.

    By meaning that is what the page counts, of one kind: passages unless the query
    says another. A library without `vectors` is ranked by words.
    """

    reader: IndexReader
    query: Query
    order: Order = _LISTED
    vectors: VectorReader | None = None

    def entries(self) -> tuple[Iterable[Entry], int]:
        """Return the entries found and their number; raises QueryInvalid as `search` does."""
        only, sort = self.query, self.order.sort
        if self.order.meaning:
            kind = _kind(only)
            meant = all_by_meaning(self.reader, self.vectors, only, kind=kind)
            if meant is not None:
                return meant, len(meant)
            only, sort = only.filtered("kind", kind.value), Sort.RELEVANCE
        return self.reader.entries(only, sort), _total(self.reader, only)


def results_of(search: Search) -> Taken:
    """Return all results of a search; raises QueryInvalid as `search` does."""
    entries, total = search.entries()
    return Taken(entry_items(entries), total)


def cases_of(search: Search, labels: Mapping[str, str]) -> Taken:
    """Return the cases that results of a search belong to, with the printed label of each."""
    entries, total = search.entries()
    return Taken(case_items(entries, labels), total)


def listed(reader: IndexReader, ids: Iterable[str]) -> Taken:
    """Return the entries of these ids that the index holds, newest first."""
    query = replace(read_query(""), tree=OneOf("id", tuple(sorted(set(ids)))))
    return Taken(entry_items(reader.entries(query)), _total(reader, query))


def _kind(query: Query) -> EntryKind:
    """Return the kind that a query is narrowed to, passages where it is not."""
    named = {one.value for one in query.filters if one.facet == "kind"}
    return next((kind for kind in EntryKind if kind.value in named), EntryKind.PASSAGE)


def _total(reader: IndexReader, query: Query) -> int:
    return reader.search(query, size=1, highlight=False).total
