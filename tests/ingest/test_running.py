"""Jobs done for real: progress, stopping, another writer, and a worker that is killed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from graph.job import FileState, Job, JobFile, JobKind, JobState
from graph.library import Library
from ingest.jobs.worker import work
from tests.ingest.publishing import whole
from tests.ingest.review_texts import review_text
from tests.ingest.uploads import publish_all, send, states, until, worker

_MANY = {f"r{at:02}.txt": review_text(f"Child {chr(65 + at)}").encode() for at in range(14)}


def _some_read(job: Job) -> bool:
    return job.done > 0


def _ended(job: Job) -> bool:
    return job.ended


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


def test_a_job_is_stopped_between_files_and_goes_on_where_it_was(library: Library) -> None:
    job = send(library, _MANY)
    with worker(library.path):
        until(library, job, _some_read)
        assert library.jobs.stop(job)
        stopped = until(library, job, _ended)
        assert (stopped.state, stopped.code) == (JobState.STOPPED, "stopped")
        read = states(library, job).count(FileState.READ)
        assert 0 < read < len(_MANY)
        assert library.jobs.start(job)
        assert until(library, job, _ended).state is JobState.DONE
    assert states(library, job) == [FileState.READ] * len(_MANY)


def test_a_worker_that_is_killed_leaves_a_job_that_can_be_started_again(library: Library) -> None:
    job = send(library, _MANY)
    with worker(library.path) as process:
        until(library, job, _some_read)
        process.kill()
    assert library.jobs.get(job).state is JobState.RUNNING  # nobody could say otherwise
    work(library, idle_ends=True)  # the next worker does
    found = library.jobs.get(job)
    assert (found.state, found.code) == (JobState.STOPPED, "orphaned")
    kept = states(library, job).count(FileState.READ)
    library.jobs.start(job)
    work(library, idle_ends=True)
    assert 0 < kept < len(_MANY)
    assert states(library, job) == [FileState.READ] * len(_MANY)


def test_the_worker_ends_with_the_service_that_started_it(library: Library) -> None:
    with worker(library.path) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 1


def test_a_publication_that_is_stopped_publishes_nothing(library: Library) -> None:
    upload = send(library, _MANY)
    work(library, idle_ends=True)
    job = publish_all(library, upload)
    with worker(library.path):
        until(library, job, _some_read)
        library.jobs.stop(job)
        assert until(library, job, _ended).state is JobState.STOPPED
        assert library.served_number() is None
        assert states(library, upload) == [FileState.READ] * len(_MANY)  # all still staged
        library.jobs.start(job)
        assert until(library, job, _ended).generation == 1
    assert states(library, job) == [FileState.PUBLISHED] * len(_MANY)
    assert whole(library)


def test_a_publication_cut_off_after_the_switch_is_found_done(library: Library) -> None:
    upload = send(library, {"a.txt": review_text().encode()})
    work(library, idle_ends=True)
    job = publish_all(library, upload)
    work(library, idle_ends=True)
    library.jobs.mark(job, 1, FileState.WAITING)  # as if the worker had died before it said so
    library.jobs.end(job, JobState.STOPPED, code="orphaned")
    library.jobs.start(job)
    work(library, idle_ends=True)
    assert library.jobs.get(job).state is JobState.DONE
    assert library.served_number() == 1


def test_a_job_waits_for_another_writer(library: Library) -> None:
    upload = send(library, {"a.txt": review_text().encode()})
    work(library, idle_ends=True)
    job = publish_all(library, upload)
    doing = threading.Thread(target=work, args=(library,), kwargs={"idle_ends": True})
    with library.writing():
        doing.start()
        until(library, job, lambda one: one.step == "busy")
        time.sleep(0.1)
        assert library.served_number() is None
    doing.join(timeout=60)
    assert library.jobs.get(job).generation == 1


def test_a_job_that_fails_says_why_and_the_next_one_goes_on(library: Library) -> None:
    failing = library.jobs.add(JobKind.REBUILD, [JobFile("a.txt")], "Ann")  # nothing to rebuild
    upload = send(library, {"a.txt": review_text().encode()})
    work(library, idle_ends=True)
    found = library.jobs.get(failing)
    assert (found.state, found.code) == (JobState.FAILED, "library-missing")
    assert "lessons ingest" in found.message
    assert library.jobs.get(upload).state is JobState.DONE


def test_what_nobody_foresaw_is_kept_as_a_failure(library: Library) -> None:
    upload = send(library, {"a.txt": review_text().encode()})
    work(library, idle_ends=True)
    publish_all(library, upload)
    work(library, idle_ends=True)
    (held,) = library.catalogue.entries(1)
    library.jobs.add(JobKind.REBUILD, [JobFile("another name")], "Ann")  # rows and files differ
    work(library, idle_ends=True)
    found = library.jobs.recent(1)[0]
    assert (found.state, found.code) == (JobState.FAILED, "unforeseen")
    assert held.file in found.message
    assert library.served_number() == 1


@pytest.mark.parametrize("kind", [JobKind.REBUILD, JobKind.CORRECT])
def test_documents_are_read_again(library: Library, kind: JobKind) -> None:
    upload = send(library, {"a.txt": review_text().encode()})
    work(library, idle_ends=True)
    publish_all(library, upload)
    work(library, idle_ends=True)
    (held,) = library.catalogue.entries(1)
    job = library.jobs.add(kind, [JobFile(held.file, document=held.document)], "Ann")
    work(library, idle_ends=True)
    found = library.jobs.get(job)
    assert (found.state, found.generation) == (JobState.DONE, 2)
    (row,) = library.jobs.files(job)
    assert (row.state, row.document) == (FileState.PUBLISHED, held.document)


def test_two_workers_take_turns(library: Library) -> None:
    with worker(library.path) as first, worker(library.path) as second:
        job = send(library, {"a.txt": review_text().encode()})
        assert until(library, job, _ended).state is JobState.DONE
        first.kill()
        second.poll()
        other = send(library, {"b.txt": review_text("Child B").encode()})
        assert until(library, other, _ended).state is JobState.DONE
