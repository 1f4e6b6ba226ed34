"""Uploads for tests: files sent, and the worker that reads them, here or as people run it."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from graph.job import FileState, Job, JobFile, JobKind
from graph.library import Library
from ingest.jobs.staging import receive
from ingest.jobs.worker import work

__all__ = ["publish_all", "read", "send", "states", "until", "worker"]

_PATIENCE = 60  # seconds until a test that waits for another process gives up


def send(library: Library, files: Mapping[str, bytes] | list[tuple[str, bytes]]) -> int:
    """Send files as an editor does; return the job that is to read them."""
    pairs = files.items() if isinstance(files, Mapping) else files
    return receive(library, [(name, io.BytesIO(data)) for name, data in pairs], "Ann")


def read(library: Library, files: Mapping[str, bytes] | list[tuple[str, bytes]]) -> list[JobFile]:
    """Send files, let them be read in this process, and return what became of each."""
    job = send(library, files)
    work(library, idle_ends=True)
    return list(library.jobs.files(job))


def publish_all(library: Library, upload: int) -> int:
    """Ask for everything of an upload that was read to be published; return the job."""
    rows = [one for one in library.jobs.files(upload) if one.state is FileState.READ]
    waiting = [JobFile(one.file, sha256=one.sha256, found=one.found) for one in rows]
    return library.jobs.add(JobKind.PUBLISH, waiting, "Ann", about=upload)


def states(library: Library, job: int) -> list[FileState]:
    """Return the state of each file of a job."""
    return [one.state for one in library.jobs.files(job)]


def until(library: Library, job: int, wanted: Callable[[Job], bool]) -> Job:
    """Wait for a job to come so far, and return it."""
    ends = time.monotonic() + _PATIENCE
    while not wanted(found := library.jobs.get(job)):
        assert time.monotonic() < ends, found
        time.sleep(0.01)
    return found


@contextmanager
def worker(library: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker as the web service starts it, for as long as the block needs it."""
    command = [sys.executable, "-m", "ingest.jobs", str(library)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()
