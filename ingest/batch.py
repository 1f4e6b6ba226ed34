"""One ingest: find the files, read the new ones in parallel, publish what came out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from graph.catalogue import Holding
from graph.errors import DocumentError, DocumentNameTaken, DocumentUnreadable, UsageInvalid
from graph.library import Generation, Library
from ingest.admission import admit
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.preparing import prepare
from ingest.publish import Change, publish
from ingest.workers import cores, in_processes

__all__ = ["Action", "BatchReport", "FileReport", "ingest", "left_out", "sources"]


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
    library: Library
    limits: Limits


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the parent needs to know of a file that was read; the Record is on disk."""

    holding: Holding
    cases: tuple[str, ...]
    recommendations: int


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
            if file.is_file() and not left_out(Path(name)):
                found.setdefault(file.resolve(), name)
    return list(found.items())


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
        tasks = [_Task(path, name, library, limits) for path, name in _new(files, held, tell)]
        changes = list(_changes(tasks, held, tell, processes or cores()))
        if changes:
            ordered = sorted(changes, key=lambda one: one.added.file)
            report.generation = publish(library, ordered, on_step=on_step)
    return report


def _changes(
    tasks: Sequence[_Task],
    held: dict[str, Holding],
    tell: Callable[[FileReport], None],
    processes: int,
) -> Iterator[Change]:
    """Yield a change for each file that could be read, and tell of every file."""
    if not tasks:
        return
    prepare(len(tasks))
    seconds = tasks[0].limits.seconds
    for outcome in in_processes(_read, tasks, processes=processes, seconds=seconds):
        name, taken = outcome.task.name, outcome.result
        if taken is None:
            tell(_failed(name, outcome.error))
            continue
        older = held.get(name)
        yield Change(taken.holding, removed=older.document if older else None)
        tell(_taken(taken, replaced=older is not None))


def left_out(name: Path) -> bool:
    """Say whether a file is none of the reviews by its name: hidden, README, LICENSE."""
    hidden = any(part.startswith((".", "~$")) for part in name.parts)
    return hidden or name.stem.upper() in {"README", "LICENSE"}


def _held(library: Library) -> dict[str, Holding]:
    current = library.current()
    holdings = library.catalogue.entries(current.number) if current else ()
    return {one.file: one for one in holdings}


def _new(
    files: list[tuple[Path, str]], held: dict[str, Holding], tell: Callable[[FileReport], None]
) -> Iterator[tuple[Path, str]]:
    """Yield the files whose bytes the library does not hold yet, each under a name of its own."""
    known = {one.sha256: one.file for one in held.values()}
    taken: dict[str, Path] = {}
    for path, name in files:
        if name in taken:
            tell(_failed(name, _same_name(path, taken[name])))
            continue
        taken[name] = path
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as cause:
            tell(_failed(name, DocumentUnreadable(f"{cause.strerror}. Check its permissions.")))
            continue
        if sha256 in known:
            same = known[sha256]
            why = "unchanged" if same == name else f"the same bytes as {same}"
            tell(FileReport(name, Action.SKIPPED, code="document-known", message=why))
            continue
        known[sha256] = name
        yield path, name


def _same_name(path: Path, other: Path) -> DocumentNameTaken:
    return DocumentNameTaken(
        f"{path} and {other} would go by the same name, and one would replace the other. "
        "Give the folder that holds both, or rename one."
    )


def _read(task: _Task) -> _Taken:
    """Extract one file, and keep its bytes and its Record: in a process of its own."""
    admitted = admit(task.library, task.path, task.name, task.limits)
    record = admitted.record
    holding = Holding(
        file=task.name,
        sha256=record.document.source.sha256,
        document=record.document.id,
        title=record.document.title,
        media_type=record.document.source.media_type,
        reviews=tuple(review.id for review in record.reviews),
    )
    task.library.keep_original(holding.sha256, admitted.data)
    task.library.keep_record(record)
    labels = tuple(case.label for case in record.cases)
    return _Taken(holding, labels, len(record.recommendations))


def _taken(taken: _Taken, *, replaced: bool) -> FileReport:
    return FileReport(
        taken.holding.file,
        Action.REPLACED if replaced else Action.ADDED,
        title=taken.holding.title,
        cases=taken.cases,
        recommendations=taken.recommendations,
    )


def _failed(name: str, error: DocumentError | None) -> FileReport:
    code = error.code if error else DocumentUnreadable.code
    return FileReport(name, Action.FAILED, code=code, message=str(error))
