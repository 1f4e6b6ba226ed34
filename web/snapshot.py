"""The served generation, opened once per process and swapped when CURRENT moves.

A request takes the snapshot that is current when it begins and keeps it to its
end; the next request sees the new one. Nothing is closed by hand: the last
request that holds an old snapshot lets it go.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app, g

from graph.errors import LibraryMissing
from graph.library import Generation, Library, Manifest
from graph.view import GraphView, Row
from search.engine import IndexReader, get_engine

__all__ = ["Snapshot", "Snapshots", "current_snapshot"]

# Which generation is open: its number, and its folder's own number on the disk,
# for a library made anew under the same path counts from 1 again.
_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation, open for reading: graph and index that agree."""

    generation: Generation
    manifest: Manifest
    graph: GraphView
    index: IndexReader
    _tables: dict[str, tuple[Row, ...]] = field(default_factory=dict)

    def table(self, query: str) -> tuple[Row, ...]:
        """Return the rows of a query without parameters, asked once for each generation.

        Two requests may both ask at first: they get the same rows.
        """
        if query not in self._tables:
            self._tables[query] = tuple(self.graph.select(query))
        return self._tables[query]


class Snapshots:
    """Hands out the snapshot of the served generation of one library."""

    def __init__(self, library: Path) -> None:
        self._path = library
        self._lock = threading.Lock()
        self._open: tuple[_Identity, Snapshot] | None = None

    def current(self) -> Snapshot:
        """Return the served generation, opened if it is not yet.

        Raises LibraryMissing when nothing is published, LibraryDamaged when what
        CURRENT names cannot be opened.
        """
        served = Library.open(self._path).current()
        if served is None:
            raise LibraryMissing(f"There is no library at {self._path}. Run: lessons ingest FILES")
        identity = (served.number, served.path.stat().st_ino)
        with self._lock:
            if self._open is None or self._open[0] != identity:
                self._open = identity, _opened(served)
            return self._open[1]


def current_snapshot() -> Snapshot:
    """Return the snapshot of this request: the same one from its beginning to its end."""
    if "snapshot" not in g:
        g.snapshot = current_app.extensions["snapshots"].current()
    found: Snapshot = g.snapshot
    return found


def _opened(generation: Generation) -> Snapshot:
    manifest = generation.manifest()
    return Snapshot(
        generation=generation,
        manifest=manifest,
        graph=GraphView.open(generation.graph),
        index=get_engine(manifest.engine).read(generation.index),
    )
