"""Limits on queries: what is refused with a reason before it can cost time or memory."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT_QUERY_LIMITS", "QueryLimits"]


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much one query may ask for."""

    characters: int = 2_000
    # Brackets inside brackets.
    depth: int = 20
    # Words, phrases, patterns and values together, before synonyms are added.
    terms: int = 100
    # Letters before the first * or ? of a pattern: `*` at the start walks through all words.
    pattern_start: int = 1
    # Edits of `word~2`, and the shortest word it is good for (`dv~2` finds any short word).
    edits: int = 2
    edited_word: int = 4
    # Words between the words of `"a b"~50`, and the number of ways they can then stand.
    slop: int = 50
    arrangements: int = 256
    # The same for all phrases of a query: each way is a search of its own.
    arrangements_in_all: int = 1_024
    # Patterns and near words of a query: each looks through all words of the library.
    # tantivy has no time limit, so what is dear is bounded here.
    patterns: int = 16
    # The last hit that can be paged to; exports do not page.
    window: int = 10_000
    page_size: int = 100


DEFAULT_QUERY_LIMITS = QueryLimits()
