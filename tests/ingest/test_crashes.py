"""A process that is killed while it publishes: the last good generation is served.

Children are forked from a clean server process, because this one may have
threads. They kill themselves, so nothing depends on how quick the machine is.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.library import Library
from ingest.checks import check_library
from ingest.publish import rollback
from tests import factories
from tests.ingest.publishing import found, held, put, titles, whole

STEPS = ["start", "graph", "index", "check", "seal", "serve", "prune"]
# What Python tells its auditors when files are about to change.
EVENTS = frozenset(
    {
        "os.rename",
        "os.mkdir",
        "os.remove",
        "os.rmdir",
        "os.link",
        "shutil.rmtree",
        "sqlite3.connect",
    }
)
BEFORE, ADDED = "doc-cover", "doc-larkshire"

_Worker = Callable[..., None]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One library with one generation, to be copied and not to be changed."""
    library = Library.create(tmp_path_factory.mktemp("crashes") / "library")
    put(library, factories.record())
    return library.path


@pytest.fixture
def library(published: Path, tmp_path: Path) -> Library:
    shutil.copytree(published, tmp_path / "library")
    return Library(tmp_path / "library")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _publish(path: Path, on_step: Callable[[str], None] = lambda _step: None) -> None:
    put(Library(path), factories.later_record(), on_step=on_step)


def _die_at_step(path: Path, step: str) -> None:
    _publish(path, lambda name: _die() if name == step else None)


def _die_at_change(path: Path, nth: int, counted: Path) -> None:
    """Die before the nth change to the folder's files, or tell how many there were."""
    seen = 0

    def audit(event: str, _arguments: object) -> None:
        nonlocal seen
        if event in EVENTS:
            seen += 1
            if seen == nth:
                _die()

    sys.addaudithook(audit)
    _publish(path)
    counted.write_text(str(seen), encoding="ascii")


def _die_after(path: Path, seconds: float) -> None:
    def wait_and_die() -> None:
        time.sleep(seconds)
        _die()

    threading.Thread(target=wait_and_die, daemon=True).start()
    _publish(path)


def _run(work: _Worker, *arguments: object) -> int | None:
    """Run in a fresh process and return its exit code, minus the signal that ended it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ingest.test_crashes"])
    process = context.Process(target=work, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def _check_served(library: Library) -> int:
    """Return the number of the served generation, whose parts all agree."""
    served = library.current()
    assert served is not None
    expected = {1: (BEFORE,), 2: (BEFORE, ADDED)}[served.number]
    assert held(library) == expected
    assert len(titles(served)) == len(expected) == served.manifest().documents
    assert len(found(served, "kind:review")) == len(expected)
    assert {one.name: one.passed for one in check_library(library)}["agreement"]
    return served.number


def _check_next_works(library: Library) -> None:
    """Publish once more over what the crash has left; nothing half-built may remain."""
    before = held(library)
    later = factories.summary_record()
    served = put(library, later)
    assert held(library) == tuple(sorted((*before, later.document.id)))
    assert {one.name: one.passed for one in check_library(library)}["agreement"]
    names = sorted(path.name for path in library.generations_path.iterdir())
    assert names == sorted({"0001", *(["0002"] if ADDED in before else []), served.path.name})
    assert not list(library.path.glob("*.new"))


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_a_step_changes_nothing_or_all(library: Library, step: str) -> None:
    assert _run(_die_at_step, library.path, step) == -signal.SIGKILL
    assert _check_served(library) == (2 if step == "prune" else 1)
    _check_next_works(library)
    assert whole(library)


def test_a_kill_before_any_change_of_a_file_changes_nothing_or_all(
    published: Path, tmp_path: Path
) -> None:
    counted = tmp_path / "counted"
    shutil.copytree(published, tmp_path / "all")
    assert _run(_die_at_change, tmp_path / "all", 0, counted) == 0
    changes = int(counted.read_text(encoding="ascii"))
    assert changes >= len(STEPS)
    served: list[int] = []
    for nth in range(1, changes + 1):
        shutil.copytree(published, tmp_path / str(nth))
        library = Library(tmp_path / str(nth))
        assert _run(_die_at_change, library.path, nth, counted) == -signal.SIGKILL, nth
        served.append(_check_served(library))
        _check_next_works(library)
    assert served == sorted(served)  # it flips once
    assert served[0] == 1


# Seconds into one publishing, which takes about half a second; nothing rests on the figures.
@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.2, 0.3, 0.5])
def test_a_kill_at_any_moment_changes_nothing_or_all(library: Library, seconds: float) -> None:
    _run(_die_after, library.path, seconds)
    _check_served(library)
    _check_next_works(library)


def test_a_kill_in_the_first_publishing_leaves_no_library_and_the_next_works(
    tmp_path: Path,
) -> None:
    library = Library.create(tmp_path / "library")
    assert _run(_die_at_step, library.path, "serve") == -signal.SIGKILL
    assert (library.current(), held(library)) == (None, ())
    put(library, factories.record())
    assert held(library) == (BEFORE,)
    assert [one.number for one in library.generations()] == [2]  # the unserved one is gone
    assert whole(library)


def test_what_a_crash_has_sealed_is_never_rolled_back_to(library: Library) -> None:
    assert _run(_die_at_step, library.path, "serve") == -signal.SIGKILL
    put(library, factories.summary_record())
    with library.writing():
        assert rollback(library).number == 1
    assert whole(library)
