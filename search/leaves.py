"""The single conditions of a refined tree: words, phrases, patterns, near words."""

from __future__ import annotations

import re
from functools import cache

from whoosh import query as q

from graph.errors import QueryInvalid
from search.analysis import fold, tokens
from search.fields import Field, FieldKind, exact_of
from search.limits import QueryLimits

__all__ = ["near_word", "pattern", "words"]


def words(field: Field, text: str, limits: QueryLimits, slop: int = 1) -> q.Query | None:
    """Return the query for words side by side, each at most `slop` after the one before.

    One word gives a Term, several a Phrase, none None. Raises QueryInvalid
    where `slop` allows for more arrangements than the limits.
    """
    if field.kind is FieldKind.PROSE:
        found = [word.stem for word in tokens(text)]
    else:
        found = [word.word for word in tokens(text)]
    if len(found) < 2:  # noqa: PLR2004 - a phrase has two words
        return q.Term(field.name, found[0]) if found else None
    _check_slop(len(found), slop, limits)
    return q.Phrase(field.name, found, slop=slop)


def pattern(field: Field, text: str, limits: QueryLimits) -> q.Query | None:
    """Return the query for words with `*` (any letters) and `?` (one letter).

    Raises QueryInvalid where the pattern starts too openly.
    """
    if text == "*":
        return q.Every() if field.name == "text" else q.Prefix(_patterned(field), "")
    if field.kind in (FieldKind.KEYWORD, FieldKind.CONCEPT):
        return _pattern(field.name, text.lower().replace("[", "?"), limits.pattern_start)
    parts = [part for part in _between_words().split(text) if part]
    found = [_one_pattern(field, part, limits) for part in parts]
    kept = [one for one in found if one is not None]
    return q.And(kept) if len(kept) > 1 else next(iter(kept), None)


def near_word(field: Field, text: str, edits: int, limits: QueryLimits) -> q.Query | None:
    """Return the query for words within `edits` letters of a word (`neglct~`).

    Short words and several words are searched as they are. Raises QueryInvalid
    for more edits than the limits allow and for fields that hold no words.
    """
    if field.kind not in (FieldKind.PROSE, FieldKind.NAME):
        raise QueryInvalid(f"{field.name}: has no words to be near to. Take the ~ away.")
    if edits > limits.edits:
        raise QueryInvalid(f"~{edits} allows for too much. Use ~1 or ~{limits.edits}.")
    found = [word.word for word in tokens(text)]
    if len(found) != 1 or len(found[0]) < limits.edited_word or not edits:
        return words(field, text, limits)
    return q.FuzzyTerm(_patterned(field), found[0], maxdist=edits, prefixlength=0)


def _one_pattern(field: Field, part: str, limits: QueryLimits) -> q.Query | None:
    if "*" not in part and "?" not in part:
        return words(field, part, limits)
    folded = "".join(
        piece if piece in ("*", "?") else fold(piece) for piece in _signs().split(part) if piece
    )
    return _pattern(_patterned(field), folded, limits.pattern_start)


def _pattern(field: str, text: str, least: int) -> q.Query:
    start = _signs().split(text, maxsplit=1)[0]
    if len(start) < least:
        raise QueryInvalid(
            f"{text!r} would look through every word there is."
            " Begin it with a letter, as in 'neglect*'."
        )
    if text == f"{start}*":
        return q.Prefix(field, start)
    return q.Wildcard(field, text)


def _patterned(field: Field) -> str:
    return exact_of(field.name) if field.kind is FieldKind.PROSE else field.name


def _check_slop(length: int, slop: int, limits: QueryLimits) -> None:
    if slop > limits.slop or slop ** (length - 1) > limits.arrangements:
        raise QueryInvalid(
            f"A phrase of {length} words cannot be searched {slop} words apart:"
            " there are too many ways to place them. Use a smaller number after ~,"
            " or join shorter phrases by AND."
        )


@cache
def _between_words() -> re.Pattern[str]:
    return re.compile(r"[^\w*?'\u2019]+|_+")


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"([*?])")
