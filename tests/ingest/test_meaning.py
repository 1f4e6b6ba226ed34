"""The vectors of a library: built with each generation, and gone with their documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import LibraryDamaged, UsageInvalid
from graph.library import Library
from graph.model import Record
from ingest.meaning import kept_embedder
from ingest.publish import publish
from ingest.rebuild import rebuild
from search.embedding.embedder import NO_EMBEDDER, default_embedder
from search.embedding.store import VectorReader, has_vectors
from tests import factories
from tests.ingest.publishing import changes_for, put, whole


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


def _vectors(record: Record) -> int:
    return len(record.passages) + len(record.lessons) + len(record.recommendations)


def test_each_passage_lesson_and_recommendation_has_a_vector(library: Library) -> None:
    first = put(library, factories.record())
    assert VectorReader(first.vectors).count() == _vectors(factories.record())
    second = put(library, factories.later_record())
    both = _vectors(factories.record()) + _vectors(factories.later_record())
    assert VectorReader(second.vectors).count() == both
    assert whole(library)


def test_a_document_that_goes_takes_its_vectors(library: Library) -> None:
    put(library, factories.record())
    second = put(library, factories.later_record(), removed="doc-cover")
    reader = VectorReader(second.vectors)
    assert reader.count() == _vectors(factories.later_record())
    assert whole(library)


def test_a_library_without_vectors_stays_so_until_a_rebuild(library: Library) -> None:
    with library.writing():
        publish(library, changes_for(library, factories.record()), embedder=NO_EMBEDDER)
    second = put(library, factories.later_record())
    assert not has_vectors(second.vectors)
    assert kept_embedder(second) == NO_EMBEDDER
    assert whole(library)
    report = rebuild(library, extract_again=False)
    assert report.generation is not None
    assert kept_embedder(report.generation) == default_embedder()


def test_vectors_of_another_release_are_left_behind(library: Library) -> None:
    first = put(library, factories.record())
    manifest = first.vectors / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(default_embedder(), "words-old"), encoding="utf-8")
    assert not has_vectors(put(library, factories.later_record()).vectors)


def test_an_unknown_embedder_changes_nothing(library: Library) -> None:
    first = put(library, factories.record())
    with pytest.raises(UsageInvalid, match="Choose one of"):
        rebuild(library, extract_again=False, embedder="mini")
    assert library.current() == first


def test_vectors_that_are_not_whole_are_found(library: Library) -> None:
    first = put(library, factories.record())
    next(first.vectors.glob("*.codes.npy")).unlink()
    with pytest.raises(AssertionError, match="lessons rebuild"):
        whole(library)
    with pytest.raises(LibraryDamaged):
        put(library, factories.later_record())
    assert library.current() == first
