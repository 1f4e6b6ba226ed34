"""Files that editors sent: kept aside, under names that are safe, until they are published.

Nothing is parsed here. What a file is, the worker finds out in a process of its
own that can be stopped; this module only counts, names and writes.
"""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph.errors import (
    DocumentEmpty,
    DocumentError,
    DocumentNameTaken,
    DocumentTooLarge,
    DocumentUnsupported,
)
from graph.job import FileState, JobFile, JobKind
from graph.library import Library
from ingest.batch import left_out
from ingest.limits import DEFAULT_LIMITS, Limits

__all__ = ["MOST_FILES", "Staging", "receive", "safe_name"]

MOST_FILES = 100  # of one upload
_NAME_BYTES = 150  # a name with its ending; file systems end at 255
_ENDING_BYTES = 12
_PIECE = 1 << 20  # bytes copied at a time
_UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder of one upload: the files as sent, and the Record of each that was read."""

    path: Path

    @classmethod
    def of(cls, library: Library, job: int) -> Staging:
        """Return the staging folder of a job, which need not exist."""
        return cls(library.staging / str(job))

    def file(self, name: str) -> Path:
        """Return where the bytes of a file lie, or will."""
        return self.path / "files" / name

    def record(self, position: int) -> Path:
        """Return where the Record of a file lies, or will."""
        return self.path / "records" / f"{position}.json"

    def drop(self, position: int, name: str) -> None:
        """Remove what is kept of one file."""
        self.file(name).unlink(missing_ok=True)
        self.record(position).unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.path, ignore_errors=True)


def receive(
    library: Library,
    sent: Iterable[tuple[str, IO[bytes]]],
    editor: str,
    limits: Limits = DEFAULT_LIMITS,
) -> int:
    """Keep files, as (name, content), aside and let a job read them; return the job's id.

    A file beyond a limit is refused with a reason, and the rest goes on.
    """
    job = library.jobs.add(JobKind.UPLOAD, (), editor)
    staging = Staging.of(library, job)
    for folder in (staging.path / "files", staging.path / "records"):
        folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    files = [
        _received(staging, given, content, taken, limits, over=number > MOST_FILES)
        for number, (given, content) in enumerate(sent, start=1)
    ]
    library.jobs.add_files(job, files)
    library.jobs.start(job)
    return job


def safe_name(given: str) -> str:
    r"""Return a file's own name without its folders, in characters that any system can keep.

    >>> safe_name("C:\\Reviews\\Baby E.pdf"), safe_name("../../.profile"), safe_name("")
    ('Baby E.pdf', 'profile', 'unnamed')
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    plain = "".join(
        one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] != "C"
    )
    words = " ".join(plain.split()).lstrip(".~$ ")
    stem, dot, ending = words.rpartition(".")
    if not stem or len(f".{ending}".encode()) > _ENDING_BYTES:
        stem, dot, ending = words, "", ""
    room = _NAME_BYTES - len(f"{dot}{ending}".encode())
    cut = stem.encode()[:room].decode(errors="ignore").rstrip(". ")
    return f"{cut}{dot}{ending}" if cut else _UNNAMED


def _received(
    staging: Staging,
    given: str,
    content: IO[bytes],
    taken: set[str],
    limits: Limits,
    *,
    over: bool,
) -> JobFile:
    """Write one file and return its row: waiting to be read, or refused."""
    name = safe_name(given)
    try:
        _check_name(name, taken, over=over)
        sha256, size = _write(staging.file(name), content, limits.file_bytes)
    except DocumentError as error:
        if error.code != DocumentNameTaken.code:
            staging.file(name).unlink(missing_ok=True)
        return JobFile(name, FileState.REFUSED, code=error.code, message=str(error))
    taken.add(name)
    return JobFile(name, sha256=sha256, size=size)


def _check_name(name: str, taken: set[str], *, over: bool) -> None:
    if name in taken:
        raise DocumentNameTaken(
            "Another file of this upload has the same name. Rename one and send it again."
        )
    if over:
        raise DocumentTooLarge(
            f"An upload may have {MOST_FILES} files. Send this one with the next."
        )
    if left_out(Path(name)):
        raise DocumentUnsupported(
            "A file of this name is taken for a note beside reviews. Rename it and send it again."
        )


def _write(place: Path, content: IO[bytes], most: int) -> tuple[str, int]:
    """Copy at most so many bytes; return their sha256 and their number."""
    digest, size = hashlib.sha256(), 0
    with place.open("wb") as file:
        while piece := content.read(_PIECE):
            size += len(piece)
            if size > most:
                raise DocumentTooLarge(
                    f"The file has more than {most:,} bytes. "
                    "Split it, or make its pictures smaller."
                )
            digest.update(piece)
            file.write(piece)
    if not size:
        raise DocumentEmpty("The file is empty. Fetch it again from where it was published.")
    return digest.hexdigest(), size
