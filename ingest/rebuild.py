"""A rebuild: everything derived is made again from the originals and the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from graph.catalogue import Holding
from graph.errors import LibraryDamaged, LibraryMissing
from graph.library import Library
from ingest.batch import Action, BatchReport, FileReport
from ingest.corrected import with_corrections
from ingest.extract import extract
from ingest.limits import DEFAULT_LIMITS
from ingest.meaning import kept_embedder
from ingest.preparing import prepare
from ingest.publish import Change, publish
from ingest.workers import cores, in_processes
from search.embedding.embedder import NO_EMBEDDER, default_embedder
from search.engine import DEFAULT_ENGINE

__all__ = ["rebuild", "reread"]


def rebuild(
    library: Library,
    *,
    extract_again: bool = True,
    engine: str | None = None,
    embedder: str | None = None,
    on_file: Callable[[FileReport, int], None] = lambda _report, _total: None,
    on_step: Callable[[str], None] = lambda _step: None,
) -> BatchReport:
    """Return what became of each document; all are published as one new generation.

    A document that can no longer be read keeps the Record it had and is reported
    as failed. Originals, catalogue and CURRENT are enough: what a backup of the truth
    alone restores. `engine` changes the search engine, `embedder` what the vectors are
    made by ("none" for a library without). Raises LibraryMissing when the
    library serves nothing, LibraryBusy when another process is writing.
    """
    report = BatchReport()
    with library.writing():
        served = library.served_number()
        if served is None:
            raise LibraryMissing("There is nothing to rebuild yet. Run: lessons ingest FILES")
        held = library.catalogue.entries(served)
        if extract_again:
            for one in _extracted(library, held):
                report.files.append(one)
                on_file(one, len(held))
        changes = [Change(_now(library, one), removed=one.document) for one in held]
        report.generation = publish(
            library,
            changes,
            engine=engine or _engine(library),
            embedder=embedder or _embedder(library),
            afresh=True,
            on_step=on_step,
        )
    return report


def reread(
    library: Library,
    documents: Collection[str],
    *,
    on_file: Callable[[FileReport, int], None] = lambda _report, _total: None,
    on_step: Callable[[str], None] = lambda _step: None,
) -> BatchReport:
    """Return what became of these documents, read again and published as one new generation.

    So corrections come onto the pages. Ids that the library does not hold are passed over;
    where none is left, nothing is published. Raises as `rebuild` does.
    """
    report = BatchReport()
    with library.writing():
        served = library.served_number()
        if served is None:
            raise LibraryMissing("There is nothing to read again. Run: lessons ingest FILES")
        held = tuple(one for one in library.catalogue.entries(served) if one.document in documents)
        for one in _extracted(library, held):
            report.files.append(one)
            on_file(one, len(held))
        changes = [Change(_now(library, one), removed=one.document) for one in held]
        if changes:
            report.generation = publish(library, changes, on_step=on_step)
    return report


def _extracted(library: Library, held: tuple[Holding, ...]) -> Iterator[FileReport]:
    def again(one: Holding) -> str:
        record = extract(library.original(one.sha256).read_bytes(), one.file)
        record = with_corrections(library, record)
        library.keep_record(record)
        return record.document.title

    prepare(len(held))
    outcomes = in_processes(again, held, processes=cores(), seconds=DEFAULT_LIMITS.seconds)
    for done in outcomes:
        name = done.task.file
        if done.error is None:
            yield FileReport(name, Action.REPLACED, title=done.result or "")
        else:
            yield FileReport(name, Action.FAILED, code=done.error.code, message=str(done.error))


def _engine(library: Library) -> str:
    """Return the engine of the served generation, or the usual one where that is lost."""
    try:
        served = library.current()
        return served.manifest().engine if served else DEFAULT_ENGINE
    except LibraryDamaged:
        return DEFAULT_ENGINE


def _embedder(library: Library) -> str:
    """Return what made the vectors of the served generation, or the usual where there are none."""
    try:
        kept = kept_embedder(library.current())
    except LibraryDamaged:
        return default_embedder()
    return default_embedder() if kept == NO_EMBEDDER else kept


def _now(library: Library, one: Holding) -> Holding:
    """Return the holding as its Record tells it now: the title may have changed."""
    record = library.record(one.document)
    return Holding(
        file=one.file,
        sha256=one.sha256,
        document=one.document,
        title=record.document.title,
        media_type=one.media_type,
        reviews=tuple(review.id for review in record.reviews),
    )
