"""The library's folder: generations, CURRENT, the writer's lock, the catalogue."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from graph.catalogue import Catalogue, Holding
from graph.errors import LibraryBusy, LibraryDamaged, LibraryMissing, NotFound
from graph.library import Generation, Library, Manifest


def _entry(file: str, document: str) -> Holding:
    return Holding(file, "0" * 64, document, f"Title of {file}", "text/plain")


def _published(library: Library) -> Generation:
    with library.writing():
        built = library.start_generation()
        built.write_manifest(Manifest(built.number, 0, 0, 0, "tantivy", "test"))
        sealed = library.seal(built)
        library.serve(sealed)
        return sealed


def test_an_empty_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="lessons ingest"):
        Library.open(tmp_path)
    assert Library.create(tmp_path).current() is None


def test_generations_count_up_and_current_follows(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    assert [_published(library).number for _ in range(3)] == [1, 2, 3]
    served = Library.open(tmp_path).current()
    assert served is not None
    assert (served.number, served.manifest().generation) == (3, 3)


def test_a_generation_left_half_built_is_swept_away(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    _published(library)
    with library.writing():
        left = library.start_generation()
        (left.path / "half").write_text("half", encoding="utf-8")
    assert [one.number for one in library.generations()] == [1]
    assert _published(library).number == 2
    assert not left.path.exists()


def test_pruning_keeps_the_newest_and_never_the_served_one(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    for _ in range(4):
        _published(library)
    library.serve(library.generations()[0])
    library.prune(keep=2)
    assert [one.number for one in library.generations()] == [1, 3, 4]


@pytest.mark.parametrize("name", ["0009", "nonsense", "../0001"])
def test_a_current_that_names_nothing_is_damage(tmp_path: Path, name: str) -> None:
    library = Library.create(tmp_path)
    _published(library)
    (tmp_path / "CURRENT").write_text(name, encoding="ascii")
    with pytest.raises(LibraryDamaged, match="lessons rollback"):
        library.current()


def test_a_broken_manifest_is_damage(tmp_path: Path) -> None:
    served = _published(Library.create(tmp_path))
    (served.path / "manifest.json").write_text("{", encoding="ascii")
    with pytest.raises(LibraryDamaged, match="manifest"):
        served.manifest()


def _try_to_write(path: Path, answer: multiprocessing.SimpleQueue[str]) -> None:
    try:
        with Library(path).writing():
            answer.put("wrote")
    except LibraryBusy as error:
        answer.put(error.code)


def test_a_second_writer_is_told_that_the_library_is_busy(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for held, expected in [(True, "library-busy"), (False, "wrote")]:
        answer: multiprocessing.SimpleQueue[str] = context.SimpleQueue()
        other = context.Process(target=_try_to_write, args=(tmp_path, answer))
        if held:
            with Library(tmp_path).writing():
                other.start()
                other.join()
        else:
            other.start()
            other.join()
        assert answer.get() == expected


def test_records_and_originals_are_kept_by_content(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    library.keep_original("ab12", b"bytes")
    library.keep_original("ab12", b"not written again")
    assert library.original("ab12").read_bytes() == b"bytes"
    with pytest.raises(NotFound, match="lessons rebuild"):
        library.record("doc-none")


def test_the_catalogue_knows_what_each_generation_held(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    catalogue.write(1, (_entry("a.txt", "doc-a1"), _entry("b.txt", "doc-b")), ())
    catalogue.write(2, (_entry("a.txt", "doc-a2"),), ("doc-a1",))
    held = {n: [one.document for one in catalogue.entries(n)] for n in (0, 1, 2, 9)}
    assert held == {0: [], 1: ["doc-a1", "doc-b"], 2: ["doc-a2", "doc-b"], 9: ["doc-a2", "doc-b"]}


def test_rows_of_a_generation_never_served_are_forgotten(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    catalogue.write(1, (_entry("a.txt", "doc-a1"),), ())
    catalogue.write(2, (_entry("a.txt", "doc-a2"),), ("doc-a1",))
    catalogue.forget_after(1)
    assert [one.document for one in catalogue.entries(2)] == ["doc-a1"]


def test_a_catalogue_that_is_no_database_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(LibraryDamaged, match="backup"):
        Catalogue(path)
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE documents (other TEXT)")
    connection.close()
    with pytest.raises(LibraryDamaged):
        Catalogue(path).entries(1)
