"""What `lessons doctor` checks: that a library is whole and its parts agree."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.catalogue import Holding
from graph.errors import LessonsError
from graph.library import Generation, Library
from graph.shacl_report import graph_violations
from graph.triples import triples
from graph.validation import validate
from ingest.agreement import Counts, check_vectors, count
from ingest.corrected import as_read
from search.embedding.store import held_embedder

__all__ = ["Finding", "check_library"]

_SHOWN = 3  # examples named in a message


@dataclass(frozen=True, slots=True)
class Finding:
    """One check, whether it passed, and what to do when it did not."""

    name: str
    passed: bool
    message: str


def check_library(library: Library) -> list[Finding]:
    """Return all checks of the served generation, the originals and the records."""
    served = library.current()
    if served is None:
        return [
            Finding(
                "served", passed=False, message="Nothing is published. Run: lessons ingest FILES"
            )
        ]
    checks: dict[str, Callable[[Library, Generation], str]] = {
        "originals": _originals,
        "records": _records,
        "shapes": _shapes,
        "agreement": _agreement,
    }
    return list(_run(checks, library, served))


def _run(
    checks: dict[str, Callable[[Library, Generation], str]],
    library: Library,
    served: Generation,
) -> Iterator[Finding]:
    for name, check in checks.items():
        try:
            yield Finding(name, passed=True, message=check(library, served))
        except _Wrong as wrong:
            yield Finding(name, passed=False, message=str(wrong))
        except LessonsError as error:
            yield Finding(name, passed=False, message=str(error))


class _Wrong(Exception):
    """A check that failed; the message says what to do."""


def _originals(library: Library, served: Generation) -> str:
    held = library.catalogue.entries(served.number)
    bad = [one.file for one in held if _sha256(library, one.sha256) != one.sha256]
    if bad:
        raise _Wrong(f"{_some(bad)} missing or changed on disk. Add the files again.")
    return f"{len(held)} source files are as they were added."


def _sha256(library: Library, sha256: str) -> str:
    path = library.original(sha256)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _records(library: Library, served: Generation) -> str:
    held = library.catalogue.entries(served.number)
    bad = [one.file for one in held if validate(triples(library.record(one.document)))]
    if bad:
        raise _Wrong(f"{_some(bad)}: the graph breaks its shapes. Run: lessons rebuild")
    late = [one.file for one in held if _lacks_correction(library, one)]
    if late:
        raise _Wrong(f"{_some(late)}: a correction is not on the pages yet. Run: lessons rebuild")
    return f"{len(held)} records give graphs that are valid against the shapes."


def _lacks_correction(library: Library, one: Holding) -> bool:
    """Say whether an editor has set right what the Record still has as it was read."""
    in_force = library.corrections.of(one.sha256, one.file, {})
    said = as_read(library.record(one.document)) if in_force else {}
    return any(said[correction.field] != correction.value for correction in in_force)


def _shapes(library: Library, served: Generation) -> str:
    """Judge the graph that is served, not the one that the records would give."""
    found = graph_violations(served.graph)
    if found:
        first = found[0]
        raise _Wrong(
            f"The served graph breaks its shapes in {len(found)} places; the first: {first.node}: "
            f"{first.message} Run: lessons rebuild. For all of them: lessons doctor --shacl FILE"
        )
    held = len(library.catalogue.entries(served.number))
    return f"The served graphs of {held} documents are valid against the shapes."


def _agreement(library: Library, served: Generation) -> str:
    manifest = served.manifest()
    counts = count(served, manifest.engine)
    held = len(library.catalogue.entries(served.number))
    if not held == manifest.documents == counts.documents:
        raise _Wrong(
            f"The catalogue has {held} documents, the manifest {manifest.documents}, "
            f"the graph {counts.documents}. Run: lessons rebuild"
        )
    if counts.indexed != counts.expected:
        raise _Wrong(
            f"The index holds {counts.indexed} entries where the graph has {counts.expected}. "
            "Run: lessons rebuild"
        )
    return (
        f"Catalogue, graph and index agree on {held} documents ({counts.indexed} index entries). "
        + _vectors(served, counts)
    )


def _vectors(served: Generation, counts: Counts) -> str:
    found = check_vectors(served, counts)
    if found is None:
        return (
            "It has no vectors: what is alike is found by words and shared concepts alone. "
            "To have them: lessons rebuild --records"
        )
    return f"{found} vectors ({held_embedder(served.vectors)}) agree with the index."


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
