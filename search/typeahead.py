"""Type-ahead: names that go on as the end of what has been typed so far.

The names of one library (concepts, agencies, boards, cases, reports) are few
beside its words, so they are kept in memory, by the beginning of each word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.vocabulary import Vocabulary
from search.analysis import tokens
from search.fields import FACT_FIELDS, FIELDS

__all__ = ["Completer", "Name", "Suggestion", "concept_names"]

# Words of a name at which it can be found, words of a query that it may go on from,
# and the letters that have to be typed first.
_STARTS = 8
_FRAGMENT = 5
_LETTERS = 2
_LONGEST_TYPED = 200  # characters; nobody types a longer name
_SCANNED = 400  # names that begin alike, of which the best are taken


@dataclass(frozen=True, slots=True)
class Name:
    """Something with a name: what kind of thing, its other names, what to search for it."""

    kind: str
    label: str
    query: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name offered, and the whole query with it in place of what was typed of it."""

    kind: str
    label: str
    query: str
    text: str


class Completer:
    """Finds names by how any of their words begin."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = tuple(dict.fromkeys(names))
        keys = {
            (key, place, at) for at, name in enumerate(self._names) for key, place in _keys(name)
        }
        self._keys = sorted(keys)

    def complete(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return at most `limit` suggestions: names whose first word fits come first."""
        if len(typed) > _LONGEST_TYPED:
            return ()
        for start in _fragments(typed):
            field, fragment = _field_and_words(typed[start:])
            found = self._beginning(fragment, field)
            if found:
                kept = typed[:start]
                return tuple(
                    Suggestion(one.kind, one.label, one.query, f"{kept}{one.query} ")
                    for one in found[:limit]
                )
        return ()

    def _beginning(self, fragment: str, field: str) -> list[Name]:
        wanted = _key(fragment)
        if len(wanted) < _LETTERS:
            return []
        at = bisect_left(self._keys, (wanted, 0, 0))
        best: dict[int, int] = {}
        while at < len(self._keys) and len(best) < _SCANNED:
            key, place, name = self._keys[at]
            if not key.startswith(wanted):
                break
            if not field or self._names[name].query.startswith(f"{field}:"):
                best[name] = min(place, best.get(name, place))
            at += 1
        order = sorted(best, key=lambda one: (best[one], len(self._names[one].label), one))
        return [self._names[one] for one in order]


def concept_names(vocabulary: Vocabulary) -> Iterator[Name]:
    """Yield the concepts that a query can name, with all their labels."""
    for field in (FIELDS[name] for name in (*FACT_FIELDS, "type")):
        for one in vocabulary.scheme(field.scheme):
            strong = tuple(label for label in one.alt_labels if label not in one.weak_labels)
            yield Name(field.name, one.pref_label, f"{field.name}:{one.id}", strong)


def _keys(name: Name) -> Iterator[tuple[str, int]]:
    for place, label in enumerate((name.label, *name.also)):
        words = _key(label).split()
        for start in range(min(len(words), _STARTS)):
            # A name by its first word, then by a later one; its own label before others.
            yield " ".join(words[start:]), (start > 0) * 2 + (place > 0)


def _key(text: str) -> str:
    return " ".join(token.word for token in tokens(text))


def _fragments(typed: str) -> Iterator[int]:
    """Yield where the end of the query that is being typed may begin, the longest first."""
    starts = [match.start() for match in _piece().finditer(typed)]
    yield from starts[-_FRAGMENT:]


def _field_and_words(fragment: str) -> tuple[str, str]:
    name, colon, rest = fragment.partition(":")
    if colon and name.lower() in FIELDS:
        return FIELDS[name.lower()].name, rest
    return "", fragment


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(r"[^\s()]+")
