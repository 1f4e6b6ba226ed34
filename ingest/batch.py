"""One ingest: find the files, read the new ones in parallel, publish what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from graph.catalogue import Entry
from graph.errors import DocumentError, DocumentNotAReview, DocumentUnreadable, UsageInvalid
from graph.identifiers import fingerprint
from graph.library import Generation, Library
from graph.model import Record
from ingest.extract import extract
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.publish import Change, publish
from ingest.workers import cores, in_processes

__all__ = ["Action", "BatchReport", "FileReport", "ingest", "sources"]


class Action(StrEnum):
    """What happened to one file."""

    ADDED = "added"
    REPLACED = "replaced"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file of a batch; `code` and `message` say why it was skipped or failed."""

    file: str
    action: Action
    title: str = ""
    cases: tuple[str, ...] = ()
    recommendations: int = 0
    code: str = ""
    message: str = ""


@dataclass(slots=True)
class BatchReport:
    """All files of a batch, and the generation that was published, if one was."""

    files: list[FileReport] = field(default_factory=list)
    generation: Generation | None = None

    def count(self, action: Action) -> int:
        """Return how many files an action happened to."""
        return sum(one.action is action for one in self.files)


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    name: str
    data: bytes
    sha256: str
    limits: Limits


def sources(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return (path, name) of every file under `paths`, hidden ones and READMEs left out.

    A file's name is its path below the folder that was given: the identity by
    which a changed file replaces its older self. Raises UsageInvalid for a path
    that is not there.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise UsageInvalid(f"There is nothing at {path}. Give files or folders that exist.")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = str(file.relative_to(path)) if path.is_dir() else file.name
            if file.is_file() and not _left_out(Path(name)):
                found.setdefault(file.resolve(), name)
    return [(file, name) for file, name in found.items()]


def ingest(
    library: Library,
    paths: Sequence[Path],
    *,
    limits: Limits = DEFAULT_LIMITS,
    processes: int | None = None,
    on_file: Callable[[FileReport, int], None] = lambda _report, _total: None,
    on_step: Callable[[str], None] = lambda _step: None,
) -> BatchReport:
    """Read files into the library and publish one new generation.

    `on_file` gets each file's report as it is done, with the number of files in
    all; `on_step` the name of each publishing step. Files that fail are reported
    and the rest goes in. Raises LibraryBusy when another process is writing.
    """
    files = sources(paths)
    report = BatchReport()

    def tell(one: FileReport) -> None:
        report.files.append(one)
        on_file(one, len(files))

    with library.writing():
        held = _held(library)
        tasks = list(_new(files, held, limits, tell))
        changes: list[Change] = []
        for outcome in in_processes(
            _extract, tasks, processes=processes or cores(), seconds=limits.seconds
        ):
            if outcome.result is None:
                tell(_failed(outcome.task.name, outcome.error or DocumentUnreadable("No result.")))
                continue
            change = _change(outcome.task, outcome.result, held)
            library.keep_original(outcome.task.sha256, outcome.task.data)
            library.keep_record(outcome.result)
            changes.append(change)
            tell(_taken(outcome.task.name, outcome.result, replaced=change.removed is not None))
        if changes:
            ordered = sorted(changes, key=lambda one: one.added.file if one.added else "")
            report.generation = publish(library, ordered, on_step=on_step)
    return report


def _left_out(name: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in name.parts)
    return hidden or name.stem.upper() in {"README", "LICENSE"}


def _held(library: Library) -> dict[str, Entry]:
    current = library.current()
    entries = library.catalogue.entries(current.number) if current else ()
    return {entry.file: entry for entry in entries}


def _new(
    files: list[tuple[Path, str]],
    held: dict[str, Entry],
    limits: Limits,
    tell: Callable[[FileReport], None],
) -> Iterator[_Task]:
    """Yield a task for each file whose bytes the library does not hold yet."""
    known = {entry.sha256: entry.file for entry in held.values()}
    for path, name in files:
        try:
            data = path.read_bytes()
        except OSError as cause:
            tell(_failed(name, DocumentUnreadable(f"{cause.strerror}. Check its permissions.")))
            continue
        sha256 = fingerprint(data)
        if sha256 in known:
            same = known[sha256]
            why = "unchanged" if same == name else f"the same bytes as {same}"
            tell(FileReport(name, Action.SKIPPED, code="document-known", message=why))
            continue
        known[sha256] = name
        yield _Task(path, name, data, sha256, limits)


def _extract(task: _Task) -> Record:
    record = extract(task.data, task.name, task.limits)
    for warning in record.warnings:
        if warning.code == DocumentNotAReview.code:
            raise DocumentNotAReview(warning.message)
    return record


def _change(task: _Task, record: Record, held: dict[str, Entry]) -> Change:
    older = held.get(task.name)
    entry = Entry(
        file=task.name,
        sha256=task.sha256,
        document=record.document.id,
        title=record.document.title,
        media_type=record.document.source.media_type,
    )
    return Change(added=entry, removed=older.document if older else None)


def _taken(name: str, record: Record, *, replaced: bool) -> FileReport:
    return FileReport(
        name,
        Action.REPLACED if replaced else Action.ADDED,
        title=record.document.title,
        cases=tuple(case.label for case in record.cases),
        recommendations=len(record.recommendations),
    )


def _failed(name: str, error: DocumentError) -> FileReport:
    return FileReport(name, Action.FAILED, code=error.code, message=str(error))
