"""A running service moves to a new generation by itself, and requests keep theirs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import current_app

from graph.library import Library
from ingest.publish import rollback
from tests import factories
from tests.ingest.publishing import put
from tests.web.served import client_of
from web.app import create_app
from web.config import Settings
from web.snapshot import Snapshots, current_snapshot


def test_a_new_generation_is_served_without_a_restart(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    client = client_of(tmp_path)
    assert client.get("/").status_code == 503
    put(library, factories.record())
    assert "1 review of" in client.get("/").get_data(as_text=True)
    assert client.get("/cases/case-rowan").status_code == 404
    put(library, factories.later_record())
    assert "2 reviews of" in client.get("/").get_data(as_text=True)
    assert client.get("/cases/case-rowan").status_code == 200
    assert client.get("/search?q=sofas").get_data(as_text=True).count("<article") == 1


def test_an_older_generation_is_served_again_after_a_rollback(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    put(library, factories.record())
    put(library, factories.later_record())
    client = client_of(tmp_path)
    assert client.get("/cases/case-rowan").status_code == 200
    with library.writing():
        rollback(library)
    assert client.get("/cases/case-rowan").status_code == 404


def test_a_request_keeps_its_generation_to_its_end(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    put(library, factories.record())
    with create_app(Settings(library=tmp_path)).test_request_context("/"):
        before = current_snapshot()
        put(library, factories.later_record())
        assert current_snapshot() is before
        assert before.table("pages/home-counts")[0]["reviews"] == 1
        assert current_app.extensions["snapshots"].current() is not before


def test_a_generation_is_opened_once_for_all_threads(tmp_path: Path) -> None:
    put(Library.create(tmp_path), factories.record())
    snapshots = Snapshots(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: snapshots.current(), range(40)))
    assert len({id(one) for one in found}) == 1


def test_a_library_made_anew_in_the_same_place_is_opened_anew(tmp_path: Path) -> None:
    place = tmp_path / "library"
    put(Library.create(place), factories.record())
    snapshots = Snapshots(place)
    before = snapshots.current()
    place.rename(tmp_path / "old")
    put(Library.create(place), factories.later_record())
    assert snapshots.current().manifest.generation == before.manifest.generation
    assert snapshots.current() is not before
