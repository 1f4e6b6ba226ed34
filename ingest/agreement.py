"""What a generation's graph and index count; one that is served has to agree with itself."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import LibraryDamaged
from graph.library import Generation
from graph.view import GraphView
from search.embedding.store import VectorReader, has_vectors
from search.engine import get_engine

__all__ = ["Counts", "check_vectors", "count"]

# What the index holds one entry of, each, by its name in home-counts.rq.
_INDEXED = ("reviews", "passages", "lessons", "recommendations")


@dataclass(frozen=True, slots=True)
class Counts:
    """Things in the graph, and entries in the index: `indexed` ought to be `expected`."""

    documents: int
    reviews: int
    passages: int
    expected: int
    indexed: int


def count(generation: Generation, engine: str) -> Counts:
    """Return the counts of a generation; raises LibraryDamaged when it cannot be opened."""
    if not generation.graph.is_dir():
        raise LibraryDamaged(
            f"Generation {generation.number} has lost its graph. Run: lessons rebuild"
        )
    (row,) = GraphView.open(generation.graph).select("pages/home-counts")
    told = {name: int(str(value)) for name, value in row.items()}
    reader = get_engine(engine).read(generation.index)
    try:
        indexed = reader.count()
    finally:
        reader.close()
    expected = sum(told[name] for name in _INDEXED)
    return Counts(told["documents"], told["reviews"], told["passages"], expected, indexed)


def check_vectors(generation: Generation, counts: Counts) -> int | None:
    """Return the number of vectors of a generation, None where it has none.

    All entries but reviews have one. Raises LibraryDamaged where the numbers
    differ or the vectors cannot be read.
    """
    if not has_vectors(generation.vectors):
        return None
    found, expected = VectorReader(generation.vectors).count(), counts.expected - counts.reviews
    if found != expected:
        raise LibraryDamaged(
            f"There are {found} vectors for {expected} passages, lessons and recommendations. "
            "Run: lessons rebuild"
        )
    return found
