"""`lessons evaluate --search`: the judged needs over a library."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.web.commands import Run, runner

_CORPORA = Path(__file__).parents[1] / "corpora"
_DOCUMENT = "strathorran-child-d-2016.txt"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def test_searches_are_measured_in_each_way(run: Run, tmp_path: Path) -> None:
    documents, library = tmp_path / "documents", tmp_path / "library"
    documents.mkdir()
    (source,) = _CORPORA.rglob(_DOCUMENT)
    shutil.copy(source, documents)
    run("ingest", documents, "--library", library)
    asked = ("evaluate", _CORPORA / "qrels", "--search", "--library", library)
    ways = run(*asked, "--json").json()["ways"]
    assert list(ways)[:3] == ["words", "expansion", "any word"]
    for way in ways.values():
        for one in way["measures"].values():
            assert 0 <= one["low"] <= one["mean"] <= one["high"] <= 1
    # One document answers some needs, and only where any word will do.
    assert ways["any word"]["measures"]["nDCG@10"]["mean"] > 0
    assert "fathers" in run(*asked).out
