"""The vectors of a new generation: written beside its index, from the same entries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.library import Generation
from search.embedding.embedder import NO_EMBEDDER, default_embedder, get_embedder
from search.embedding.store import VectorWriter, has_vectors, held_embedder

__all__ = ["kept_embedder", "vectors_beside"]


def kept_embedder(base: Generation | None) -> str:
    """Return the name of the embedder that goes on from a generation.

    A library's first gets the usual one. One that was built without vectors
    stays so until a rebuild: it would have those of its new documents alone.
    Raises LibraryDamaged where the vectors cannot be read.
    """
    if base is None:
        return default_embedder()
    return held_embedder(base.vectors) if has_vectors(base.vectors) else NO_EMBEDDER


@contextmanager
def vectors_beside(
    base: Generation | None, built: Generation, embedder: str
) -> Iterator[VectorWriter | None]:
    """Yield the writer of a new generation's vectors, None without an embedder.

    What was written counts when the block ends well. Raises UsageInvalid for an
    embedder that there is not.
    """
    if embedder == NO_EMBEDDER:
        yield None
        return
    before = base.vectors if base is not None else None
    writer = VectorWriter(built.vectors, get_embedder(embedder), before)
    yield writer
    writer.commit(built.number)
