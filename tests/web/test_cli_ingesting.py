"""`lessons ingest`, `extract`, `rebuild`, `rollback`, `doctor`, `demo`: files in, library kept."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.library import Library
from graph.records import load_record
from tests.ingest.publishing import held, whole
from tests.ingest.review_texts import not_a_review, review_text, write_reviews
from tests.web.commands import Answer, Run, ended, lessons, runner, started
from tests.web.library import make_library

_PATIENCE = 60  # seconds until a test that waits for another process gives up


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LESSONS_LIBRARY", str(tmp_path / "library"))
    return runner(capsys)


def test_ingest_names_what_happened_to_each_file(run: Run, tmp_path: Path) -> None:
    write_reviews(tmp_path / "files", 2)
    (tmp_path / "files" / "soup.txt").write_text(not_a_review(), encoding="utf-8")
    first = run("ingest", tmp_path / "files")
    assert first.code == 1  # one file could not go in; the rest is in
    assert first.out == "2 added, 0 replaced, 0 skipped, 1 failed.\nGeneration 1 is served.\n"
    lines = first.err.splitlines()
    assert len([line for line in lines if line.startswith("failed: soup.txt: ")]) == 1
    assert len([line for line in lines if "added: review-0" in line]) == 2
    assert "Writing the search index ..." in lines
    (tmp_path / "files" / "soup.txt").unlink()
    again = run("ingest", tmp_path / "files")
    assert again.code == 0
    assert again.out == (
        "0 added, 0 replaced, 2 skipped, 0 failed.\nNothing new: the library is as it was.\n"
    )


def test_ingest_as_json_keeps_to_json(run: Run, tmp_path: Path) -> None:
    (path,) = write_reviews(tmp_path / "files", 1)
    plain = run("ingest", path, "--json").json()
    assert list(plain) == ["schema", "generation", "files"]
    assert (plain["schema"], plain["generation"]) == ("lessons-ingest/1", 1)
    (file,) = plain["files"]
    assert list(file) == [
        "file", "action", "title", "cases", "recommendations", "code", "message",
    ]  # fmt: skip
    assert (file["file"], file["action"], file["cases"]) == (path.name, "added", ["Child A0"])


def test_failures_are_named_even_when_quiet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_text(not_a_review(), encoding="utf-8")
    answer = run("ingest", tmp_path / "soup.txt", "--json")
    assert answer.code == 1
    assert answer.err.startswith("failed: soup.txt: document-not-a-review: ")
    assert answer.json()["files"][0]["code"] == "document-not-a-review"


def test_the_time_limit_can_be_set(run: Run, tmp_path: Path) -> None:
    text = review_text(body="The health visitor called again and no one answered. " * 40_000)
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    answer = run("ingest", tmp_path / "long.txt", "--seconds", "1")
    assert answer.code == 1
    assert "document-too-slow" in answer.err


def test_extract_prints_a_record_and_touches_no_library(run: Run, tmp_path: Path) -> None:
    (path,) = write_reviews(tmp_path / "files", 1)
    one, other = run("extract", path), run("extract", path, "--json")
    assert one.out == other.out  # the same bytes, whenever
    record = load_record(one.out.encode())
    assert [case.label for case in record.cases] == ["Child A0"]
    assert not (tmp_path / "library").exists()


def test_extract_of_a_bad_file_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    answer = run("extract", tmp_path / "empty.txt")
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert answer.err.startswith("document-empty: ")


def test_rebuild_rollback_and_doctor(run: Run, tmp_path: Path) -> None:
    write_reviews(tmp_path / "files", 2)
    run("ingest", tmp_path / "files")
    rebuilt = run("rebuild", "--json").json()
    assert (rebuilt["schema"], rebuilt["generation"]) == ("lessons-rebuild/1", 2)
    assert {one["action"] for one in rebuilt["files"]} == {"replaced"}
    assert run("rebuild", "--records").out == "Generation 3 is served.\n"
    assert run("rollback", "--json").json() == {"schema": "lessons-rollback/1", "generation": 2}
    assert run("rollback").out == "Generation 1 is served.\n"
    answer = run("rollback")
    assert (answer.code, answer.err.split(":")[0]) == (3, "library-missing")
    checks = run("doctor", "--json").json()
    assert checks["schema"] == "lessons-doctor/1"
    assert all(one["passed"] for one in checks["checks"])


def test_doctor_says_what_is_wrong_and_ends_with_3(run: Run, tmp_path: Path) -> None:
    make_library(tmp_path / "library")
    assert run("doctor").code == 0
    next((tmp_path / "library" / "records").iterdir()).unlink()
    answer = run("doctor")
    assert answer.code == 3
    assert "WRONG records: " in answer.out
    assert "lessons rebuild" in answer.out


@pytest.fixture
def ingesting(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An ingest in a process of its own, in the middle of reading, in a library of two files."""
    make_library(tmp_path / "library")
    write_reviews(tmp_path / "files", 60)
    process = started(
        "ingest", tmp_path / "files", "--library", tmp_path / "library", "--processes", "2"
    )
    with ended(process):
        assert _first_line(process).startswith("[1/60] added")
        yield process


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    line: str = process.stderr.readline()
    return line


def _ingest_when_free(folder: Path, library: Path) -> Answer:
    """Ingest as soon as the lock is free: it must be, once the killed writer is gone."""
    ends = time.monotonic() + _PATIENCE
    while True:
        answer = lessons("ingest", folder, "--library", library)
        if not answer.err.startswith("library-busy") or time.monotonic() > ends:
            return answer


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        (signal.SIGINT, 130),  # Ctrl-C
        (signal.SIGTERM, -signal.SIGTERM),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_an_ingest_that_is_stopped_leaves_the_library_as_it_was(
    ingesting: subprocess.Popen[str], tmp_path: Path, stop: signal.Signals, code: int
) -> None:
    library = Library(tmp_path / "library")
    before = held(library)
    ingesting.send_signal(stop)
    _, printed = ingesting.communicate(timeout=_PATIENCE)
    assert ingesting.returncode == code, printed
    assert "Traceback" not in printed
    if stop == signal.SIGINT:
        assert printed.splitlines()[-1].startswith("interrupted: ")
    served = library.current()
    assert served is not None
    assert (served.number, held(library)) == (2, before)
    assert whole(library)
    (one, *_) = write_reviews(tmp_path / "files", 1)
    answer = _ingest_when_free(one, library.path)
    assert (answer.code, answer.out.split(",")[0]) == (0, "1 added"), answer.err
    assert whole(library)


def test_ctrl_c_on_a_terminal_reaches_the_readers_too_and_nobody_complains(
    tmp_path: Path,
) -> None:
    write_reviews(tmp_path / "files", 60)
    process = started("ingest", tmp_path / "files", "--library", tmp_path / "library", group=True)
    with ended(process):
        assert _first_line(process).startswith("[1/60] added")
        os.killpg(process.pid, signal.SIGINT)  # the whole group, as a terminal does
        printed = process.communicate(timeout=_PATIENCE)[1]
        assert process.returncode == 130
    assert "Traceback" not in printed
    assert Library(tmp_path / "library").current() is None


def test_a_second_writer_is_turned_away_and_readers_are_not(
    ingesting: subprocess.Popen[str], tmp_path: Path
) -> None:
    (one, *_) = write_reviews(tmp_path / "more", 1)
    second = lessons("ingest", one, "--library", tmp_path / "library")
    assert ingesting.poll() is None  # the first was still at it
    assert (second.code, second.err.split(":")[0]) == (3, "library-busy"), second.err
    assert lessons("search", "methadone", "--library", tmp_path / "library").code == 0
