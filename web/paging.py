"""Pages of a long list: which slice is shown and which page numbers lead on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Page", "page_number", "page_numbers", "paged"]

_T = TypeVar("_T")
_LAST_PAGE = 1_000_000  # no list is longer; keeps numbers from an address small


@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """One page of a list; `number` counts from 1 and never passes the last page."""

    items: Sequence[_T]
    number: int
    pages: int
    total: int


def page_number(typed: str | None) -> int:
    """Return the page that an address asks for; 1 for anything that is no page."""
    if typed is None or not typed.isascii() or not typed.isdecimal():
        return 1
    return min(max(int(typed[:8]), 1), _LAST_PAGE)


def paged(items: Sequence[_T], number: int, size: int) -> Page[_T]:
    """Return the page `number` of `items`, the last one when there are fewer."""
    pages = max(1, -(-len(items) // size))
    shown = min(number, pages)
    return Page(items[(shown - 1) * size : shown * size], shown, pages, len(items))


def page_numbers(number: int, pages: int) -> list[int]:
    """Return the numbers a pagination shows, 0 for a gap: first, last, and around the current.

    >>> page_numbers(6, 12)
    [1, 0, 5, 6, 7, 0, 12]
    """
    near = {1, pages, *range(number - 1, number + 2)}
    shown = sorted(one for one in near if 1 <= one <= pages)
    numbers: list[int] = []
    for one in shown:
        if numbers and one - numbers[-1] > 1:
            numbers.append(0)
        numbers.append(one)
    return numbers
