"""Pages that were drawn already, as they were sent; the least recently asked for goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

__all__ = ["PageCache", "Sent"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A page as it travelled: its body, compressed or not, and the headers that say so."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


class PageCache:
    """Keeps pages by what they are made of, up to so many bytes; safe among threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pages: OrderedDict[str, Sent] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Sent | None:
        """Return the page of this key, None when it is not kept."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: str, page: Sent) -> None:
        """Keep a page; others go until there is room. One larger than all room is not kept."""
        if len(page.body) > self._most:
            return
        with self._lock:
            before = self._pages.pop(key, None)
            self._size += len(page.body) - (len(before.body) if before else 0)
            self._pages[key] = page
            while self._size > self._most:
                _, gone = self._pages.popitem(last=False)
                self._size -= len(gone.body)
