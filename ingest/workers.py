"""Files read in parallel, each in a process of its own.

A process per file costs a few milliseconds (fork), and buys what a pool cannot
give: a file that hangs is stopped at its time limit, one that crashes the
interpreter fails alone, and memory goes back when the file is done.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from graph.errors import DocumentError, DocumentTooSlow, DocumentUnreadable

__all__ = ["Outcome", "cores", "in_processes"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[_Task, _Result]):
    """What came of one task: its result, or the reason why there is none."""

    task: _Task
    result: _Result | None
    error: DocumentError | None


@dataclass(frozen=True, slots=True)
class _Running(Generic[_Task]):
    task: _Task
    process: BaseProcess
    deadline: float


def cores() -> int:
    """Return how many processes may run at once on this machine."""
    return len(os.sched_getaffinity(0))


def in_processes(
    work: Callable[[_Task], _Result],
    tasks: Iterable[_Task],
    *,
    processes: int,
    seconds: float,
) -> Generator[Outcome[_Task, _Result], None, None]:
    """Yield an outcome per task as it ends, in no set order.

    `work` runs in a forked process and may raise DocumentError; a task that
    takes longer than `seconds` ends as DocumentTooSlow, one whose process dies
    as DocumentUnreadable. Stopping the iteration stops all processes, and so does
    the end of this process, however it ends.
    """
    waiting = deque(tasks)
    running: dict[Connection, _Running[_Task]] = {}
    lifeline = os.pipe()
    try:
        while waiting or running:
            while waiting and len(running) < processes:
                _start(work, waiting.popleft(), seconds, running, lifeline)
            first = min(one.deadline for one in running.values())
            ended = wait(list(running), timeout=max(0.0, first - time.monotonic()))
            for connection in [one for one in running if one in ended]:
                yield _finish(connection, running.pop(connection))
            for connection in [c for c, one in running.items() if one.deadline < time.monotonic()]:
                yield _stop(connection, running.pop(connection), seconds)
    finally:
        for connection, one in running.items():
            one.process.kill()
            one.process.join()
            connection.close()
        for end in lifeline:
            os.close(end)


def _start(
    work: Callable[[_Task], _Result],
    task: _Task,
    seconds: float,
    running: dict[Connection, _Running[_Task]],
    lifeline: tuple[int, int],
) -> None:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, task, theirs, lifeline), daemon=True)
    # Held back while forking: Python loses a Ctrl-C that comes in the middle of its
    # own fork hooks, and the child must not see one before it ignores them.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    theirs.close()
    running[ours] = _Running(task, process, time.monotonic() + seconds)


def _run(
    work: Callable[[_Task], _Result],
    task: _Task,
    answer: Connection,
    lifeline: tuple[int, int],
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    reading, writing = lifeline
    os.close(writing)  # only the parent holds it now
    threading.Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
    try:
        answer.send((work(task), None))
    except DocumentError as error:
        answer.send((None, error))
    except OSError as cause:
        answer.send((None, _no_access(cause)))
    except Exception as error:  # noqa: BLE001 - the outermost edge of this process
        answer.send((None, _failed(error)))


def _end_with_parent(lifeline: int) -> None:
    """End this process when the parent has ended, and with it its hold on the library's lock."""
    os.read(lifeline, 1)  # nothing is ever written: this returns when the other end is closed
    os._exit(1)


def _no_access(cause: OSError) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"{cause}. Check the permissions of the file and the free space of the library's disk."
    )


def _finish(connection: Connection, one: _Running[_Task]) -> Outcome[_Task, _Result]:
    try:
        result, error = connection.recv()
    except EOFError:
        one.process.join()
        result, error = None, _crashed(one.process.exitcode)
    connection.close()
    one.process.join()
    return Outcome(one.task, result, error)


def _stop(connection: Connection, one: _Running[_Task], seconds: float) -> Outcome[_Task, _Result]:
    one.process.kill()
    one.process.join()
    connection.close()
    error = DocumentTooSlow(
        f"Reading took longer than {seconds:g} seconds and was stopped. "
        "Split the file, or raise --seconds."
    )
    return Outcome(one.task, None, error)


def _failed(error: Exception) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"This program failed on the file ({type(error).__name__}: {error}). "
        "Please report that with the file, and go on without it."
    )


def _crashed(exitcode: int | None) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"The reader stopped in the middle of this file (status {exitcode}). "
        "Open it in a viewer, save it again under a new name and add that copy."
    )
