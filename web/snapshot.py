"""The served generation, opened once per process and swapped when CURRENT moves.

A request takes the snapshot that is current when it begins and keeps it to its
end; the next request sees the new one. Nothing is closed by hand: the last
request that holds an old snapshot lets it go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app, g

from graph.errors import LibraryMissing
from graph.library import Generation, Library, Manifest
from graph.view import GraphView, Row
from search.embedding.store import VectorReader, has_vectors
from search.engine import IndexReader, get_engine

__all__ = ["Snapshot", "Snapshots", "current_snapshot", "open_snapshot"]

# Which generation is open: its number, and its folder's own number on the disk,
# for a library made anew under the same path counts from 1 again.
_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation, open for reading: graph, index and vectors that agree.

    `vectors` is None for a library without: it is searched by words and concepts.
    """

    generation: Generation
    manifest: Manifest
    graph: GraphView
    index: IndexReader
    vectors: VectorReader | None
    _tables: dict[tuple[str, float | None], tuple[Row, ...]] = field(default_factory=dict)

    def table(self, query: str, *, least: float | None = None) -> tuple[Row, ...]:
        """Return the rows of a query, asked once for each generation.

        `least` is the service's confidence threshold, where the query has that
        parameter. Two requests may both ask at first: they get the same rows.
        """
        known = query, least
        if known not in self._tables:
            rows = (
                self.graph.select(query) if least is None else self.graph.select(query, least=least)
            )
            self._tables[known] = tuple(rows)
        return self._tables[known]


class Snapshots:
    """Hands out the snapshot of the served generation of one library."""

    def __init__(self, library: Path) -> None:
        self._path = library
        self._lock = threading.Lock()
        self._open: tuple[_Identity, Snapshot] | None = None
        self.on_open: Callable[[Snapshot], None] | None = None  # told of each one opened

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
                self._open = identity, open_snapshot(served)
                if self.on_open:
                    self.on_open(self._open[1])
            return self._open[1]

    def outdated(self, shown: Snapshot) -> bool:
        """Return whether another snapshot was opened since."""
        return self._open is not None and self._open[1] is not shown


def current_snapshot() -> Snapshot:
    """Return the snapshot of this request: the same one from its beginning to its end."""
    if "snapshot" not in g:
        g.snapshot = current_app.extensions["snapshots"].current()
    found: Snapshot = g.snapshot
    return found


def open_snapshot(generation: Generation) -> Snapshot:
    """Return a generation opened for reading; raises LibraryDamaged where it cannot be."""
    manifest = generation.manifest()
    return Snapshot(
        generation=generation,
        manifest=manifest,
        graph=GraphView.open(generation.graph),
        index=get_engine(manifest.engine).read(generation.index),
        vectors=VectorReader(generation.vectors) if has_vectors(generation.vectors) else None,
    )
