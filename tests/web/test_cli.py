"""The command line as a whole: help, exit codes, one line per error, a quick start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from graph import errors
from graph.errors import LessonsError
from tests.web.commands import Run, lessons, runner
from web.cli.main import COMMANDS, _root

HEAVY = ["flask", "lxml", "networkx", "pypdfium2", "pyshacl", "rdflib", "tantivy", "whoosh"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def _loaded(arguments: list[str]) -> set[str]:
    """Return the packages that a command has imported when it ends."""
    call = (
        "import sys, json\n"
        "from web.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", call, *arguments], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["search", "--help"]])
def test_help_is_quick_because_nothing_heavy_is_imported(arguments: list[str]) -> None:
    assert not _loaded(arguments) & set(HEAVY)


def test_the_list_of_heavy_packages_names_real_ones() -> None:
    for name in HEAVY:
        __import__(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    answer = run(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: lessons {name}")
    command = _root.get_command(click.Context(_root), name)
    assert isinstance(command, click.Command)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_list_of_commands_is_in_the_help(run: Run) -> None:
    answer = run("--help")
    for name, (_, line) in COMMANDS.items():
        assert name in answer.out
        assert line.split(",", maxsplit=1)[0][:40] in answer.out


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    answer = run()
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Usage: lessons")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nonsense"], ("usage-invalid", 2)),  # no such command
        (["search"], ("usage-invalid", 2)),  # an argument is missing
        (["search", "x", "--nonsense"], ("usage-invalid", 2)),  # no such option
        (["search", "x", "--size", "0"], ("usage-invalid", 2)),  # a value out of its range
        (["search", "x"], ("library-missing", 3)),
        (["query", "questions/provenance"], ("library-missing", 3)),
        (["query", "no-such-file.rq"], ("usage-invalid", 2)),
        (["query"], ("usage-invalid", 2)),
        (["show", "x"], ("library-missing", 3)),
        (["doctor"], ("library-missing", 3)),
        (["rebuild"], ("library-missing", 3)),
        (["rollback"], ("library-missing", 3)),
        (["export", "out.nq"], ("library-missing", 3)),
        (["ingest", "no-such-file.pdf"], ("usage-invalid", 2)),
        (["extract", "no-such-file.pdf"], ("usage-invalid", 2)),
        (["evaluate", "."], ("usage-invalid", 2)),  # a folder without gold files
    ],
)
def test_an_error_is_one_line_with_its_code_and_what_to_do(
    run: Run,
    arguments: list[str],
    expected: tuple[str, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run(*arguments)
    code, exit_code = expected
    assert (answer.code, answer.out) == (exit_code, "")
    assert answer.err.count("\n") == 1
    assert answer.err.startswith(f"{code}: ")


def test_a_disk_that_refuses_is_one_line_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the library should be", encoding="utf-8")
    (tmp_path / "review.txt").write_text("text", encoding="utf-8")
    answer = run("ingest", tmp_path / "review.txt", "--library", tmp_path / "file" / "library")
    assert (answer.code, answer.err.count("\n")) == (3, 1)
    assert answer.err.startswith("system-error: ")


def test_a_real_process_answers_alike(tmp_path: Path) -> None:
    answer = lessons("search", "x", "--library", tmp_path / "none")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("library-missing: ")
    assert "lessons ingest" in answer.err


def test_every_code_is_used_once_and_every_status_is_known() -> None:
    kinds = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, LessonsError)
    ]
    codes = [one.code for one in kinds]
    assert len(codes) == len(set(codes))
    assert {one.exit_code for one in kinds} <= {1, 2, 3}
    assert {one.http_status for one in kinds} <= {400, 404, 422, 500, 503}
