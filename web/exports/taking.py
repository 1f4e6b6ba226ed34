"""What is exported: the results of a search, the cases they belong to, or a list by its ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from search.engine import IndexReader
from search.nodes import OneOf
from search.query import Query, read_query
from web.exports.items import Item, case_items, entry_items

__all__ = ["Taken", "cases_of", "listed", "results_of"]


@dataclass(frozen=True, slots=True)
class Taken:
    """Items to be read once, and how many results they are made from."""

    items: Iterator[Item]
    total: int


def results_of(reader: IndexReader, query: Query) -> Taken:
    """Return all results of a search, newest first; raises QueryInvalid as `search` does."""
    return Taken(entry_items(reader.entries(query)), _total(reader, query))


def cases_of(reader: IndexReader, query: Query, labels: Mapping[str, str]) -> Taken:
    """Return the cases that results of a search belong to, with the printed label of each."""
    return Taken(case_items(reader.entries(query), labels), _total(reader, query))


def listed(reader: IndexReader, ids: Iterable[str]) -> Taken:
    """Return the entries of these ids that the index holds, newest first."""
    query = replace(read_query(""), tree=OneOf("id", tuple(sorted(set(ids)))))
    return Taken(entry_items(reader.entries(query)), _total(reader, query))


def _total(reader: IndexReader, query: Query) -> int:
    return reader.search(query, size=1, highlight=False).total
