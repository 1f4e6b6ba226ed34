"""The README against the program: what it names exists, and what exists it names."""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from pathlib import Path

import click
import pytest

from graph import errors
from graph.errors import LessonsError
from ingest.limits import DEFAULT_LIMITS
from ingest.publish import KEPT_GENERATIONS
from web.app import create_app
from web.cli.main import COMMANDS, INTERRUPTED, SYSTEM_FAILED, _root
from web.config import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "tests/corpora/README.md",
    "tests/corpora/gold/README.md",
    "tests/corpora/sample/README.md",
]
# The first folder or the ending makes a word in code type a path of this project.
_PATH = re.compile(r"(?:graph|ingest|search|web|tests)/[\w./-]*|[A-Z]+\.md|\.ci/run")


def _code(text: str) -> list[str]:
    """Return what stands between backquotes, blocks left out."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def _rows(heading: str) -> list[list[str]]:
    """Return the cells of the README's table whose first heading this is."""
    pattern = rf"^\| {re.escape(heading)} \|.*\n\|[-|]+\n((?:\|.*\n)+)"
    table = re.search(pattern, README, re.MULTILINE)
    assert table is not None, heading
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


def _command(name: str) -> click.Command:
    command = _root.get_command(click.Context(_root), name)
    assert command is not None, name
    return command


def test_the_commands_of_the_readme_are_those_there_are() -> None:
    named = [row[0].strip("`").removeprefix("lessons ") for row in _rows("command")]
    assert sorted(named) == sorted(COMMANDS)
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_agrees_with_the_list(name: str) -> None:
    told = (_command(name).help or "").split("\n")[0]
    assert told
    assert told.split()[0] == COMMANDS[name][1].split()[0]  # the same verb


def test_the_options_that_are_named_exist() -> None:
    there = {
        option
        for name in COMMANDS
        for parameter in _command(name).params
        for option in parameter.opts
    }
    named = {word for code in _code(README) for word in re.findall(r"--[a-z-]+", code)}
    assert named <= there | {"--help"}
    assert named


def test_the_settings_are_those_there_are() -> None:
    rows = {row[0].strip("`"): row for row in _rows("variable")}
    settings = {f"LESSONS_{one.name.upper()}": one.default for one in fields(Settings)}
    assert set(rows) == set(settings)
    for variable, default in settings.items():
        assert rows[variable][2].strip("`") == str(default)


def test_the_options_of_settings_read_the_variables_named() -> None:
    reads = {
        option.envvar: option.opts[0]
        for name in COMMANDS
        for option in _command(name).params
        if option.envvar
    }
    assert reads == {row[0].strip("`"): row[1].strip("`") for row in _rows("variable") if row[1]}


def test_the_exit_codes_are_those_there_are() -> None:
    kinds = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, LessonsError)
    ]
    there = {0, INTERRUPTED, SYSTEM_FAILED} | {one.exit_code for one in kinds}
    assert {int(row[0]) for row in _rows("exit code")} == there


def test_the_limits_are_those_there_are() -> None:
    named = {row[0].split("`")[1]: float(row[1].replace(",", "")) for row in _rows("limit")}
    assert named == {name: float(value) for name, value in asdict(DEFAULT_LIMITS).items()}


def test_the_number_of_kept_generations_is_told() -> None:
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
    assert f"The last {words[KEPT_GENERATIONS]} are kept." in README


def test_the_addresses_named_are_pages() -> None:
    there = {str(rule) for rule in create_app(Settings()).url_map.iter_rules()}
    named = {code for code in _code(README) if code.startswith("/")}
    assert named
    assert named <= there
    assert f"http://{Settings().host}:{Settings().port}" in README


@pytest.mark.parametrize("page", PAGES)
def test_every_path_named_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    named = [code for code in _code(text) if _PATH.fullmatch(code)]
    for path in linked:
        assert (ROOT / page).parent.joinpath(path).exists(), path
    for path in named:
        beside = (ROOT / page).parent / path
        assert (ROOT / path).exists() or beside.exists(), path


def test_the_make_targets_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^|`)make ([a-z]+)\b", text, re.MULTILINE))
        assert named <= targets, page


def test_the_sample_is_as_large_as_it_is_said_to_be() -> None:
    documents = [
        one
        for one in (ROOT / "tests/corpora/sample/documents").iterdir()
        if one.suffix in {".docx", ".html", ".md", ".pdf", ".txt"} and one.stem != "README"
    ]
    assert f"{len(documents)} fictional reviews" in README
