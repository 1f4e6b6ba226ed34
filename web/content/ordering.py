"""An order that a form says: each thing has a place in it, and a reader may type another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["placed"]

_LONGEST = 3  # figures of a place


def placed(keys: Iterable[str], typed: Mapping[str, str]) -> list[str]:
    """Return keys in the order that a form says; those it does not name come last.

    `typed` holds what stood in the form, in the order in which the form showed it:
    a thing given the place of another goes before it when it comes from below.

    >>> placed("abc", {"a": "1", "b": "2", "c": "1"})
    ['c', 'a', 'b']
    >>> placed("abc", {"a": "3", "b": "2", "c": "3"})
    ['b', 'c', 'a']
    """
    known = list(keys)
    shown = [one for one in typed if one in known]
    shown += [one for one in known if one not in typed]
    ranks: dict[str, tuple[int, int]] = {}
    for now, one in enumerate(shown, start=1):
        wanted = _number(typed.get(one, ""), now)
        ranks[one] = (wanted, (wanted > now) - (wanted < now))
    return sorted(shown, key=ranks.__getitem__)


def _number(text: str, instead: int) -> int:
    fits = text.isascii() and text.isdecimal() and len(text) <= _LONGEST
    return int(text) if fits else instead
