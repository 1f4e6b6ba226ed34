"""Publishing: the next generation is built beside the last, then served in one step.

Until CURRENT flips, nothing a reader sees has changed; after it, everything
has. A process that ends at any moment in between leaves the last good
generation served and, at most, files that the next writing sweeps away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from graph.catalogue import Holding
from graph.errors import LibraryDamaged, LibraryMissing
from graph.library import Generation, Library, Manifest
from graph.model import Record
from graph.store import GraphWriter, open_read_only
from graph.triples import Names, triples
from graph.vocabulary import load_vocabulary
from ingest.agreement import check_vectors, count
from ingest.groups import write_groups
from ingest.meaning import kept_embedder, vectors_beside
from search.embedding.store import VectorWriter
from search.engine import DEFAULT_ENGINE, get_engine
from search.entries import entries
from search.profiles import profiles

__all__ = ["KEPT_GENERATIONS", "Change", "publish", "rollback"]

KEPT_GENERATIONS = 3

_OnStep = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Change:
    """A document that goes in, and the id of the older one that it replaces."""

    added: Holding
    removed: str | None = None


def publish(
    library: Library,
    changes: Sequence[Change],
    *,
    engine: str | None = None,
    embedder: str | None = None,
    afresh: bool = False,
    on_step: _OnStep = lambda _step: None,
) -> Generation:
    """Return the new, served generation: the last one with `changes` applied.

    The Records of what is added must be in the library, and the writer's lock
    held. `afresh` starts from nothing, for a rebuild; only then may `engine` or
    `embedder` be another than the last generation's. `on_step` is told each step
    before it begins. Raises LibraryDamaged when graph and index of the new
    generation do not agree; the last one is then still served.
    """
    on_step("start")
    base = None if afresh else library.current()
    engine = engine or (base.manifest().engine if base else DEFAULT_ENGINE)
    library.catalogue.forget_after(library.served_number() or 0)
    built = library.start_generation()
    on_step("graph")
    _write_graph(library, base, built, changes)
    gone = (one.removed for one in changes if one.removed)
    write_groups(library, base, built, gone, (one.added.document for one in changes))
    on_step("index")
    with vectors_beside(base, built, embedder or kept_embedder(base)) as vectors:
        _write_index(library, base, built, changes, engine=engine, vectors=vectors)
    on_step("check")
    built.write_manifest(_checked(built, engine))
    on_step("seal")
    sealed = library.seal(built)
    removed = tuple(one.removed for one in changes if one.removed)
    library.catalogue.write(sealed.number, tuple(one.added for one in changes), removed)
    on_step("serve")
    library.serve(sealed)
    on_step("prune")
    library.prune(KEPT_GENERATIONS)
    return sealed


def rollback(library: Library) -> Generation:
    """Serve the generation before the served one, and return it; the lock must be held.

    Where CURRENT names nothing that is there, the newest generation that the
    catalogue knows is served. Raises LibraryMissing when there is none to serve.
    """
    try:
        served = library.current()
    except LibraryDamaged:
        served = None
    older = [one for one in library.generations() if served is None or one.number < served.number]
    whole = [one for one in older if _is_whole(library, one)]
    if not whole:
        raise LibraryMissing(
            "There is no older generation to go back to. Restore the library from a backup."
        )
    library.serve(whole[-1])
    return whole[-1]


def _is_whole(library: Library, generation: Generation) -> bool:
    """Tell whether a generation's manifest can be read and agrees with the catalogue."""
    try:
        told = generation.manifest().documents
    except LibraryDamaged:
        return False
    return told == len(library.catalogue.entries(generation.number))


def _write_graph(
    library: Library, base: Generation | None, built: Generation, changes: Sequence[Change]
) -> None:
    if base is not None:
        open_read_only(base.graph).backup(str(built.graph))  # hard links: next to nothing
    with GraphWriter(built.graph) as writer:
        writer.load_vocabulary()
        names = Names()
        removed = [names.graph(one.removed) for one in changes if one.removed]
        added = [names.graph(one.added.document) for one in changes]
        quads = (quad for record in _records(library, changes) for quad in triples(record))
        writer.replace_many([*removed, *added], quads)


def _write_index(
    library: Library,
    base: Generation | None,
    built: Generation,
    changes: Sequence[Change],
    *,
    engine: str,
    vectors: VectorWriter | None,
) -> None:
    if base is not None:
        get_engine(engine).clone(base.index, built.index)
    vocabulary = load_vocabulary()
    coming = [*_siblings(library, base, changes), *changes]
    with get_engine(engine).write(built.index) as writer:
        for change in coming:
            for document in filter(None, (change.removed, change.added.document)):
                writer.delete_document(document)
                if vectors:
                    vectors.delete_document(document)
        for record in _records(library, coming):
            made = tuple(entries(record, vocabulary))
            writer.add(made)
            if vectors:
                vectors.add(made)
            writer.add_profiles(profiles(record))
        writer.commit()


def _siblings(library: Library, base: Generation | None, changes: Sequence[Change]) -> list[Change]:
    """Return the documents that stay and report a review of a document that goes.

    A review has one entry in the index, made from the last document that reports
    it. When that one goes, the entry is made again from those that stay.
    """
    if base is None:
        return []
    held = library.catalogue.entries(base.number)
    going = {one.removed for one in changes if one.removed}
    touched = {review for one in held if one.document in going for review in one.reviews}
    stay = [one for one in held if one.document not in going and touched & set(one.reviews)]
    return [Change(one) for one in stay]


def _records(library: Library, changes: Sequence[Change]) -> Iterator[Record]:
    """Yield the Records of what is added, one at a time: a library need not fit in memory."""
    for change in changes:
        yield library.record(change.added.document)


def _checked(built: Generation, engine: str) -> Manifest:
    """Return the manifest, counted from the graph; the index must count the same."""
    counts = count(built, engine)
    if counts.indexed != counts.expected:
        raise LibraryDamaged(
            f"The new index holds {counts.indexed} entries where the graph has {counts.expected}. "
            "The last generation is still served. Run: lessons rebuild"
        )
    check_vectors(built, counts)
    return Manifest(
        generation=built.number,
        documents=counts.documents,
        reviews=counts.reviews,
        passages=counts.passages,
        engine=engine,
        extractor=version("lessons-graph"),
    )
