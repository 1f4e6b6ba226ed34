"""Families of a library: made with each generation, kept through a rebuild."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.library import Generation, Library
from graph.triples.groups import GROUPS_GRAPH
from graph.view import GraphView
from ingest.groups import items_of
from ingest.publish import publish
from search.families import store
from search.families.store import FILE
from tests.ingest.publishing import changes_for, put, whole
from tests.web.recurring import again_record, first_record

_MEMBERS = """SELECT DISTINCT ?family ?item
WHERE { ?family a cr:Family ; cr:member ?item } ORDER BY ?family ?item"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.create(tmp_path / "library")
    put(library, first_record())
    put(library, again_record())
    return library


def _families(generation: Generation | None) -> list[tuple[str, str]]:
    assert generation is not None
    view = GraphView.open(generation.graph)
    return [
        tuple(str(value).rsplit("/", 1)[-1] for value in row.values())  # type: ignore[misc]
        for row in view.select(_MEMBERS)
    ]


def test_items_are_lessons_and_recommendations() -> None:
    (one, _) = items_of(first_record())
    assert (one.id, one.document, one.date) == ("doc-first-r1", "doc-first", "2010-03")


def test_a_family_comes_with_its_second_member(library: Library) -> None:
    found = _families(library.current())
    assert [item for _, item in found] == ["doc-again-r1", "doc-first-r1"]
    assert len({family for family, _ in found}) == 1
    assert whole(library)


def test_a_rebuild_keeps_the_ids(library: Library) -> None:
    before = _families(library.current())
    changes = changes_for(library, again_record(), first_record())
    with library.writing():
        rebuilt = publish(library, changes, afresh=True)
    assert _families(rebuilt) == before


def test_a_family_goes_with_its_document(library: Library) -> None:
    generation = put(library, first_record(), removed="doc-again")
    assert _families(generation) == []
    assert list(GraphView.open(generation.graph).statements(GROUPS_GRAPH)) == []


@pytest.mark.parametrize("lost", ["missing", "broken", "other rules"])
def test_what_the_last_generation_lost_is_made_again(
    library: Library, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    served = library.current()
    assert served is not None
    before = {item for _, item in _families(served)}
    if lost == "missing":
        (served.path / FILE).unlink()
    elif lost == "broken":
        (served.path / FILE).write_bytes(b"no archive")
    else:
        monkeypatch.setattr(store, "rules_fingerprint", lambda: "rules-of-another-release")
    generation = put(library, again_record(), removed="doc-again")
    assert {item for _, item in _families(generation)} == before
