"""The vectors of a library: what is near, what has gone, and what a generation shares."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from graph.errors import LibraryDamaged, UsageInvalid
from search.embedding.embedder import EMBEDDERS, get_embedder
from search.embedding.store import VectorReader, VectorWriter, has_vectors, held_embedder
from search.entry import Entry, EntryKind

_TEXTS = {
    "a1": "The father was never asked about by the midwife.",
    "a2": "Housing evicted the family without telling anybody.",
    "b1": "Professionals did not ask who the baby's dad was.",
    "b2": "Police officers recorded domestic abuse in the home.",
    "c1": "The landlord gave the household notice to leave.",
}
EMBEDDER = get_embedder("words")


def _entry(key: str, kind: EntryKind = EntryKind.PASSAGE) -> Entry:
    return Entry(key, kind, "", _TEXTS[key], document=f"d-{key[0]}", review=f"r-{key[0]}")


def _write(
    folder: Path,
    keys: Iterable[str],
    *,
    base: Path | None = None,
    removed: Iterable[str] = (),
    number: int = 1,
) -> Path:
    writer = VectorWriter(folder, EMBEDDER, base)
    for document in removed:
        writer.delete_document(document)
    writer.add(map(_entry, keys))
    writer.commit(number)
    return folder


def _near(folder: Path, text: str, limit: int = 10) -> list[str]:
    reader = VectorReader(folder)
    found = reader.nearest(reader.embed(text), EntryKind.PASSAGE, limit)
    return [one.row.id for one in found]


def test_what_means_alike_is_nearest_whatever_its_words(tmp_path: Path) -> None:
    folder = _write(tmp_path / "v", _TEXTS)
    assert set(_near(folder, "nobody asked about his daddy", 2)) == {"a1", "b1"}
    assert set(_near(folder, "the tenant was evicted", 2)) == {"a2", "c1"}


@pytest.mark.parametrize("text", ["", "1234 !!", "qzxv"])
def test_a_text_without_a_known_word_is_near_nothing(tmp_path: Path, text: str) -> None:
    assert _near(_write(tmp_path / "v", _TEXTS), text) == []


def test_a_row_says_whose_it_is(tmp_path: Path) -> None:
    reader = VectorReader(_write(tmp_path / "v", _TEXTS))
    (found,) = reader.nearest(reader.embed(_TEXTS["c1"]), EntryKind.PASSAGE, 1)
    assert (found.row.id, found.row.document, found.row.review) == ("c1", "d-c", "r-c")
    assert found.cosine == pytest.approx(1.0, abs=0.01)
    assert reader.nearest(reader.embed(_TEXTS["c1"]), EntryKind.LESSON, 1) == []


def test_reviews_have_no_vector(tmp_path: Path) -> None:
    writer = VectorWriter(tmp_path / "v", EMBEDDER)
    writer.add([_entry("a1", EntryKind.REVIEW), _entry("b1", EntryKind.LESSON)])
    writer.commit(1)
    assert VectorReader(tmp_path / "v").count() == 1


def test_cosines_are_those_of_the_ids_that_are_there(tmp_path: Path) -> None:
    folder = _write(tmp_path / "w", [], base=_write(tmp_path / "v", _TEXTS), removed=["d-b"])
    reader = VectorReader(folder)
    wanted = reader.embed(_TEXTS["a1"])
    found = reader.cosines(wanted, EntryKind.PASSAGE, ["c1", "a1", "b1", "zz", "0"])
    assert set(found) == {"a1", "c1"}
    assert found["a1"] == pytest.approx(1.0, abs=0.01)


def test_a_generation_shares_files_and_the_last_one_stays_as_it_was(tmp_path: Path) -> None:
    first = _write(tmp_path / "1", ["a1", "a2", "b1", "b2"])
    before = {one.name: one.read_bytes() for one in first.iterdir()}
    second = _write(tmp_path / "2", ["c1"], base=first, removed=["d-a"], number=2)
    assert _near(second, _TEXTS["a2"])[0] == "c1"
    assert sorted(_near(second, _TEXTS["a2"])) == ["b1", "b2", "c1"]
    assert sorted(_near(first, _TEXTS["a2"])) == ["a1", "a2", "b1", "b2"]
    assert {one.name: one.read_bytes() for one in first.iterdir()} == before


def test_however_it_was_built_it_answers_the_same(tmp_path: Path) -> None:
    whole = _write(tmp_path / "whole", _TEXTS)
    base: Path | None = None
    for number, key in enumerate([*_TEXTS, "a1", "a2"], start=1):
        gone = [f"d-{key[0]}"] if number > len(_TEXTS) else []
        keys = [one for one in _TEXTS if one[0] == key[0]] if gone else [key]
        base = _write(tmp_path / str(number), keys, base=base, removed=gone, number=number)
    assert base is not None
    readers = [VectorReader(whole), VectorReader(base)]
    assert [one.count() for one in readers] == [len(_TEXTS)] * 2
    for text in _TEXTS.values():
        assert _near(whole, text) == _near(base, text)


def test_segments_are_joined_so_that_they_stay_few(tmp_path: Path) -> None:
    base: Path | None = None
    for number in range(1, 34):
        writer = VectorWriter(tmp_path / str(number), EMBEDDER, base)
        writer.add([Entry(f"p{number}", EntryKind.PASSAGE, "", f"a word {number}", f"d{number}")])
        writer.commit(number)
        base = tmp_path / str(number)
    assert base is not None
    assert len(list(base.glob("*.codes.npy"))) <= 6
    assert VectorReader(base).count() == 33


def test_what_is_gone_altogether_leaves_no_file(tmp_path: Path) -> None:
    first = _write(tmp_path / "1", ["a1"])
    second = _write(tmp_path / "2", [], base=first, removed=["d-a"], number=2)
    assert [one.name for one in second.iterdir()] == ["manifest.json"]
    assert VectorReader(second).count() == 0


def test_damage_is_told(tmp_path: Path) -> None:
    folder = _write(tmp_path / "v", _TEXTS)
    next(folder.glob("*.codes.npy")).write_bytes(b"no array")
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        VectorReader(folder)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        held_embedder(folder)


def test_vectors_of_another_release_do_not_count(tmp_path: Path) -> None:
    folder = _write(tmp_path / "v", _TEXTS)
    assert has_vectors(folder)
    manifest = folder / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(EMBEDDER.name, "words-000000000000"), encoding="utf-8")
    assert not has_vectors(folder)
    assert not has_vectors(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["", "mini", "words-000000000000"])
def test_an_embedder_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(UsageInvalid):
        get_embedder(name)


@pytest.mark.parametrize("kind", EMBEDDERS)
def test_every_embedder_keeps_its_protocol(kind: str) -> None:
    embedder = get_embedder(kind)
    texts = ["The police were called.", "", "The police were called."]
    made = embedder.embed(texts)
    assert made.shape == (3, embedder.dimensions)
    assert made.dtype == np.float32
    assert (made[0] == made[2]).all()
    assert np.linalg.norm(made[0]) == pytest.approx(1.0, abs=1e-4)
    assert not made[1].any()
    assert embedder.name.partition("-")[0] == kind
