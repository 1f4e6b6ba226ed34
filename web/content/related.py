"""Recommendations like one another: a first, honest measure.

Two recommendations are alike as far as they share words (by the engine's own
relevance, BM25, against how well the recommendation finds itself), practice
themes, kinds of action, and kinds of agency. It says nothing of whether they
mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.analysis import is_stop_word, tokens
from search.engine import IndexReader
from search.entry import Entry, EntryKind
from search.query import Filter, read_query
from search.results import Hit
from web.content.learning import Item

__all__ = ["Related", "related_recommendations"]

_WORDS = 40  # of the recommendation, its first ones: enough to tell one from another
_SHORTEST = 3  # letters of a word that counts
_CANDIDATES = 100
_SHOWN = 8
# What sharing counts for; each share lies between 0 and 1, and so does the sum.
_BY_WORDS, _BY_THEMES, _BY_ACTIONS, _BY_AGENCIES = 0.5, 0.25, 0.15, 0.1
_LEAST = 0.2  # what is less alike than this is not shown
_WORDS_NAMED = 6


@dataclass(frozen=True, slots=True)
class Related:
    """A recommendation of another review, how alike it is (0 to 1), and in what."""

    entry: Entry
    alike: float
    words: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def related_recommendations(index: IndexReader, item: Item) -> tuple[Related, ...]:
    """Return the recommendations of other reviews most like this one, the most alike first."""
    by_words = list(_sharing_words(index, item.text))
    own = next((hit.entry for hit in by_words if hit.entry.id == item.id), None)
    if own is None:
        return ()
    best = max(hit.score for hit in by_words)
    candidates = {hit.entry.id: (hit.entry, hit.score / best) for hit in by_words}
    for entry in _sharing_themes(index, own):
        candidates.setdefault(entry.id, (entry, 0.0))
    found = (
        _compared(own, entry, words)
        for entry, words in candidates.values()
        if entry.id != own.id and (entry.review or entry.document) not in _sources(own)
    )
    alike = sorted(
        (one for one in found if one.alike >= _LEAST),
        key=lambda one: (-one.alike, -one.entry.year, one.entry.id),
    )
    return tuple(_with_words(own, one) for one in alike[:_SHOWN])


def _sources(entry: Entry) -> set[str]:
    return {entry.document, entry.review} - {""}


def _sharing_words(index: IndexReader, text: str) -> Iterator[Hit]:
    wanted = list(_content_words(text).values())[:_WORDS]
    if wanted:
        yield from _hits(index, " OR ".join(f'"{word}"' for word in wanted))


def _sharing_themes(index: IndexReader, own: Entry) -> Iterator[Entry]:
    if own.themes:
        wanted = " OR ".join(f"theme:{theme}" for theme in own.themes)
        yield from (hit.entry for hit in _hits(index, wanted))


def _hits(index: IndexReader, text: str) -> tuple[Hit, ...]:
    only = [Filter("kind", EntryKind.RECOMMENDATION.value)]
    query = read_query(text, filters=only, expand=False)
    return index.search(query, size=_CANDIDATES, highlight=False).hits


def _content_words(text: str) -> dict[str, str]:
    """Return the words that say something, by stem, in their order."""
    found: dict[str, str] = {}
    for token in tokens(text):
        telling = token.word.isalpha() and len(token.word) >= _SHORTEST
        if telling and not is_stop_word(token.word):
            found.setdefault(token.stem, token.word)
    return found


def _compared(own: Entry, other: Entry, words: float) -> Related:
    alike = (
        _BY_WORDS * words
        + _BY_THEMES * _overlap(own.themes, other.themes)
        + _BY_ACTIONS * _overlap(own.actions, other.actions)
        + _BY_AGENCIES * _overlap(own.agencies, other.agencies)
    )
    return Related(
        entry=other,
        alike=alike,
        themes=_shared(own.themes, other.themes),
        actions=_shared(own.actions, other.actions),
        agencies=_shared(own.agencies, other.agencies),
    )


def _overlap(own: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how much of what either has both have (Jaccard), 0 where neither has any."""
    either = {*own, *other}
    return len(_shared(own, other)) / len(either) if either else 0.0


def _shared(own: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in own if one in other)


def _with_words(own: Entry, found: Related) -> Related:
    mine, theirs = _content_words(own.text), _content_words(found.entry.text)
    common = [word for stem, word in theirs.items() if stem in mine]
    return replace(found, words=tuple(common[:_WORDS_NAMED]))
