"""How soon a large library answers: `python -m tests.benchmarks.opening [PASSAGES]`.

A library of made-up Records is published as any other. Then `lessons search` and
`lessons show` run in processes of their own: first with the library's files
dropped from the page cache, then again. Nothing is asserted; bare Python and
`lessons --help` stand beside them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from graph.catalogue import Holding
from graph.identifiers import content_id, fingerprint
from graph.library import Generation, Library
from graph.model import (
    Case,
    CaseFactor,
    Document,
    Evidence,
    FactorStatus,
    Passage,
    PassageKind,
    Record,
    Review,
    Source,
    Status,
)
from graph.view import GraphView
from ingest.publish import Change, publish
from search.entry import Entry
from tests.benchmarks.searching import passages

__all__ = ["build", "main", "records"]

DEFAULT_PASSAGES = 200_000
ROUNDS = 5
SPARSE = 10  # one passage in so many has Evidence: some 18 quads a passage in all
QUOTE = 30  # characters of a passage that its Evidence quotes
MEDIA_TYPE = "text/plain"


def records(number: int) -> Iterator[Record]:
    """Yield made-up Records with that many passages in all; always the same ones."""
    for document, entries in groupby(passages(number), key=lambda one: one.document):
        yield _record(document, list(entries))


def _record(document: str, entries: Sequence[Entry]) -> Record:
    first = entries[0]
    case = f"case-{document}"
    found, start = [], 0
    for one in entries:
        found.append(_passage(one, start))
        start += len(one.text) + 2
    pairs = list(zip(found, entries, strict=True))[::SPARSE]
    evidence = [_evidence(one, concept, case) for one, entry in pairs for concept in entry.factors]
    factors = {
        concept: tuple(one.id for one in evidence if one.concept == concept)
        for concept in dict.fromkeys(one.concept for one in evidence)
    }
    stated = tuple(
        CaseFactor(concept, FactorStatus.PRESENT, "mother", ids) for concept, ids in factors.items()
    )
    source = Source(f"{document}.txt", fingerprint(document.encode()), MEDIA_TYPE)
    return Record(
        document=Document(document, first.title, first.date, source),
        reviews=(Review(first.review, first.type, first.board, first.area, (case,)),),
        cases=(Case(case, f"Child {document}", factors=stated),),
        passages=tuple(found),
        evidence=tuple(evidence),
    )


def _passage(one: Entry, start: int) -> Passage:
    end = start + len(one.text)
    kind = PassageKind.NARRATIVE
    return Passage(one.passage, one.number, 1, ("Report",), kind, start, end, one.text)


def _evidence(passage: Passage, concept: str, case: str) -> Evidence:
    return Evidence(
        id=content_id("ev", passage.id, concept),
        passage=passage.id,
        start=passage.start,
        end=passage.start + QUOTE,
        quote=passage.text[:QUOTE],
        concept=concept,
        status=Status.ASSERTED,
        person="mother",
        case=case,
        method="made-up",
        confidence=0.9,
    )


def build(folder: Path, number: int) -> Generation:
    """Publish a library of made-up Records and say what it took."""
    library = Library.create(folder)
    changes = []
    for record in records(number):
        library.keep_record(record)
        source = record.document.source
        reviews = tuple(one.id for one in record.reviews)
        holding = Holding(
            source.file, source.sha256, record.document.id, record.document.title,
            source.media_type, reviews,
        )  # fmt: skip
        changes.append(Change(holding))
    began = time.perf_counter()
    with library.writing():
        built = publish(library, changes)
    seconds = time.perf_counter() - began
    quads = len(GraphView.open(built.graph))
    size = sum(one.stat().st_size for one in built.path.rglob("*") if one.is_file()) / 1e6
    click.echo(
        f"{len(changes):,} documents, {number:,} passages, {quads:,} quads: "
        f"published in {seconds:.0f} s, {size:.0f} MB"
    )
    return built


def _forget(folder: Path) -> None:
    """Drop a folder's files from the page cache, as far as the system allows."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _commands(library: Path) -> Iterable[tuple[str, list[str]]]:
    lessons = [sys.executable, "-c", "from web.cli import main; main()"]
    at = ["--library", str(library)]
    yield "bare Python", [sys.executable, "-c", "pass"]
    yield "lessons --help", [*lessons, "--help"]
    yield "lessons search", [*lessons, "search", "neglect", "--facet", "factor", *at]
    yield "lessons search, phrase", [*lessons, "search", '"domestic abuse"', *at]
    yield "lessons show CONCEPT", [*lessons, "show", "child-neglect", *at]


def main(arguments: Sequence[str] = ()) -> None:
    """Print how long a library of the size asked for takes to answer."""
    number = int(arguments[0]) if arguments else DEFAULT_PASSAGES
    with tempfile.TemporaryDirectory() as folder:
        built = build(Path(folder), number)
        click.echo(f"{'':26}{'cold s':>8}{'warm s':>8}{'to bare Python':>16}")
        bare = 0.0
        for name, command in _commands(Path(folder)):
            _forget(built.path)
            cold = _seconds(command)
            warm = statistics.median(_seconds(command) for _ in range(ROUNDS))
            bare = bare or warm
            click.echo(f"{name:26}{cold:8.2f}{warm:8.2f}{warm / bare:15.0f}x")


if __name__ == "__main__":
    main(sys.argv[1:])
