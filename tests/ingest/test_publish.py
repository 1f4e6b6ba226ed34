"""Publishing: one step for readers, nothing written twice, everything agrees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import LibraryDamaged, LibraryMissing
from graph.library import Library
from graph.model import Record
from graph.triples import Names
from graph.view import GraphView
from ingest.publish import KEPT_GENERATIONS, rollback
from search.engine import get_engine
from tests import factories
from tests.ingest.publishing import changes_for, file_hashes, found, held, put, titles, whole

STEPS = ["start", "graph", "index", "check", "seal", "serve", "prune"]
COVER = "Two serious case reviews"
SUMMARY = "Baby E: executive summary"
LATER = "Child safeguarding practice review: Rowan"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.create(tmp_path / "library")


def _rewritten() -> Record:
    """Return the Record of `doc-cover.txt` after somebody put another report in its place."""
    later = factories.later_record()
    source = replace(later.document.source, file="doc-cover.txt")
    return replace(later, document=replace(later.document, id="doc-cover-new", source=source))


def test_the_first_generation_holds_what_was_put_in(library: Library) -> None:
    steps: list[str] = []
    first = put(library, factories.record(), on_step=steps.append)
    assert steps == STEPS
    assert (first.number, library.current()) == (1, first)
    assert (titles(first), held(library)) == ([COVER], ("doc-cover",))
    assert whole(library)


def test_the_next_generation_adds_to_the_last(library: Library) -> None:
    first = put(library, factories.record())
    before = file_hashes(first.path)
    second = put(library, factories.later_record())
    assert titles(second) == [LATER, COVER]
    assert (len(found(second, "methadone")), len(found(second, "sofas"))) == (1, 1)
    assert whole(library)
    assert titles(first) == [COVER]  # the first is still as it was ...
    assert file_hashes(first.path) == before  # ... to the last byte


def test_a_changed_document_leaves_nothing_of_the_old_one(library: Library) -> None:
    first = put(library, factories.record(), factories.summary_record())
    assert found(first, "methadone")
    second = put(library, _rewritten(), removed="doc-cover")
    view = GraphView.open(second.graph)
    assert held(library) == ("doc-cover-new", "doc-summary")
    assert titles(second) == [SUMMARY, LATER]
    assert not list(view.statements(Names().graph("doc-cover")))
    assert not view.select("pages/case", case=Names().case(factories.CASE_M))
    assert (found(second, "methadone"), len(found(second, "sofas"))) == ([], 1)
    assert found(second, "kind:review") == sorted([factories.REVIEW, factories.LATER_REVIEW])
    assert whole(library)


def test_two_documents_of_one_review_count_as_one(library: Library) -> None:
    served = put(library, factories.record(), factories.summary_record())
    told = served.manifest()
    assert (told.documents, told.reviews) == (2, 1)
    assert found(served, "kind:review") == [factories.REVIEW]
    assert whole(library)


def test_a_review_is_still_found_when_one_of_its_documents_is_replaced(library: Library) -> None:
    put(library, factories.record(), factories.summary_record())
    # The new summary reports another review altogether; the cover report stays.
    other = replace(
        factories.later_record(),
        document=replace(factories.summary_record().document, id="doc-other", title="Other"),
    )
    served = put(library, other, removed="doc-summary")
    assert found(served, "kind:review") == sorted([factories.REVIEW, factories.LATER_REVIEW])
    assert whole(library)


def test_an_old_reader_keeps_its_generation(library: Library) -> None:
    first = put(library, factories.record())
    view = GraphView.open(first.graph)
    reader = get_engine().read(first.index)
    count = reader.count()
    for record in (factories.later_record(), factories.summary_record()):
        put(library, record)
    for _ in range(KEPT_GENERATIONS):  # the old files are removed under the reader
        put(library, factories.later_record(), removed="doc-larkshire")
    assert not first.path.exists()
    assert (len(view.select("pages/reviews")), reader.count()) == (1, count)
    reader.close()


def test_only_the_newest_generations_are_kept(library: Library) -> None:
    for _ in range(KEPT_GENERATIONS + 2):
        put(library, factories.record(), removed="doc-cover")
    numbers = [one.number for one in library.generations()]
    assert numbers == [3, 4, 5]


def test_an_index_that_disagrees_is_never_served(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, factories.record())
    monkeypatch.setattr("ingest.publish.entries", lambda record, vocabulary: [])  # noqa: ARG005 - the signature is theirs
    with pytest.raises(LibraryDamaged, match="lessons rebuild"):
        put(library, factories.later_record())
    monkeypatch.undo()
    served = library.current()
    assert (served.number if served else 0, held(library)) == (1, ("doc-cover",))
    assert put(library, factories.later_record()).number == 2
    assert whole(library)


def test_rollback_serves_the_one_before_and_ingest_goes_on_from_there(library: Library) -> None:
    put(library, factories.record())
    put(library, factories.later_record())
    with library.writing():
        assert rollback(library).number == 1
    assert (held(library), whole(library)) == (("doc-cover",), True)
    third = put(library, factories.summary_record())
    assert (third.number, titles(third)) == (3, [SUMMARY, COVER])  # what was undone stays out
    assert [one.number for one in library.generations()] == [1, 3]
    assert whole(library)
    with library.writing():
        assert rollback(library).number == 1


def test_rollback_needs_something_to_go_back_to(library: Library) -> None:
    put(library, factories.record())
    with library.writing(), pytest.raises(LibraryMissing, match="backup"):
        rollback(library)


@pytest.mark.parametrize("name", ["", "0009", "nonsense"])
def test_rollback_mends_a_current_that_names_nothing(library: Library, name: str) -> None:
    put(library, factories.record())
    (library.path / "CURRENT").write_text(name, encoding="ascii")
    with library.writing():
        assert rollback(library).number == 1
    assert whole(library)


def test_rollback_passes_over_a_generation_that_is_not_whole(library: Library) -> None:
    put(library, factories.record())
    second = put(library, factories.later_record())
    put(library, factories.summary_record())
    (second.path / "manifest.json").write_text("{", encoding="ascii")
    with library.writing():
        assert rollback(library).number == 1


def test_nothing_to_keep_is_lost_when_changes_are_only_prepared(library: Library) -> None:
    put(library, factories.record())
    changes_for(library, factories.later_record())  # kept, never published
    assert (held(library), whole(library)) == (("doc-cover",), True)
