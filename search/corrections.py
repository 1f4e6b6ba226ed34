"""Did you mean: words of the index that are spelt nearly like a word that is in none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA
from whoosh import query as q

from search.analysis import tokens
from search.engine import IndexReader
from search.fields import FIELDS, FieldKind, exact_of
from search.nodes import leaves_of
from search.query import Query

__all__ = ["Correction", "corrections"]

# Words of one query that are looked up, the shortest that is, and how many are offered.
_WORDS = 12
_SHORTEST = 4
_OFFERED = 3
# Letters that may differ: one in a short word, two in one longer than this.
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that the index does not hold, one that it does, and the query with it instead.

    `entries` is the number of entries in which the word offered stands.
    """

    typed: str
    offered: str
    text: str
    entries: int


def corrections(reader: IndexReader, query: Query) -> tuple[Correction, ...]:
    """Return what the user may have meant, the likeliest first; nothing where all words are known.

    Fewer letters changed are likelier, then commoner words.
    """
    found: list[Correction] = []
    for field, word in list(_typed(query))[:_WORDS]:
        known = reader.words(field)
        if word not in known:
            found += _near(word, known, query.text)
    return tuple(dict.fromkeys(found))


def _typed(query: Query) -> Iterator[tuple[str, str]]:
    """Yield the words of a query as typed, each with the index field that holds it."""
    for leaf in leaves_of(query.typed):
        field = FIELDS.get((getattr(leaf, "fieldname", None) or "text").lower(), FIELDS["text"])
        if field.kind not in (FieldKind.PROSE, FieldKind.NAME):
            continue
        if not isinstance(leaf, q.Term | q.Phrase) or isinstance(leaf, q.FuzzyTerm):
            continue
        text = " ".join(leaf.words) if isinstance(leaf, q.Phrase) else leaf.text
        name = exact_of(field.name) if field.kind is FieldKind.PROSE else field.name
        for token in tokens(text):
            if len(token.word) >= _SHORTEST and token.word.isalpha():
                yield name, token.word


def _near(word: str, known: Mapping[str, int], text: str) -> Iterator[Correction]:
    edits = 1 if len(word) <= _SHORT else 2
    near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=edits, limit=50)
    ordered = sorted(near, key=lambda one: (one[1], -known[one[0]], one[0]))
    for offered, *_ in ordered[:_OFFERED]:
        instead = re.sub(rf"(?i)\b{re.escape(word)}\b", offered, text, count=1)
        if instead != text:
            yield Correction(word, offered, instead, known[offered])
