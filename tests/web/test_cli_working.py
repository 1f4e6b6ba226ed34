"""`lessons jobs` and `lessons work`, and `lessons serve --editing` as people run it."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import pytest

from graph.job import FileState, JobState
from graph.library import Library
from tests.ingest.review_texts import not_a_review, review_text
from tests.ingest.uploads import send, until
from tests.web.commands import Run, lessons, runner
from tests.web.editors import PASSPHRASE
from tests.web.serving import served


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LESSONS_LIBRARY", str(tmp_path / "library"))
    return runner(capsys)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.create(tmp_path / "library")
    send(made, {"a.txt": review_text().encode(), "soup.txt": not_a_review().encode()})
    return made


def test_jobs_are_listed_and_done(run: Run, library: Library) -> None:
    assert re.match(r"\s+1  upload    waiting  0 of 2 files  20", run("jobs").out)
    assert run("work", "--until-idle").code == 0
    assert re.match(r"\s+1  upload    done  2 of 2 files", run("jobs").out)
    assert library.jobs.get(1).state is JobState.DONE
    shown = run("jobs", "1").out.splitlines()
    assert shown[1].startswith("  read       a.txt  ")
    assert shown[2].startswith("  refused    soup.txt  Nothing in this text")


def test_jobs_as_json(run: Run, library: Library) -> None:
    (one,) = run("jobs", "--json").json()["jobs"]
    assert (one["id"], one["state"], one["total"], one["done"]) == (1, "waiting", 2, 0)
    job = run("jobs", "1", "--json").json()
    assert [row["state"] for row in job["files"]] == ["waiting", "waiting"]
    assert library.jobs.get(1).state is JobState.WAITING  # looking changes nothing


def test_no_library_and_no_job_are_said(run: Run, tmp_path: Path) -> None:
    assert run("jobs").code == 3
    assert not (tmp_path / "library").exists()
    Library.create(tmp_path / "library")
    assert (run("jobs").out, run("jobs", "9").code) == ("", 1)


def test_serving_with_editing_wants_a_passphrase(tmp_path: Path) -> None:
    answer = lessons("serve", "--editing", "--library", tmp_path / "library")
    assert answer.code == 2
    assert "LESSONS_PASSPHRASE" in answer.err


def test_a_service_takes_up_what_the_last_one_left(library: Library) -> None:
    library.jobs.claim()  # by a service that was killed in the middle
    with served(library.path, editing=1, passphrase=PASSPHRASE) as address:
        found = until(library, 1, lambda one: one.ended)
        assert (found.state, found.code) == (JobState.STOPPED, "orphaned")
        library.jobs.start(1)
        assert until(library, 1, lambda one: one.ended).state is JobState.DONE
        with urllib.request.urlopen(f"{address}/editing/") as page:
            assert b"Sign in as an editor" in page.read()
    assert library.jobs.files(1)[0].state is FileState.READ
