"""Words of which every match of a regular expression contains one: a cheap first look.

The method is that of Russ Cox's trigram index ("Regular Expression Matching with a
Trigram Index", 2012): for each part of the pattern, the exact strings it can be
while these are few, and the best set of strings one of which it must contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# The parser of the standard library; it has no public name, and no library else
# reads Python's own syntax.
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["required_words"]

# Strings joined to strings are spelt out up to so many; sets grow up to so many.
_MOST = 120
_LARGEST = 2000
# Shorter ones are everywhere.
_SHORTEST = 2
# Longer than this, a word is no rarer.
_RARE = 6

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_EMPTY = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)
_Words = frozenset[str]
_NOTHING: _Words = frozenset({""})


def required_words(pattern: str) -> frozenset[str]:
    """Return lower-case strings one of which stands in every match of `pattern`.

    Empty when there is no such set: the pattern has to be tried everywhere.
    """
    _, required = _sequence(parser.parse(pattern, re.IGNORECASE))
    return _shortest(required or ())


def _sequence(parts: Iterable[tuple[Any, Any]]) -> tuple[_Words | None, _Words | None]:
    """Return the exact strings of the parts in turn, where few, and those required."""
    run, exact = _NOTHING, True
    best: _Words | None = None
    for code, value in parts:
        strings, required = _part(code, value)
        best = _better(best, required)
        if strings is not None and len(strings) * len(run) <= _MOST:
            run = frozenset(one + other for one in run for other in strings)
            continue
        best, exact = _better(best, run), False
        run = strings if strings is not None and len(strings) <= _MOST else _NOTHING
    return (run if exact else None), _better(best, run)


def _part(code: Any, value: Any) -> tuple[_Words | None, _Words | None]:
    if code is codes.SUBPATTERN:
        return _sequence(value[3])
    if code is codes.BRANCH:
        return _branches([_sequence(one) for one in value[1]])
    if code in _REPEATS:
        return _repeated(*value)
    return _character(code, value), None


def _character(code: Any, value: Any) -> _Words | None:
    if code in _EMPTY:
        return _NOTHING
    if code is codes.LITERAL:
        return frozenset({chr(value).lower()})
    if code is codes.IN and all(one is codes.LITERAL for one, _ in value):
        return frozenset(chr(one).lower() for _, one in value)
    return None


def _branches(
    branches: list[tuple[_Words | None, _Words | None]],
) -> tuple[_Words | None, _Words | None]:
    strings = [one for one, _ in branches if one is not None]
    required = [_better(best, one) for one, best in branches]
    found = [one for one in required if one is not None]
    return (
        frozenset().union(*strings) if len(strings) == len(branches) else None,
        frozenset().union(*found) if len(found) == len(branches) else None,
    )


def _repeated(
    least: int, most: int, inner: Iterable[tuple[Any, Any]]
) -> tuple[_Words | None, _Words | None]:
    strings, required = _sequence(inner)
    if least == 0:
        return (strings | _NOTHING if most == 1 and strings is not None else None), None
    if least == most == 1:
        return strings, required
    return None, _better(required, strings)


def _better(one: _Words | None, other: _Words | None) -> _Words | None:
    """Return the rarer of two sets of strings, of which those that are no use count as none."""
    useful = [words for words in (one, other) if words is not None and _worth(words)]
    return max(useful, key=_rarity) if useful else None


def _worth(words: _Words) -> bool:
    return 0 < len(words) <= _LARGEST and all(len(one.strip()) >= _SHORTEST for one in words)


def _rarity(words: _Words) -> tuple[int, int]:
    return min(_RARE, *(len(one.strip()) for one in words)), -len(words)


def _shortest(words: Iterable[str]) -> frozenset[str]:
    """Return the words without those that contain another."""
    kept: list[str] = []
    for word in sorted(words, key=lambda one: (len(one), one)):
        if not any(one in word for one in kept):
            kept.append(word)
    return frozenset(kept)
