"""The tables of one generation, worked out once and kept until the next one is served."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import current_app

from graph.patterns.casetable import CaseTable
from graph.patterns.cooccurrence import Cell, CrossTable, cross
from graph.patterns.groups import Group
from graph.patterns.prevalence import Prevalence, prevalence
from graph.patterns.ready import first_rows
from graph.patterns.trends import Trend, trends
from graph.view import Row
from web.snapshot import Snapshot

__all__ = ["MOST_ROWS", "Counting", "counting"]

# What a page keeps of an answer; its CSV has all of it.
MOST_ROWS = 2_000

_EXTENSION = "counting"
_MAKING = threading.Lock()
_Made = TypeVar("_Made")


class Counting:
    """All counts over the cases of one snapshot; each is made when it is first asked for."""

    def __init__(self, shown: Snapshot, least: float) -> None:
        self.shown = shown
        self.table = CaseTable(shown.graph, least=least)
        self._lock, self._counting = threading.Lock(), threading.RLock()
        self._kept: dict[Hashable, Any] = {}
        # tables are made from each other, so one at a time; an answer stands by itself
        self._answering: dict[str, threading.RLock] = {}

    def cross(self, rows: str, columns: str) -> CrossTable:
        """Return two schemes crossed."""
        return self._once(("cross", rows, columns), lambda: cross(self.table, rows, columns))

    def strongest(self, rows: str, columns: str, number: int) -> list[Cell]:
        """Return the pairs of two schemes that lie furthest above chance."""
        return self._once(
            ("strongest", rows, columns, number),
            lambda: self.cross(rows, columns).strongest(number),
        )

    def prevalence(self, scheme: str, by: str) -> tuple[list[Group], list[Prevalence]]:
        """Return the share of each concept in each group of cases."""
        return self._once(("share", scheme, by), lambda: prevalence(self.table, scheme, by))

    def trends(self, scheme: str, basis: str) -> list[Trend]:
        """Return every concept of a scheme over the years."""
        return self._once(("trends", scheme, basis), lambda: trends(self.table, scheme, basis))

    def answer(self, query: str) -> list[Row]:
        """Return the first rows of one of our queries: at most MOST_ROWS of them."""
        with self._lock:
            lock = self._answering.setdefault(query, threading.RLock())
        return self._once(
            ("answer", query), lambda: first_rows(self.shown.graph, query, MOST_ROWS), lock
        )

    def _once(
        self, key: Hashable, make: Callable[[], _Made], lock: threading.RLock | None = None
    ) -> _Made:
        with lock or self._counting:
            if key not in self._kept:
                self._kept[key] = make()
            made: _Made = self._kept[key]
            return made


def counting(shown: Snapshot) -> Counting:
    """Return the counts of a snapshot: the same ones until another generation is served.

    Risk factors below the service's confidence threshold are not counted.
    """
    with _MAKING:
        kept: Counting | None = current_app.extensions.get(_EXTENSION)
        if kept is None or kept.shown is not shown:
            kept = Counting(shown, current_app.config["SETTINGS"].min_confidence)
            current_app.extensions[_EXTENSION] = kept
        return kept
