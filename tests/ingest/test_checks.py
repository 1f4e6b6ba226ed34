"""`lessons doctor`: each kind of damage is found, and the advice says how to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.library import Generation, Library
from ingest.checks import check_library
from search.engine import get_engine
from tests import factories
from tests.ingest.publishing import put


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound library of two documents, to be copied and not to be changed."""
    library = Library.create(tmp_path_factory.mktemp("checks") / "library")
    put(library, factories.record(), factories.later_record())
    return library.path


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Library:
    shutil.copytree(made, tmp_path / "library")
    return Library(tmp_path / "library")


def _served(library: Library) -> Generation:
    served = library.current()
    assert served is not None
    return served


def _first_original(library: Library) -> Path:
    return library.original(library.catalogue.entries(1)[0].sha256)


def _lose_an_original(library: Library) -> None:
    _first_original(library).unlink()


def _change_an_original(library: Library) -> None:
    path = _first_original(library)
    path.write_bytes(path.read_bytes() + b" ")


def _lose_a_record(library: Library) -> None:
    next(library.records.iterdir()).unlink()


def _break_a_record(library: Library) -> None:
    next(library.records.iterdir()).write_text("{", encoding="ascii")


def _make_a_record_invalid(library: Library) -> None:
    record = factories.record()
    without = replace(record, passages=record.passages[1:])  # evidence on a passage that is gone
    library.keep_record(without)


def _lose_an_index_entry(library: Library) -> None:
    with get_engine().write(_served(library).index) as writer:
        writer.delete_document("doc-larkshire")
        writer.commit()


def _lose_the_graph(library: Library) -> None:
    shutil.rmtree(_served(library).graph)


def _forget_a_document(library: Library) -> None:
    library.catalogue.write(1, (), ("doc-larkshire",))


def _break_the_manifest(library: Library) -> None:
    (_served(library).path / "manifest.json").write_text("{", encoding="ascii")


def test_a_sound_library_passes(library: Library) -> None:
    found = check_library(library)
    assert [(one.name, one.passed) for one in found] == [
        ("originals", True),
        ("records", True),
        ("shapes", True),
        ("agreement", True),
    ]
    assert all("2" in one.message for one in found)


@pytest.mark.parametrize(
    ("damage", "name", "advice"),
    [
        (_lose_an_original, "originals", "Add the files again"),
        (_change_an_original, "originals", "Add the files again"),
        (_lose_a_record, "records", "lessons rebuild"),
        (_break_a_record, "records", "Extract the document again"),
        (_make_a_record_invalid, "records", "lessons rebuild"),
        (_lose_an_index_entry, "agreement", "lessons rebuild"),
        (_lose_the_graph, "agreement", "lessons rebuild"),
        (_forget_a_document, "agreement", "lessons rebuild"),
        (_break_the_manifest, "agreement", "lessons rollback"),
    ],
)
def test_each_damage_is_found_and_the_rest_still_checked(
    library: Library, damage: Callable[[Library], None], name: str, advice: str
) -> None:
    damage(library)
    found = {one.name: one for one in check_library(library)}
    followed = {"shapes"} if damage is _lose_the_graph else set()
    assert {one.name for one in found.values() if not one.passed} == {name} | followed
    assert advice in found[name].message


def test_a_library_that_serves_nothing_says_so(tmp_path: Path) -> None:
    (only,) = check_library(Library.create(tmp_path))
    assert not only.passed
    assert "lessons ingest" in only.message
