"""A rebuild makes everything derived again from the originals and the catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset

from graph.errors import LibraryBusy, LibraryDamaged, LibraryMissing
from graph.export import export_quads
from graph.library import Generation, Library
from graph.store import open_read_only
from ingest.batch import Action, ingest
from ingest.rebuild import rebuild
from tests.ingest.publishing import found, held, whole
from tests.ingest.review_texts import write_reviews


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three files, read for real, to be copied and not to be changed."""
    folder = tmp_path_factory.mktemp("rebuild")
    library = Library.create(folder / "library")
    ingest(library, write_reviews(folder / "files", 3))
    return library.path


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Library:
    shutil.copytree(made, tmp_path / "library")
    return Library(tmp_path / "library")


def _served(library: Library) -> Generation:
    served = library.current()
    assert served is not None
    return served


def _lines(generation: Generation, target: Path) -> bytes:
    export_quads(generation.graph, target, "nquads")
    return target.read_bytes()


def _canonical(generation: Generation) -> Dataset:
    dataset = Dataset(open_read_only(generation.graph))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def test_a_rebuild_gives_the_same_library(library: Library, tmp_path: Path) -> None:
    first = _served(library)
    before = held(library)
    names = found(first, "*")
    shutil.rmtree(library.records)  # derived: it comes back
    library.records.mkdir()
    seen: list[int] = []
    report = rebuild(library, on_file=lambda _one, total: seen.append(total))
    second = _served(library)
    assert (report.count(Action.REPLACED), seen) == (3, [3, 3, 3])
    assert (second.number, held(library)) == (2, before)
    assert _lines(first, tmp_path / "a.nq") == _lines(second, tmp_path / "b.nq")
    assert _canonical(first) == _canonical(second)
    assert found(second, "*") == names
    assert whole(library)


def test_a_backup_of_the_truth_alone_is_enough(library: Library, tmp_path: Path) -> None:
    expected = _lines(_served(library), tmp_path / "a.nq")
    restored = Library.create(tmp_path / "restored")
    shutil.copytree(library.originals, restored.originals, dirs_exist_ok=True)
    for name in ("catalogue.sqlite", "CURRENT"):
        shutil.copy(library.path / name, restored.path / name)
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        restored.current()
    rebuild(restored)
    assert _lines(_served(restored), tmp_path / "b.nq") == expected
    assert (held(restored), whole(restored)) == (held(library), True)


def test_a_rebuild_from_records_reads_no_file_again(library: Library) -> None:
    report = rebuild(library, extract_again=False)
    assert (report.files, _served(library).number) == ([], 2)
    assert whole(library)


def test_a_rebuild_can_change_the_engine(library: Library) -> None:
    before = found(_served(library), "heroin")
    assert before
    rebuild(library, extract_again=False, engine="whoosh")
    served = _served(library)
    assert served.manifest().engine == "whoosh"
    assert found(served, "heroin") == before
    assert whole(library)


def test_an_ingest_after_the_engine_changed_keeps_it(library: Library, tmp_path: Path) -> None:
    rebuild(library, extract_again=False, engine="whoosh")
    (tmp_path / "more").mkdir()
    ingest(library, write_reviews(tmp_path / "more", 4)[3:])
    assert _served(library).manifest().engine == "whoosh"
    assert (len(held(library)), whole(library)) == (4, True)


def test_a_document_that_can_no_longer_be_read_keeps_its_record(library: Library) -> None:
    before = held(library)
    (one, *_) = library.catalogue.entries(1)
    library.original(one.sha256).unlink()
    report = rebuild(library)
    assert [(two.file, two.code) for two in report.files if two.action is Action.FAILED] == [
        (one.file, "document-unreadable")
    ]
    assert held(library) == before


def test_an_empty_library_has_nothing_to_rebuild(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="lessons ingest"):
        rebuild(Library.create(tmp_path))


def test_a_rebuild_needs_the_writers_lock(library: Library) -> None:
    with library.writing(), pytest.raises(LibraryBusy):
        rebuild(Library(library.path))
