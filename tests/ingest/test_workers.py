"""Work in processes: one bad task never stops the others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from graph.errors import DocumentError, DocumentTooSlow, DocumentUnreadable
from ingest.workers import cores, in_processes


def _work(task: str) -> str:
    match task:
        case "bad":
            raise DocumentUnreadable("damaged")
        case "bug":
            raise KeyError("a mistake of ours")
        case "slow":
            time.sleep(60)
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "large":
            return "x" * 1_000_000
    return task.upper()


@pytest.mark.parametrize(
    ("task", "error"),
    [
        ("bad", DocumentUnreadable),  # a named failure comes back as itself
        ("bug", DocumentUnreadable),  # our own mistake costs this file only
        ("slow", DocumentTooSlow),  # stopped at its time limit
        ("crash", DocumentUnreadable),  # a dead interpreter fails alone
    ],
)
def test_one_bad_task_fails_alone(task: str, error: type[DocumentError]) -> None:
    found = {
        one.task: one
        for one in in_processes(_work, ["a", task, "b", "large"], processes=2, seconds=1.5)
    }
    assert isinstance(found[task].error, error)
    assert [found[good].result for good in ("a", "b")] == ["A", "B"]
    assert len(found["large"].result or "") == 1_000_000


def test_stopping_the_iteration_stops_the_processes() -> None:
    outcomes = in_processes(_work, ["a", "slow", "slow"], processes=3, seconds=60)
    assert next(outcomes).result == "A"
    outcomes.close()
    assert not multiprocessing.active_children()


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
