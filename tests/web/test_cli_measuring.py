"""`lessons evaluate`: scores and calibration as text and JSON, and the file that ships."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.web.commands import Run, runner

_GOLD = Path(__file__).parents[1] / "corpora" / "gold" / "develop"
_NAME = "g1-child-r-2007"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One document of the development set with its gold."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in (f"{_NAME}.txt", f"{_NAME}.gold.json"):
        shutil.copy(_GOLD / name, folder)
    return folder


def test_calibration_is_printed_and_in_the_json(run: Run, folder: Path) -> None:
    told = run("evaluate", folder, "--scores-only").out
    table = run("evaluate", folder, "--json").json()["calibration"]
    assert "expected calibration error" in told
    assert table["of"] == sum(one["of"] for one in table["bins"])
    assert table["of"] == sum(one["of"] for one in table["schemes"].values())
    assert 0 <= table["brier"] <= 1
    assert told.count("stated 0.") >= len(table["bins"])


def test_the_file_that_ships_has_figures_with_and_without_what_is_told(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "accuracy.json"
    assert run("evaluate", folder, "--release", target).code == 0
    plain = json.loads(target.read_text(encoding="utf-8"))
    whole = run("evaluate", folder, "--json").json()
    labels = run("evaluate", folder, "--json", "--labels-only").json()
    assert plain["scores"] == whole["scores"]
    assert plain["labels_only"]["scores"] == labels["scores"]
    assert plain["documents"] == 1
    assert "disagreements" not in plain


def test_the_file_that_ships_is_not_of_labels_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "accuracy.json"
    ended = run("evaluate", folder, "--labels-only", "--release", target)
    assert (ended.code, target.exists()) == (2, False)
