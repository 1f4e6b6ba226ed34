"""The job store: states and who may change them, files, and jobs whose worker is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from graph.errors import NotFound
from graph.job import FileState, JobFile, JobKind, JobState
from graph.jobs import Jobs


def _clock() -> Callable[[], str]:
    seconds = count()
    return lambda: f"2026-11-23T20:00:{next(seconds):02}+00:00"


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "catalogue.sqlite", _clock())


def _files(*names: str) -> Iterator[JobFile]:
    return (JobFile(name, sha256=name * 2, size=len(name)) for name in names)


def _in(jobs: Jobs, state: JobState) -> int:
    """Return a job in this state, come there the way jobs do."""
    made = jobs.add(JobKind.REBUILD, _files("a"), "Ann")
    if state is JobState.WAITING:
        return made
    jobs.claim()
    if state is JobState.STOPPING:
        jobs.stop(made)
    elif state is not JobState.RUNNING:
        jobs.end(made, state)
    assert jobs.get(made).state is state
    return made


def test_a_job_keeps_who_asked_for_it_and_its_files_in_order(jobs: Jobs) -> None:
    made = jobs.add(JobKind.PUBLISH, _files("b", "a"), "Ann", about=7)
    found = jobs.get(made)
    assert (found.kind, found.state, found.about) == (JobKind.PUBLISH, JobState.WAITING, 7)
    assert (found.editor, found.made_at) == ("Ann", "2026-11-23T20:00:00+00:00")
    assert [(one.position, one.file, one.size) for one in jobs.files(made)] == [
        (1, "b", 1),
        (2, "a", 1),
    ]


def test_what_was_found_comes_back_as_it_was_kept(jobs: Jobs) -> None:
    given = JobFile("a", FileState.READ, found={"title": "Plentyn “Ŵ”", "cases": ["Baby E"]})
    made = jobs.add(JobKind.PUBLISH, [given], "Ann")
    assert jobs.file(made, 1).found == given.found
    jobs.mark(made, 1, FileState.REFUSED, code="c", message="m")
    assert jobs.file(made, 1).found == given.found  # not given: it stays
    jobs.mark(made, 1, FileState.PUBLISHED, document="doc-1", found={"title": "B"})
    marked = jobs.file(made, 1)
    assert (marked.state, marked.document, marked.found) == (
        FileState.PUBLISHED,
        "doc-1",
        {"title": "B"},
    )


def test_an_upload_waits_for_its_files(jobs: Jobs) -> None:
    made = jobs.add(JobKind.UPLOAD, (), "Ann")
    assert jobs.claim() is None
    jobs.add_files(made, _files("a"))
    jobs.start(made)
    claimed = jobs.claim()
    assert claimed is not None
    assert (claimed.id, claimed.total) == (made, 1)


def test_the_oldest_waiting_job_is_claimed_and_only_once(jobs: Jobs) -> None:
    first, second = (jobs.add(JobKind.REBUILD, (), "Ann") for _ in range(2))
    claimed = [jobs.claim(), jobs.claim(), jobs.claim()]
    assert [one.id if one else None for one in claimed] == [first, second, None]
    assert [one.state for one in claimed if one] == [JobState.RUNNING] * 2


@pytest.mark.parametrize(
    ("before", "after", "will"),
    [
        (JobState.WAITING, JobState.STOPPED, True),  # nobody is at it: at once
        (JobState.RUNNING, JobState.STOPPING, True),  # the worker stops between files
        (JobState.STOPPING, JobState.STOPPING, False),
        (JobState.STOPPED, JobState.STOPPED, False),
        (JobState.DONE, JobState.DONE, False),  # what is done stays done
        (JobState.FAILED, JobState.FAILED, False),
    ],
)
def test_stopping(jobs: Jobs, before: JobState, after: JobState, will: bool) -> None:
    made = _in(jobs, before)
    assert jobs.stop(made) is will
    assert jobs.get(made).state is after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (JobState.STOPPED, JobState.WAITING),
        (JobState.FAILED, JobState.WAITING),
        (JobState.RUNNING, JobState.RUNNING),  # never twice at once
        (JobState.STOPPING, JobState.STOPPING),
        (JobState.DONE, JobState.DONE),
    ],
)
def test_starting_again(jobs: Jobs, before: JobState, after: JobState) -> None:
    made = _in(jobs, before)
    assert jobs.start(made) is (after is JobState.WAITING)
    assert jobs.get(made).state is after


@pytest.mark.parametrize("state", JobState)
def test_jobs_without_a_worker_are_stopped_and_others_left(jobs: Jobs, state: JobState) -> None:
    made = _in(jobs, state)
    orphan = state in {JobState.RUNNING, JobState.STOPPING}
    assert jobs.end_orphans() == orphan
    found = jobs.get(made)
    assert (found.state, found.code) == ((JobState.STOPPED, "orphaned") if orphan else (state, ""))


def test_counts_tell_how_far_a_job_is(jobs: Jobs) -> None:
    made = jobs.add(JobKind.PUBLISH, _files("a", "b", "c"), "Ann")
    jobs.mark(made, 1, FileState.READ)
    jobs.mark(made, 3, FileState.REFUSED)
    found = jobs.get(made)
    assert (found.done, found.total) == (2, 3)


def test_of_two_files_of_one_name_only_the_marked_one_changes(jobs: Jobs) -> None:
    same = [JobFile("a"), JobFile("a", FileState.REFUSED, code="document-name-taken")]
    made = jobs.add(JobKind.UPLOAD, same, "Ann")
    jobs.mark(made, 1, FileState.READ)
    assert [one.state for one in jobs.files(made)] == [FileState.READ, FileState.REFUSED]


def test_discarding_leaves_what_was_published(jobs: Jobs) -> None:
    made = jobs.add(JobKind.PUBLISH, _files("a", "b", "c"), "Ann")
    jobs.mark(made, 1, FileState.PUBLISHED)
    jobs.mark(made, 2, FileState.READ)
    jobs.discard(made)
    states = [one.state for one in jobs.files(made)]
    assert states == [FileState.PUBLISHED, FileState.DISCARDED, FileState.DISCARDED]


def test_a_second_process_sees_the_same(jobs: Jobs, tmp_path: Path) -> None:
    made = jobs.add(JobKind.REBUILD, (), "Ann")
    jobs.step(made, "graph")
    assert Jobs(tmp_path / "catalogue.sqlite").get(made).step == "graph"


def test_what_is_not_there_is_said(jobs: Jobs) -> None:
    with pytest.raises(NotFound, match="list of jobs"):
        jobs.get(1)
    made = jobs.add(JobKind.REBUILD, (), "Ann")
    with pytest.raises(NotFound, match="Go back"):
        jobs.file(made, 1)


def test_the_newest_come_first(jobs: Jobs) -> None:
    made = [jobs.add(JobKind.REBUILD, (), "Ann") for _ in range(3)]
    assert [one.id for one in jobs.recent(2)] == made[:0:-1]
