"""The knowledge graph on disk: one writer, and views that cannot write.

Oxigraph holds the quads. A document's graph is replaced or withdrawn whole;
`backup` hands a copy on to the next generation; a published copy is opened by
`GraphView` read-only, by any number of processes.

In Oxigraph the union of all graphs (what a query sees without GRAPH) repeats a
triple for every graph that holds it: queries say DISTINCT, also when counting.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from rdflib import URIRef

from graph.errors import LibraryBusy, LibraryDamaged, LibraryMissing, UsageInvalid
from graph.namespaces import PREFIXES
from graph.triples.names import VOCABULARY_GRAPH
from graph.vocabulary.skos import vocabulary_files

__all__ = ["GraphWriter", "export_quads", "open_read_only", "vocabulary_quads"]

_TURTLE = pyoxigraph.RdfFormat.TURTLE
_EXPORTS = {"nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG}


class GraphWriter:
    """The one writer of a store; `with` closes it and gives the lock back.

    Raises LibraryBusy when another writer holds the store, LibraryDamaged when
    its files cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._store = pyoxigraph.Store(path)
        except (OSError, RuntimeError) as cause:  # RuntimeError: RocksDB finds corruption
            raise _opening_failed(path, cause) from cause

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything to disk and release the lock."""
        self._store.flush()
        del self._store

    def load_vocabulary(self) -> None:
        """Put this release's vocabulary and ontology in place of whatever was there."""
        self.replace(VOCABULARY_GRAPH, vocabulary_quads())

    def replace(self, graph: URIRef, quads: Iterable[pyoxigraph.Quad]) -> None:
        """Make `graph` hold exactly these quads (they name the same graph)."""
        self.remove(graph)
        self._store.extend(quads)

    def replace_many(self, graphs: Iterable[URIRef], quads: Iterable[pyoxigraph.Quad]) -> None:
        """Make these graphs hold exactly these quads; the fast way for many documents."""
        for graph in graphs:
            self.remove(graph)
        self._store.bulk_extend(quads)

    def exchange(
        self, removed: Iterable[pyoxigraph.Quad], added: Iterable[pyoxigraph.Quad]
    ) -> None:
        """Take these quads out and put those in: for a small change to a large graph."""
        for quad in removed:
            self._store.remove(quad)
        self._store.extend(added)

    def remove(self, graph: URIRef) -> bool:
        """Withdraw a document's graph; return whether there was one."""
        name = pyoxigraph.NamedNode(str(graph))
        found = self._store.contains_named_graph(name)
        if found:
            self._store.remove_graph(name)
        return found

    def graphs(self) -> list[URIRef]:
        """Return the named graphs in the order of their IRIs."""
        return sorted(
            URIRef(name.value)
            for name in self._store.named_graphs()
            if isinstance(name, pyoxigraph.NamedNode)
        )

    def __len__(self) -> int:
        return len(self._store)

    def flush(self) -> None:
        """Write everything to disk."""
        self._store.flush()

    def optimise(self) -> None:
        """Compact the files after a large load: slower now, quicker to read later."""
        self._store.optimize()

    def backup(self, to: Path) -> None:
        """Copy the store to `to`, which must not exist: hard links, so next to nothing.

        Raises LibraryDamaged when the copy cannot be made; nothing is left at `to`.
        """
        self._store.flush()
        if to.exists():
            raise LibraryDamaged(f"{to} already exists. Remove it and publish again.")
        try:
            self._store.backup(to)
        except OSError as cause:
            shutil.rmtree(to, ignore_errors=True)
            raise LibraryDamaged(
                f"The graph could not be copied to {to}: {cause}. "
                "Make room on the disk and publish again."
            ) from cause


def vocabulary_quads() -> Iterator[pyoxigraph.Quad]:
    """Yield the vocabulary and the ontology in their named graph."""
    graph = pyoxigraph.NamedNode(str(VOCABULARY_GRAPH))
    for file in (*vocabulary_files(), files("graph") / "ontology.ttl"):
        for triple in pyoxigraph.parse(file.read_bytes(), format=_TURTLE):
            yield pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, graph)


def export_quads(path: Path, target: Path, form: str = "nquads") -> int:
    """Write a published store to `target` as "nquads" or "trig"; return the number of quads.

    Raises UsageInvalid for another format, LibraryMissing or LibraryDamaged as
    `open_read_only` does.
    """
    if form not in _EXPORTS:
        raise UsageInvalid(f"{form!r} is no export format. Choose one of {', '.join(_EXPORTS)}.")
    store = open_read_only(path)
    store.dump(target, format=_EXPORTS[form], prefixes=PREFIXES)
    return len(store)


def open_read_only(path: Path) -> pyoxigraph.Store:
    """Return a published store, opened so that nothing can be written.

    Raises LibraryMissing when there is none, LibraryDamaged when it cannot be read.
    """
    if not path.is_dir():
        raise LibraryMissing(f"There is no graph at {path}. Run `lessons ingest` first.")
    try:
        return pyoxigraph.Store.read_only(str(path))
    except (OSError, RuntimeError) as cause:
        raise _opening_failed(path, cause) from cause


def _opening_failed(path: Path, cause: Exception) -> LibraryBusy | LibraryDamaged:
    # RocksDB names a held lock only in its message.
    if "lock" in str(cause).lower():
        return LibraryBusy(f"Another process is writing to {path}. Try again when it is done.")
    return LibraryDamaged(f"The graph at {path} cannot be read: {cause}. Run `lessons rebuild`.")
