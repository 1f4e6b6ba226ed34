"""The default engine: tantivy, an inverted index in Rust with immutable segments."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy

from graph.errors import LibraryBusy, LibraryDamaged
from search.engine import check_page, facet_named
from search.entry import Entry, EntryKind, entry_from_json
from search.fields import Facet
from search.highlight import Highlighter
from search.query import Query
from search.results import FacetCounts, Hit, Results, Sort
from search.tantivy_schema import index_document, index_schema
from search.tantivy_translation import is_scored, to_tantivy

__all__ = ["ENGINE", "TantivyEngine"]

_HEAP = 128_000_000  # bytes that one writer may hold before it writes a segment
# tantivy replaces these files; every other one is written once and then only read.
_REPLACED = ("meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock")
# Values of one facet that are counted: more than any vocabulary has, or boards.
_FACET_VALUES = 10_000
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
        wanted = _with_filters(query, self._schema)
        total, ranked = self._ranked(wanted, offset, size, sort, scored=is_scored(query.tree))
        marker = Highlighter(query.tree) if highlight else None
        hits = []
        for score, address in ranked:
            entry = self._entry(address)
            snippet = marker.snippet(entry.text) if marker else ""
            hits.append(Hit(entry, score, snippet))
        return Results(tuple(hits), total, page, size, self._count_facets(wanted, counted))

    def ids(self, query: Query) -> Iterator[str]:
        """Yield the ids of all hits, newest first (see `IndexReader`)."""
        wanted = _with_filters(query, self._schema)
        found = self._searcher.search(
            wanted,
            max(1, self._searcher.num_docs),
            order_by_field="newest",
            order=tantivy.Order.Asc,
        )
        for _, address in found.hits:
            yield self._entry(address).id

    def count(self) -> int:
        """Return the number of entries in the index."""
        return self._searcher.num_docs

    def close(self) -> None:
        """Let go of the index's files (tantivy does when nothing refers to them)."""

    def _ranked(
        self, query: tantivy.Query, offset: int, size: int, sort: Sort, *, scored: bool
    ) -> tuple[int, list[_Ranked]]:
        if sort is Sort.RELEVANCE and scored:
            return self._by_score(query, offset, size)
        key = "oldest" if sort is Sort.OLDEST else "newest"
        found = self._searcher.search(
            query, size, offset=offset, order_by_field=key, order=tantivy.Order.Asc
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

    def _entry(self, address: tantivy.DocAddress) -> Entry:
        stored = self._searcher.doc(address).get_first("entry")
        return entry_from_json(bytes(stored or b""))

    def _count_facets(
        self, query: tantivy.Query, facets: Iterable[Facet]
    ) -> dict[str, FacetCounts]:
        asked = {facet.name: _aggregation(facet) for facet in facets}
        if not asked:
            return {}
        counted = self._searcher.aggregate(query, asked)
        return {name: _buckets(counted[name]["buckets"]) for name in asked}


def _aggregation(facet: Facet) -> dict[str, object]:
    terms = {"field": facet.field, "size": _FACET_VALUES, "segment_size": _FACET_VALUES}
    return {"terms": terms}


def _buckets(buckets: list[dict[str, object]]) -> FacetCounts:
    counted = ((_value(one["key"]), int(str(one["doc_count"]))) for one in buckets)
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))


def _value(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


def _with_filters(query: Query, schema: tantivy.Schema) -> tantivy.Query:
    wanted = to_tantivy(query.tree, schema)
    if query.conditions is None:
        return wanted
    # Filters narrow what is found; they say nothing about its relevance.
    narrowed = tantivy.Query.const_score_query(to_tantivy(query.conditions, schema), 0.0)
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, narrowed)]
    )


def _total(found: tantivy.SearchResult) -> int:
    # The count is missing from tantivy's own type stubs.
    return int(getattr(found, "count"))  # noqa: B009


ENGINE = TantivyEngine()
