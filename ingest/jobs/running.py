"""One job, done: its files one by one, each kept in the catalogue as soon as it is through.

A job may be asked to stop. It looks for that between files, and while a new
generation is built, until that is sealed: then it goes on to the end.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from graph.catalogue import Holding
from graph.errors import LessonsError, LibraryBusy
from graph.job import FileState, Job, JobFile, JobKind, JobState
from graph.library import Library
from graph.records import dump_record
from ingest.admission import admit
from ingest.batch import Action, BatchReport, FileReport, ingest
from ingest.jobs.preview import preview
from ingest.jobs.staging import Staging
from ingest.limits import DEFAULT_LIMITS
from ingest.preparing import prepare
from ingest.rebuild import rebuild, reread
from ingest.workers import cores, in_processes

__all__ = ["run"]

_Made = TypeVar("_Made")

_LOG = logging.getLogger("lessons.jobs")
_RETRY = 1.0  # seconds between two looks at whether another writer has finished
# Steps of publishing before which a job may still be stopped.
_STOPPABLE = frozenset({"start", "graph", "index", "check"})
_STATES = {
    Action.ADDED: FileState.READ,
    Action.REPLACED: FileState.READ,
    Action.SKIPPED: FileState.HELD,
    Action.FAILED: FileState.REFUSED,
}


class _Stopped(Exception):
    """Somebody asked the job to stop."""


def run(library: Library, job: Job) -> None:
    """Do a job that was claimed, and keep how it ended; raises nothing."""
    running = _Running(library, job, {one.file: one for one in library.jobs.files(job.id)})
    try:
        generation = _WORK[job.kind](running)
    except _Stopped:
        library.jobs.end(job.id, JobState.STOPPED, code="stopped")
    except LessonsError as error:
        library.jobs.end(job.id, JobState.FAILED, code=error.code, message=str(error))
    except Exception as error:  # noqa: BLE001 - the worker's outermost edge: the next job goes on
        _LOG.exception("Job %d failed.", job.id)
        told = f"{type(error).__name__}: {error}"
        library.jobs.end(job.id, JobState.FAILED, code="unforeseen", message=told)
    else:
        library.jobs.end(job.id, JobState.DONE, generation=generation)


@dataclass(frozen=True, slots=True)
class _Running:
    """A job under way: what `ingest` and `rebuild` tell of their progress goes to its rows."""

    library: Library
    job: Job
    files: dict[str, JobFile]  # by name; of several of one name only one is not refused

    def file(self, report: FileReport, _total: int) -> None:
        """Keep what became of a file, then look whether to stop."""
        self.mark(report.file, _STATES[report.action], code=report.code, message=report.message)
        self.look()

    def step(self, name: str) -> None:
        """Keep which step of publishing begins, and look whether to stop while one may."""
        self.library.jobs.step(self.job.id, name)
        if name in _STOPPABLE:
            self.look()

    def look(self) -> None:
        """Raise _Stopped when somebody has asked for that."""
        if self.library.jobs.stopping(self.job.id):
            raise _Stopped

    def mark(
        self, name: str, state: FileState, *, code: str = "", message: str = "", document: str = ""
    ) -> None:
        at = self.files[name].position
        self.library.jobs.mark(
            self.job.id, at, state, code=code, message=message, document=document
        )

    def when_free(self, act: Callable[[], _Made]) -> _Made:
        """Return what `act` makes, once no other process writes to the library."""
        while True:
            try:
                return act()
            except LibraryBusy:
                self.step("busy")
                self.look()
                time.sleep(_RETRY)


@dataclass(frozen=True, slots=True)
class _Look:
    """One staged file that is to be read."""

    library: Library
    staging: Staging
    file: JobFile


def _upload(running: _Running) -> None:
    """Read the files of an upload and keep what was found; publish nothing."""
    library, job = running.library, running.job
    running.step("reading")
    waiting = _unknown(running)
    staging = Staging.of(library, job.id)
    tasks = [_Look(library, staging, one) for one in waiting]
    if tasks:
        prepare(len(tasks))
    older = {one.file: one.title for one in _held(library)}
    with closing(
        in_processes(_look, tasks, processes=cores(), seconds=DEFAULT_LIMITS.seconds)
    ) as outcomes:
        for done in outcomes:
            at, error = done.task.file.position, done.error
            if error is None:
                found = (done.result or {}) | {"replaces": older.get(done.task.file.file, "")}
                library.jobs.mark(job.id, at, FileState.READ, found=found)
            else:
                library.jobs.mark(
                    job.id, at, FileState.REFUSED, code=error.code, message=str(error)
                )
            running.look()


def _look(task: _Look) -> dict[str, object]:
    """Read one file and keep its Record aside: in a process of its own."""
    name = task.file.file
    admitted = admit(task.library, task.staging.file(name), name, DEFAULT_LIMITS)
    task.staging.record(task.file.position).write_bytes(dump_record(admitted.record))
    return preview(admitted)


def _unknown(running: _Running) -> list[JobFile]:
    """Return the files still to be read; those whose bytes are known are marked and left.

    The same bytes under another ending are read too: the ending may be why they were refused.
    """
    library, job = running.library, running.job
    held = {one.sha256: one for one in _held(library)}
    sent = {
        _same(one): one.file for one in library.jobs.files(job.id) if one.state is FileState.READ
    }
    found = []
    for one in library.jobs.files(job.id):
        if one.state is not FileState.WAITING:
            continue
        known = held.get(one.sha256)
        file, document = (known.file, known.document) if known else (sent.get(_same(one), ""), "")
        if file:
            library.jobs.mark(job.id, one.position, FileState.HELD, message=file, document=document)
        else:
            sent[_same(one)] = one.file
            found.append(one)
    return found


def _same(one: JobFile) -> tuple[str, str]:
    return one.sha256, PurePath(one.file).suffix.lower()


def _publish(running: _Running) -> int | None:
    """Put files of an upload into the library, as `lessons ingest` does."""
    library, job = running.library, running.job
    upload = job.about or 0
    staging = Staging.of(library, upload)
    paths = [staging.file(name) for name in running.files if staging.file(name).exists()]
    report = running.when_free(
        lambda: ingest(library, paths, on_file=running.file, on_step=running.step)
    )
    _published(running, report)
    sent = {one.file: one for one in library.jobs.files(upload)}
    for one in library.jobs.files(job.id):
        old = sent.get(one.file)
        if old is None or one.state is FileState.WAITING:
            continue
        library.jobs.mark(
            upload,
            old.position,
            one.state,
            code=one.code,
            message=one.message,
            document=one.document,
        )
        staging.drop(old.position, one.file)
    return _number(report)


def _correct(running: _Running) -> int | None:
    """Read documents of the library again, so that their corrections come onto the pages."""
    documents = {one.document for one in running.files.values()}
    report = running.when_free(
        lambda: reread(running.library, documents, on_file=running.file, on_step=running.step)
    )
    _published(running, report)
    return _number(report)


def _rebuild(running: _Running) -> int | None:
    """Read every original again."""
    report = running.when_free(
        lambda: rebuild(running.library, on_file=running.file, on_step=running.step)
    )
    _published(running, report)
    return _number(report)


def _published(running: _Running, report: BatchReport) -> None:
    """Mark what is in the library now, with its id there."""
    held = _held(running.library)
    by_name, by_bytes = {one.file: one for one in held}, {one.sha256: one for one in held}
    for one in report.files:
        row = running.files[one.file]
        if one.action is Action.SKIPPED:
            known = by_bytes.get(row.sha256)
            same, document = (known.file, known.document) if known else ("", "")
            running.mark(one.file, FileState.HELD, message=same, document=document)
        elif one.action is not Action.FAILED and one.file in by_name:
            running.mark(one.file, FileState.PUBLISHED, document=by_name[one.file].document)


def _held(library: Library) -> tuple[Holding, ...]:
    current = library.served_number()
    return library.catalogue.entries(current) if current else ()


def _number(report: BatchReport) -> int | None:
    return report.generation.number if report.generation else None


_WORK: dict[JobKind, Callable[[_Running], int | None]] = {
    JobKind.UPLOAD: _upload,
    JobKind.PUBLISH: _publish,
    JobKind.CORRECT: _correct,
    JobKind.REBUILD: _rebuild,
}
