"""Libraries made from the factory's Records, for the tests of publishing.

Nothing is read here, so these tests hold whatever the extraction finds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from graph.catalogue import Holding
from graph.library import Generation, Library
from graph.model import Record
from graph.view import GraphView
from ingest.checks import check_library
from ingest.publish import Change, publish
from search.engine import get_engine
from search.query import read_query

__all__ = ["changes_for", "file_hashes", "found", "held", "put", "titles", "whole"]

_TITLES = "SELECT DISTINCT ?title WHERE { ?d a cr:Document ; dcterms:title ?title } ORDER BY ?title"


def put(
    library: Library,
    *records: Record,
    removed: str | None = None,
    on_step: Callable[[str], None] = lambda _step: None,
) -> Generation:
    """Publish Records; `removed` is the id of the document that the first one replaces."""
    with library.writing():
        return publish(library, changes_for(library, *records, removed=removed), on_step=on_step)


def changes_for(
    library: Library, *records: Record, removed: str | None = None
) -> tuple[Change, ...]:
    """Keep the Records and return the changes that put them in."""
    for record in records:
        library.keep_record(record)
        text = "\n\n".join(one.text for one in record.passages).encode()
        library.keep_original(record.document.source.sha256, text)
    olds = (removed, *(None for _ in records))
    return tuple(Change(_holding(one), old) for one, old in zip(records, olds, strict=False))


def _holding(record: Record) -> Holding:
    source = record.document.source
    reviews = tuple(one.id for one in record.reviews)
    return Holding(
        source.file,
        source.sha256,
        record.document.id,
        record.document.title,
        source.media_type,
        reviews,
    )


def held(library: Library) -> tuple[str, ...]:
    """Return the ids of the documents that the served generation holds."""
    served = library.current()
    return tuple(one.document for one in library.catalogue.entries(served.number if served else 0))


def titles(generation: Generation) -> list[str]:
    """Return the titles of the documents in a generation's graph."""
    return [str(row["title"]) for row in GraphView.open(generation.graph).select(_TITLES)]


def found(generation: Generation, words: str) -> list[str]:
    """Return the ids of what a search finds in a generation's index."""
    reader = get_engine(generation.manifest().engine).read(generation.index)
    try:
        return sorted(reader.ids(read_query(words, expand=False)))
    finally:
        reader.close()


def whole(library: Library) -> bool:
    """Tell whether catalogue, manifest, graph, index, originals and records agree."""
    wrong = [one for one in check_library(library) if not one.passed]
    assert not wrong, wrong
    return True


def file_hashes(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file below a folder, by its path."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
