"""`lessons related` and `lessons draft`, in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.library import Library
from tests import factories
from tests.web.commands import Run, runner
from tests.web.library import make_library

_TEXT = factories.record().recommendations[0].text


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("relating") / "library")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], library: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LESSONS_LIBRARY", str(library))
    return runner(capsys)


def test_related_takes_an_id_or_a_text(run: Run) -> None:
    by_id = run("related", "rec-1", "--json").json()["related"]
    assert {one["id"] for one in by_id} == {"rec-larkshire-1", "rec-larkshire-2"}
    assert run("related", _TEXT, "--json").json()["related"]
    assert "id: rec-larkshire" in run("related", "rec-1").out
    assert "No other review" in run("related", "qzxv").out


def test_related_refuses_an_empty_text(run: Run) -> None:
    answer = run("related", " ")
    assert (answer.code, answer.err.partition(":")[0]) == (2, "usage-invalid")


def test_draft_reads_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The Board should remind staff of the protocol.", encoding="utf-8")
    answer = run("draft", str(path))
    assert "It relies on people remembering." in answer.out
    (read,) = run("draft", str(path), "--json").json()["recommendations"]
    assert "date" in {gap["code"] for gap in read["gaps"]}


@pytest.mark.parametrize("name", ["none.txt", "bytes.txt"])
def test_draft_refuses_what_is_no_text(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00\x01")
    assert run("draft", str(tmp_path / name)).code == 2


def test_search_ranks_by_meaning(run: Run) -> None:
    found = run("search", "nobody asked daddy", "--rank", "meaning", "--kind", "lesson", "--json")
    assert found.json()["hits"]


def test_a_library_without_vectors_does_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_library(tmp_path / "library")
    run = runner(capsys)
    args = ("--library", str(path))
    assert run("rebuild", "--records", "--embedder", "none", *args).code == 0
    assert not (Library.open(path).path / "generations" / "0003" / "vectors").exists()
    assert "words and shared concepts alone" in run("doctor", *args).out
    assert run("related", "rec-1", *args).out
    refused = run("search", "fathers", "--rank", "meaning", *args)
    assert (refused.code, "lessons rebuild" in refused.err) == (2, True)
    assert run("rebuild", "--records", *args).code == 0
    assert "vectors (words-" in run("doctor", *args).out
