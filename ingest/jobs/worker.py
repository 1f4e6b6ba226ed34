"""The worker: one process a library that does the jobs, oldest first."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from graph.library import Library
from ingest.jobs.running import run

__all__ = ["end_with_parent", "work"]

_POLL = 0.5  # seconds between two looks for a new job, or for another worker's end
_STDIN = 0
_NICE = 5  # pages come before work


def work(library: Library, *, idle_ends: bool = False) -> None:
    """Do jobs as they come, for ever; `idle_ends`: until none is waiting.

    Only one process works for a library. Another waits here until that one has
    ended; the kernel tells, however it ended. What it left half done is marked as
    stopped first, so that an editor can start it again.
    """
    with _only_worker(library):
        library.jobs.end_orphans()
        while True:
            job = library.jobs.claim()
            if job is not None:
                run(library, job)
            elif idle_ends:
                return
            else:
                time.sleep(_POLL)


def end_with_parent() -> None:
    """End this process when its standard input is closed: the service that started it is gone."""
    os.nice(_NICE)
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    # by its number: forked readers close sys.stdin, and would wait for a thread that reads it
    while os.read(_STDIN, 1):
        pass
    os._exit(1)  # at once, as if it had been killed: the next worker tidies up


@contextmanager
def _only_worker(library: Library) -> Iterator[None]:
    with (library.path / "WORKING").open("w", encoding="ascii") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_POLL)
            else:
                break
        yield
