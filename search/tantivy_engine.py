"""The default engine: tantivy, an inverted index in Rust with immutable segments."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy
from whoosh import query as q

from graph.errors import LibraryBusy, LibraryDamaged
from search.casebook import Casebook
from search.engine import WORDS_KNOWN, check_page, facet_named
from search.entry import Entry, EntryKind, entry_from_json
from search.fields import Facet
from search.highlight import Highlighter
from search.indexed import PROFILE
from search.limits import DEFAULT_QUERY_LIMITS
from search.nodes import Scope
from search.profiles import Profile, profile_from_json
from search.query import Query
from search.ranking import is_scored, ranked
from search.results import FacetCounts, Hit, Results, Sort
from search.tantivy_facets import aggregation, buckets
from search.tantivy_schema import index_document, index_profile, index_schema
from search.tantivy_translation import finds_profiles, to_tantivy
from search.tantivy_walk import walk

__all__ = ["ENGINE", "TantivyEngine"]

_HEAP = 128_000_000  # bytes that one writer may hold before it writes a segment
# tantivy replaces these files; every other one is written once and then only read.
_REPLACED = ("meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock")
# Hits read beyond a page to see where equal scores end, and by what factor more if not.
_SPARE, _WIDEN = 20, 8

_Ranked = tuple[float, tantivy.DocAddress]


class TantivyEngine:
    """Indexes in folders of their own, one writer and any number of readers each."""

    name = "tantivy"

    def write(self, path: Path) -> TantivyWriter:
        """Return the writer of the index at `path` (see `SearchEngine`)."""
        path.mkdir(parents=True, exist_ok=True)
        try:
            index = tantivy.Index(index_schema(), path=str(path))
            return TantivyWriter(index)
        except ValueError as cause:
            if "lock" in str(cause).lower():
                raise LibraryBusy(
                    f"Another process writes to the index at {path}. Wait for it to end."
                ) from cause
            raise LibraryDamaged(
                f"The index at {path} cannot be written ({cause}). Run: lessons rebuild"
            ) from cause

    def read(self, path: Path) -> TantivyReader:
        """Return a reader of the index at `path` (see `SearchEngine`)."""
        try:
            index = tantivy.Index.open(str(path))
        except (OSError, ValueError) as cause:
            raise LibraryDamaged(
                f"The index at {path} cannot be opened ({cause}). Run: lessons rebuild"
            ) from cause
        if index.schema != index_schema():
            raise LibraryDamaged(f"The index at {path} is of another release. Run: lessons rebuild")
        return TantivyReader(index)

    def clone(self, source: Path, target: Path) -> None:
        """Make `target` an index equal to `source` (see `SearchEngine`)."""
        target.mkdir(parents=True)
        for file in sorted(source.iterdir()):
            if file.name in _REPLACED:
                shutil.copy2(file, target / file.name)
            else:
                os.link(file, target / file.name)


class TantivyWriter:
    """Adds and deletes entries; the last commit is what readers see."""

    def __init__(self, index: tantivy.Index) -> None:
        self._writer: tantivy.IndexWriter | None = index.writer(_HEAP)
        self._changed = False

    @property
    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise LibraryBusy("This writer of the index is closed. Open another one.")
        return self._writer

    def _change(self) -> tantivy.IndexWriter:
        self._changed = True
        return self._open

    def add(self, entries: Iterable[Entry]) -> int:
        """Add entries and return their number (see `IndexWriter`)."""
        number = 0
        writer = self._change()
        for entry in entries:
            if entry.kind is EntryKind.REVIEW:
                # A review reported in several documents is one review.
                writer.delete_documents_by_term("id", entry.id)
            writer.add_document(index_document(entry))
            number += 1
        return number

    def add_profiles(self, profiles: Iterable[Profile]) -> None:
        """Add what documents say of whole cases (see `IndexWriter`)."""
        writer = self._change()
        for profile in profiles:
            writer.add_document(index_profile(profile))

    def delete_document(self, document: str) -> None:
        """Take out every entry of one document."""
        self._change().delete_documents_by_term("document", document)

    def delete_review(self, review: str) -> None:
        """Take out every entry of one review."""
        self._change().delete_documents_by_term("review", review)

    def commit(self) -> None:
        """Write all changes to disk, whole or not at all."""
        self._open.commit()
        self._changed = False

    def close(self) -> None:
        """Drop what is not committed and let others write."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            if self._changed:
                writer.rollback()
            # Segments that a commit put together are only kept when waited for: without
            # this, each generation would add one and searches would slow down.
            writer.wait_merging_threads()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class TantivyReader:
    """Searches the index as it was when opened."""

    def __init__(self, index: tantivy.Index) -> None:
        index.config_reader(reload_policy="manual")
        self._schema = index.schema
        self._searcher = index.searcher()
        self._words: dict[str, dict[str, int]] = {}

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
        """Return one page of hits with the facets asked for (see `IndexReader`)."""
        offset = check_page(page, size)
        counted = [facet_named(name) for name in facets]
        tree = self.casebook.resolve(query.tree)
        wanted = self._query(query, tree)
        scored = sort is Sort.RELEVANCE and is_scored(query.tree)
        placed = self._query(query, self.casebook.resolve(ranked(query.tree))) if scored else wanted
        total, order = self._ranked(placed, offset, size, sort, scored=scored)
        marker = Highlighter(query.tree) if highlight else None
        hits = []
        for score, address in order:
            entry = self._entry(address)
            snippet = marker.snippet(entry.text) if marker else ""
            hits.append(Hit(entry, score, snippet))
        return Results(tuple(hits), total, page, size, self._count_facets(wanted, counted))

    def entries(self, query: Query, sort: Sort = Sort.NEWEST) -> Iterator[Entry]:
        """Yield all hits in an order (see `IndexReader`)."""
        given = set()
        if sort is Sort.RELEVANCE and is_scored(query.tree):
            placed = self._query(query, self.casebook.resolve(ranked(query.tree)))
            for _, at in self._by_score(placed, 0, DEFAULT_QUERY_LIMITS.window)[1]:
                given.add((at.segment_ord, at.doc))
                yield self._entry(at)
        wanted = self._query(query, self.casebook.resolve(query.tree))
        rest = walk(self._searcher, self._schema, wanted, sort.key)
        yield from (self._entry(at) for at in rest if (at.segment_ord, at.doc) not in given)

    def ids(self, query: Query) -> Iterator[str]:
        """Yield the ids of all hits, newest first (see `IndexReader`)."""
        return (entry.id for entry in self.entries(query))

    def words(self, field: str) -> Mapping[str, int]:
        """Return the commonest words of a field (see `IndexReader`)."""
        if field not in self._words:
            self._words[field] = dict(
                self._searcher.terms_with_prefix(field, "", limit=WORDS_KNOWN)
            )
        return self._words[field]

    def count(self) -> int:
        """Return the number of entries in the index."""
        return self._searcher.num_docs - len(self._profiles())

    def close(self) -> None:
        """Let go of the index's files (tantivy does when nothing refers to them)."""

    def _ranked(
        self, query: tantivy.Query, offset: int, size: int, sort: Sort, *, scored: bool
    ) -> tuple[int, list[_Ranked]]:
        if scored:
            return self._by_score(query, offset, size)
        found = self._searcher.search(
            query, size, offset=offset, order_by_field=sort.key, order=tantivy.Order.Asc
        )
        return _total(found), [(0.0, address) for _, address in found.hits]

    def _by_score(self, query: tantivy.Query, offset: int, size: int) -> tuple[int, list[_Ranked]]:
        """Return a page by score, equals newest first.

        tantivy leaves equal scores in the order of its segments, which merging
        changes: so enough hits are read to see the end of the page's last equals.
        """
        needed = offset + size
        limit = needed + _SPARE
        while True:
            found = self._searcher.search(query, limit)
            hits = found.hits
            if len(hits) < limit or hits[-1][0] < hits[needed - 1][0]:
                break
            limit *= _WIDEN
        keys = self._searcher.fast_field_values("newest", [address for _, address in hits])
        order = sorted(range(len(hits)), key=lambda at: (-hits[at][0], keys[at]))
        return _total(found), [hits[at] for at in order[offset:needed]]

    @cached_property
    def casebook(self) -> Casebook:
        """The facts of all cases of the index (see `IndexReader`)."""
        stored = (self._searcher.doc(at).get_first("entry") for at in self._profiles())
        return Casebook(profile_from_json(bytes(one or b"")) for one in stored)

    def _profiles(self) -> list[tantivy.DocAddress]:
        every = self._searcher.search(self._hidden, max(1, self._searcher.num_docs), count=False)
        return [address for _, address in every.hits]

    @cached_property
    def _hidden(self) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, PROFILE, list(map(str, Scope)))

    def _query(self, query: Query, tree: q.Query) -> tantivy.Query:
        """Return what finds a tree among what passes the filters; never a profile."""
        parts = [(tantivy.Occur.Must, to_tantivy(tree, self._schema))]
        if finds_profiles(tree):
            parts.append((tantivy.Occur.MustNot, self._hidden))
        if query.conditions is not None:
            # Filters narrow what is found; they say nothing about its relevance.
            narrowed = to_tantivy(query.conditions, self._schema)
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(narrowed, 0.0)))
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    def _entry(self, address: tantivy.DocAddress) -> Entry:
        stored = self._searcher.doc(address).get_first("entry")
        return entry_from_json(bytes(stored or b""))

    def _count_facets(
        self, query: tantivy.Query, facets: Iterable[Facet]
    ) -> dict[str, FacetCounts]:
        asked = {facet.name: aggregation(facet) for facet in facets}
        if not asked:
            return {}
        counted = self._searcher.aggregate(query, asked)
        return {name: buckets(counted[name]["buckets"]) for name in asked}


def _total(found: tantivy.SearchResult) -> int:
    # The count is missing from tantivy's own type stubs.
    return int(getattr(found, "count"))  # noqa: B009


ENGINE = TantivyEngine()
