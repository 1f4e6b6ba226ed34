"""Indexes as files: changes, commits, locks, and the clone a new generation starts from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import tantivy
from whoosh import fields as whoosh_fields
from whoosh import index as whoosh_index

from graph.errors import LibraryBusy, LibraryDamaged, UsageInvalid
from search.engine import ENGINES, get_engine
from search.entry import EntryKind
from search.query import read_query
from tests.search.library import ENTRIES, build, ids, passage


@pytest.mark.parametrize("engine", ENGINES)
def test_changes_are_seen_after_commit_by_new_readers_only(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "index"
    build(engine, path, ENTRIES)
    before = get_engine(engine).read(path)
    with get_engine(engine).write(path) as writer:
        writer.delete_document("d-a")
        writer.delete_review("r-c")
        writer.add([passage("a1", "Instead of all the others.")])
        writer.commit()
    after = get_engine(engine).read(path)
    assert before.count() == len(ENTRIES)
    assert len(ids(before, "*")) == len(ENTRIES)
    assert sorted(ids(after, "*")) == ["a1", "b1", "b2", "b3", "u1", "u2"]
    assert after.count() == 6
    assert ids(after, "police") == []
    assert ids(after, "instead") == ["a1"]
    before.close()
    after.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_not_committed_is_dropped(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "index"
    build(engine, path, ENTRIES[:2])
    with get_engine(engine).write(path) as writer:
        writer.add(ENTRIES[2:])
        writer.delete_document("d-a")
    reader = get_engine(engine).read(path)
    assert sorted(ids(reader, "*")) == ["a1", "a2"]
    reader.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_review_told_in_two_documents_is_one_entry(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "index"
    review = next(one for one in ENTRIES if one.kind is EntryKind.REVIEW)
    later = replace(review, document="d-summary", title="Executive summary")
    build(engine, path, [review])
    build(engine, path, [later, replace(later, title="Overview")])
    reader = get_engine(engine).read(path)
    assert [hit.entry.title for hit in reader.search(read_query("*")).hits] == ["Overview"]
    reader.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_one_writer_at_a_time(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "index"
    with get_engine(engine).write(path), pytest.raises(LibraryBusy):
        get_engine(engine).write(path)
    get_engine(engine).write(path).close()


@pytest.mark.parametrize("engine", ENGINES)
def test_no_index_is_damage_not_a_crash(engine: str, tmp_path: Path) -> None:
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        get_engine(engine).read(tmp_path / "nowhere")


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(UsageInvalid, match="tantivy"):
        get_engine("sphinx")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_clone_can_change_while_its_source_stays_byte_for_byte(
    engine: str, tmp_path: Path
) -> None:
    source, target = tmp_path / "0001", tmp_path / "0002"
    build(engine, source, ENTRIES[:6])
    build(engine, source, ENTRIES[6:])
    before = contents(source)
    get_engine(engine).clone(source, target)
    with get_engine(engine).write(target) as writer:
        writer.delete_document("d-a")
        writer.add([passage("n1", "A new review of neglect.")])
        writer.commit()
        writer.add([passage("n2", "And another.")])
        writer.commit()
    assert contents(source) == before
    old, new = (get_engine(engine).read(path) for path in (source, target))
    assert len(ids(old, "*")) == len(ENTRIES)
    assert sorted(ids(new, "neglect")) == ["b1", "n1", "u1"]
    assert contents(source) == before
    old.close()
    new.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_clone_shares_the_files_that_never_change(engine: str, tmp_path: Path) -> None:
    source, target = tmp_path / "0001", tmp_path / "0002"
    build(engine, source, ENTRIES)
    get_engine(engine).clone(source, target)
    shared = [file.name for file in target.iterdir() if file.samefile(source / file.name)]
    assert shared
    assert not [name for name in shared if name.endswith((".json", ".toc", "LOCK", ".lock"))]


def contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_of_other_fields_is_not_opened(engine: str, tmp_path: Path) -> None:
    """An index of an earlier release, whose fields were others."""
    if engine == "tantivy":
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words")
        tantivy.Index(builder.build(), path=str(tmp_path))
    else:
        whoosh_index.create_in(str(tmp_path), whoosh_fields.Schema(words=whoosh_fields.TEXT))
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        get_engine(engine).read(tmp_path)
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        get_engine(engine).write(tmp_path)


def test_segments_are_put_together_as_generations_go_by(tmp_path: Path) -> None:
    path = tmp_path / "index"
    for number in range(20):
        build("tantivy", path, [passage(f"p{number}", "One more passage.")])
    index = tantivy.Index.open(str(path))
    assert index.searcher().num_docs == 20
    assert index.searcher().num_segments < 12
