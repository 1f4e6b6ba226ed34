"""The pure-Python engine: for small libraries, and the oracle of the contract tests.

Whoosh keeps pickles in its files: open only an index that this project built.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from whoosh import fields as whoosh_fields
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh.analysis import RegexTokenizer
from whoosh.collectors import TimeLimitCollector, UnlimitedCollector
from whoosh.searching import Searcher, TimeLimit

from graph.errors import LibraryBusy, LibraryDamaged, QueryTooSlow
from search.casebook import Casebook
from search.engine import WORDS_KNOWN, check_page, facet_named
from search.entry import Entry, EntryKind, entry_from_json, entry_to_json
from search.fields import Facet
from search.highlight import Highlighter
from search.indexed import KEYWORDS, NUMBERS, POSITIONED, PROFILE, WORDS, indexed
from search.limits import DEFAULT_QUERY_LIMITS
from search.nodes import Scope
from search.profiles import Profile, profile_from_json, profile_to_json
from search.query import Query
from search.ranking import is_scored, ranked
from search.results import FacetCounts, Hit, Results, Sort
from search.whoosh_translation import as_term, to_whoosh

__all__ = ["ENGINE", "WhooshEngine"]

_SECONDS = 20.0  # after which a search gives what it has found
_BETWEEN = "\x1f"  # stands between the values of one keyword field
# What documents say of whole cases, which no search finds.
_HIDDEN = whoosh_query.Or([whoosh_query.Term(PROFILE, one.value) for one in Scope])
# Whoosh writes each of these anew; all other files are written once and then only read.
_REPLACED = (".toc", "_WRITELOCK")


class WhooshEngine:
    """Indexes in folders of their own, one writer and any number of readers each."""

    name = "whoosh"

    def write(self, path: Path) -> WhooshWriter:
        """Return the writer of the index at `path` (see `SearchEngine`)."""
        path.mkdir(parents=True, exist_ok=True)
        try:
            index = (
                whoosh_index.open_dir(str(path))
                if whoosh_index.exists_in(str(path))
                else whoosh_index.create_in(str(path), _schema())
            )
            return WhooshWriter(_checked(index, path))
        except whoosh_index.LockError as cause:
            raise LibraryBusy(
                f"Another process writes to the index at {path}. Wait for it to end."
            ) from cause

    def read(self, path: Path) -> WhooshReader:
        """Return a reader of the index at `path` (see `SearchEngine`)."""
        try:
            index = whoosh_index.open_dir(str(path))
            return WhooshReader(_checked(index, path).searcher())
        except (OSError, whoosh_index.IndexError) as cause:
            raise LibraryDamaged(
                f"The index at {path} cannot be opened ({cause}). Run: lessons rebuild"
            ) from cause

    def clone(self, source: Path, target: Path) -> None:
        """Make `target` an index equal to `source` (see `SearchEngine`)."""
        target.mkdir(parents=True)
        for file in sorted(source.iterdir()):
            if file.name.endswith(_REPLACED):
                shutil.copy2(file, target / file.name)
            else:
                os.link(file, target / file.name)


class WhooshWriter:
    """Gathers changes and writes them at `commit`, the last of two entries with one id."""

    def __init__(self, index: whoosh_index.Index) -> None:
        self._index = index
        self._writer = index.writer()
        self._added: dict[str, Entry] = {}
        self._profiles: list[Profile] = []

    def add(self, entries: Iterable[Entry]) -> int:
        """Add entries and return their number (see `IndexWriter`)."""
        number = 0
        for entry in entries:
            if entry.kind is EntryKind.REVIEW:
                self._writer.delete_by_term("id", entry.id)
            self._added[entry.id] = entry
            number += 1
        return number

    def add_profiles(self, profiles: Iterable[Profile]) -> None:
        """Add what documents say of whole cases (see `IndexWriter`)."""
        self._profiles += profiles

    def delete_document(self, document: str) -> None:
        """Take out every entry of one document."""
        self._writer.delete_by_term("document", document)
        self._added = {k: one for k, one in self._added.items() if one.document != document}
        self._profiles = [one for one in self._profiles if one.document != document]

    def delete_review(self, review: str) -> None:
        """Take out every entry of one review."""
        self._writer.delete_by_term("review", review)
        self._added = {k: one for k, one in self._added.items() if one.review != review}
        self._profiles = [one for one in self._profiles if review not in one.reviews]

    def commit(self) -> None:
        """Write all changes to disk, whole or not at all."""
        for entry in self._added.values():
            self._writer.add_document(**_document(entry))
        for profile in self._profiles:
            self._writer.add_document(**_hidden_document(profile))
        self._added, self._profiles = {}, []
        self._writer.commit()
        self._writer = self._index.writer()

    def close(self) -> None:
        """Drop what is not committed and let others write."""
        if not self._writer.is_closed:
            self._writer.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class WhooshReader:
    """Searches the index as it was when opened."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

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
        scored = sort is Sort.RELEVANCE and is_scored(query.tree)
        found, timed_out = self._found(query, scored=scored)
        if not scored:
            found = [(0.0, stored) for _, stored in found]
        found.sort(key=lambda one: (-one[0], one[1][sort.key]))
        marker = Highlighter(query.tree) if highlight else None
        hits = []
        for score, stored in found[offset : offset + size]:
            entry = entry_from_json(stored["entry"])
            hits.append(Hit(entry, score, marker.snippet(entry.text) if marker else ""))
        counts = {facet.name: _counts(facet, [stored for _, stored in found]) for facet in counted}
        return Results(tuple(hits), len(found), page, size, counts, timed_out)

    def entries(self, query: Query, sort: Sort = Sort.NEWEST) -> Iterator[Entry]:
        """Yield all hits in an order (see `IndexReader`)."""
        scored = sort is Sort.RELEVANCE and is_scored(query.tree)
        found, timed_out = self._found(query, scored=scored)
        if timed_out:
            raise QueryTooSlow("Listing all that this search finds takes too long. Add a word.")
        found.sort(key=lambda one: int(one[1][sort.key]))
        first = sorted(range(len(found)), key=lambda at: -found[at][0])
        first = first[: DEFAULT_QUERY_LIMITS.window * scored]
        for at in dict.fromkeys((*first, *range(len(found)))):
            yield entry_from_json(found[at][1]["entry"])

    def ids(self, query: Query) -> Iterator[str]:
        """Yield the ids of all hits, newest first (see `IndexReader`)."""
        return (entry.id for entry in self.entries(query))

    def words(self, field: str) -> Mapping[str, int]:
        """Return the commonest words of a field (see `IndexReader`)."""
        reader = self._searcher.reader()
        held = {word.decode(): reader.doc_frequency(field, word) for word in reader.lexicon(field)}
        commonest = sorted(held.items(), key=lambda one: (-one[1], one[0]))
        return dict(commonest[:WORDS_KNOWN])

    def count(self) -> int:
        """Return the number of entries in the index."""
        return int(self._searcher.doc_count()) - len(self._profiles())

    def close(self) -> None:
        """Let go of the index's files."""
        self._searcher.close()

    @cached_property
    def casebook(self) -> Casebook:
        """The facts of all cases of the index (see `IndexReader`)."""
        return Casebook(map(profile_from_json, self._profiles()))

    def _profiles(self) -> list[bytes]:
        numbers = self._searcher.docs_for_query(_HIDDEN)
        return [self._searcher.stored_fields(at)["entry"] for at in numbers]

    def _found(
        self, query: Query, *, scored: bool
    ) -> tuple[list[tuple[float, dict[str, Any]]], bool]:
        reader = self._searcher.reader()
        wanted = self.casebook.resolve(ranked(query.tree) if scored else query.tree)
        tree = to_whoosh(wanted, reader)
        if query.conditions is not None:
            tree = whoosh_query.Require(tree, to_whoosh(query.conditions, reader))
        inner = UnlimitedCollector()
        collector = TimeLimitCollector(inner, _SECONDS)
        try:
            self._searcher.search_with_collector(tree, collector)
            timed_out = False
        except TimeLimit:
            timed_out = True
        hits = [(float(score), number) for score, number in collector.results().top_n]
        stored = ((score, self._searcher.stored_fields(at)) for score, at in hits)
        # Profiles are left out here: Whoosh's AndNot fails over some other nodes (2.7.5).
        return [one for one in stored if "newest" in one[1]], timed_out


def _checked(index: whoosh_index.Index, path: Path) -> whoosh_index.Index:
    if index.schema.names() != _schema().names():
        raise LibraryDamaged(f"The index at {path} is of another release. Run: lessons rebuild")
    return index


def _counts(facet: Facet, found: Iterable[dict[str, Any]]) -> FacetCounts:
    counted = Counter(value for stored in found for value in set(stored["facets"][facet.name]))
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _schema() -> whoosh_fields.Schema:
    words = RegexTokenizer(r"\S+")
    values = RegexTokenizer(rf"[^{_BETWEEN}]+")
    schema = whoosh_fields.Schema(
        entry=whoosh_fields.STORED,
        facets=whoosh_fields.STORED,
        newest=whoosh_fields.STORED,
        oldest=whoosh_fields.STORED,
    )
    for name in WORDS:
        schema.add(name, whoosh_fields.TEXT(analyzer=words, phrase=name in POSITIONED))
    for name in KEYWORDS:
        schema.add(name, whoosh_fields.TEXT(analyzer=values, phrase=False))
    schema.add(PROFILE, whoosh_fields.ID)
    for name in NUMBERS:
        schema.add(name, whoosh_fields.ID)
    return schema


def _document(entry: Entry) -> dict[str, Any]:
    values = indexed(entry)
    document: dict[str, Any] = {name: words for name, words in values.words.items() if words}
    document |= {name: _BETWEEN.join(many) for name, many in values.keywords.items() if many}
    document |= {name: as_term(number) for name, number in values.numbers.items()}
    document["entry"] = entry_to_json(entry)
    document["newest"], document["oldest"] = values.newest, values.oldest
    document["facets"] = values.facets
    return document


def _hidden_document(profile: Profile) -> dict[str, Any]:
    document: dict[str, Any] = {PROFILE: profile.scope.value, "document": profile.document}
    if profile.reviews:
        document["review"] = _BETWEEN.join(profile.reviews)
    return document | {"entry": profile_to_json(profile)}


ENGINE = WhooshEngine()
