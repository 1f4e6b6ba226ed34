"""A query's hits by words and by meaning, their scores added up.

Words find what was said in the same words; vectors what was said in others. The
conditions of a query (facts, filters, dates, what is excluded) hold for both.
What comes back is the beginning of both rankings, not all that the query finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeGuard

from whoosh import query as q

from search.embedding.embedder import Vectors
from search.embedding.store import EMBEDDED, VectorReader
from search.engine import IndexReader, check_page
from search.entry import Entry, EntryKind
from search.fusion import summed
from search.highlight import Highlighter
from search.nodes import OneOf, leaves_of
from search.query import Query, conjuncts, of_conditions
from search.ranking import is_last, words_score
from search.results import Hit, Results

__all__ = ["all_by_meaning", "any_word", "by_meaning", "words_asked"]

_RANKED = 100  # of each ranking
_NEAREST = 400  # by their vectors, of which those that meet the conditions are ranked
_PAGE = 100  # entries read at once
# What each way of finding counts for (measured: lessons evaluate tests/corpora/qrels --search).
_ALL_WORDS, _ANY_WORD, _MEANING = 0.5, 1.0, 0.6
_WORD_FIELDS = frozenset({"text"})


def by_meaning(
    index: IndexReader,
    vectors: VectorReader | None,
    query: Query,
    *,
    kind: EntryKind,
    page: int = 1,
    size: int = 10,
    facets: Iterable[str] = (),
    highlight: bool = True,
) -> Results:
    """Return one page of the entries of a kind that words and vectors put first.

    Total and facets are of these, at most 300. A query without words, or a
    library without vectors, is ranked by the words alone. Raises QueryInvalid as
    `IndexReader.search` does.
    """
    only = query.filtered("kind", kind.value)
    if not _meant(vectors, query, kind):
        return index.search(only, page=page, size=size, facets=facets, highlight=highlight)
    offset = check_page(page, size)
    entries: dict[str, Entry] = {}
    order = _scored(index, vectors, only, kind, entries)
    marker = Highlighter(query.tree) if highlight else None
    hits = tuple(
        Hit(entries[one], score, marker.snippet(entries[one].text) if marker else "")
        for one, score in order[offset : offset + size]
    )
    asked = tuple(facets)
    counts = _facets(index, [one for one, _ in order], asked) if asked else {}
    return Results(hits, len(order), page, size, counts)


def all_by_meaning(
    index: IndexReader, vectors: VectorReader | None, query: Query, *, kind: EntryKind
) -> tuple[Entry, ...] | None:
    """Return all that `by_meaning` pages through, in its order; None where words alone rank."""
    if not _meant(vectors, query, kind):
        return None
    entries: dict[str, Entry] = {}
    order = _scored(index, vectors, query.filtered("kind", kind.value), kind, entries)
    return tuple(entries[one] for one, _ in order)


def _meant(vectors: VectorReader | None, query: Query, kind: EntryKind) -> TypeGuard[VectorReader]:
    """Say whether meaning has a say in the order of what a query finds."""
    return vectors is not None and kind in EMBEDDED and bool(words_asked(query))


def words_asked(query: Query) -> tuple[str, ...]:
    """Return the words and phrases that a query looks for in texts, as typed, in order."""
    found: list[str] = []
    for one in conjuncts(query):
        if not isinstance(one, q.Not):
            found += filter(None, map(_words_of, leaves_of(one)))
    return tuple(found)


def _words_of(leaf: q.Query) -> str:
    if getattr(leaf, "fieldname", "") not in _WORD_FIELDS:
        return ""
    if isinstance(leaf, q.Phrase):
        return " ".join(leaf.words)
    return str(leaf.text) if isinstance(leaf, q.Term) else ""


def _conditions(query: Query) -> Query:
    """Return the query without the conditions that look for words."""
    kept = [
        one
        for one in conjuncts(query)
        if isinstance(one, q.Not) or not any(map(_words_of, leaves_of(one)))
    ]
    return of_conditions(query, kept) if kept else replace(query, tree=q.Every())


def any_word(query: Query) -> Query:
    """Return the query with any of its words in place of all; itself where it has none."""
    terms = [
        one
        for one in leaves_of(query.tree)
        if isinstance(one, (q.Term, q.Phrase)) and one.fieldname in _WORD_FIELDS
    ]
    if not terms:
        return query
    conditions = _conditions(query)
    either = q.Or(terms)
    both = isinstance(conditions.tree, q.Every)
    return replace(query, tree=either if both else q.And([conditions.tree, either]))


def _scored(
    index: IndexReader,
    vectors: VectorReader,
    query: Query,
    kind: EntryKind,
    entries: dict[str, Entry],
) -> list[tuple[str, float]]:
    """Return the ids of what was found with their scores, the best first; fills `entries`."""
    vector = vectors.embed(" ".join(words_asked(query)))
    whole = _first(index, query, entries)
    either = _first(index, any_word(query), entries)
    entries.update((one.id, one) for one in _near(index, vectors, query, vector, kind))
    meant = vectors.cosines(vector, kind, list(entries))
    scores = summed((dict.fromkeys(whole, 1.0), _ALL_WORDS), (either, _ANY_WORD), (meant, _MEANING))
    return sorted(scores.items(), key=lambda found: (is_last(entries[found[0]]), -found[1], found))


def _first(index: IndexReader, query: Query, entries: dict[str, Entry]) -> dict[str, float]:
    hits = index.search(query, size=_RANKED, highlight=False).hits
    entries.update((hit.entry.id, hit.entry) for hit in hits)
    return {hit.entry.id: words_score(hit.entry, hit.score) for hit in hits}


def _near(
    index: IndexReader, vectors: VectorReader, query: Query, vector: Vectors, kind: EntryKind
) -> list[Entry]:
    """Return the entries nearest in meaning that meet the conditions, the nearest first."""
    near = [one.row.id for one in vectors.nearest(vector, kind, _NEAREST)]
    conditions = _conditions(query)
    found: list[Entry] = []
    for start in range(0, len(near), _PAGE):
        chunk = near[start : start + _PAGE]
        both = replace(conditions, tree=q.And([conditions.tree, OneOf("id", tuple(chunk))]))
        hits = index.search(both, size=_PAGE, highlight=False).hits
        met = {hit.entry.id: hit.entry for hit in hits}
        found += [met[one] for one in chunk if one in met]
        if len(found) >= _RANKED:
            break
    return found[:_RANKED]


def _facets(
    index: IndexReader, ids: Sequence[str], facets: Sequence[str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    of_these = Query("", OneOf("id", tuple(ids)) if ids else q.NullQuery)
    return dict(index.search(of_these, size=1, facets=facets, highlight=False).facets)
