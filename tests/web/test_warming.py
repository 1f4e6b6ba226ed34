"""What is slow to make is made beforehand, for each generation that is opened."""

from __future__ import annotations

import threading
from pathlib import Path

from graph.library import Library
from graph.network.measures import measure_names
from graph.patterns.ready import ready_questions
from tests import factories
from tests.ingest.publishing import put
from web.app import create_app
from web.config import Settings
from web.content.counting import counting
from web.content.kept import kept
from web.content.warming import warm, warm_when_opened
from web.snapshot import Snapshot

_MEASURES = tuple(("measure", name, 0.0) for name in measure_names())


def _not_again() -> object:
    raise AssertionError("It was made a second time.")


def test_what_was_warmed_is_not_made_again(tmp_path: Path) -> None:
    put(Library.create(tmp_path), factories.record())
    app = create_app(Settings(library=tmp_path))
    shown = app.extensions["snapshots"].current()
    warm(app, shown)
    with app.app_context():
        for name in (
            ("links", 0.0),
            ("names", 0.0),
            ("present", 0.0),
            "gap map",
            "quads",
            *_MEASURES,
        ):
            kept(shown, name, _not_again)
        for one in ready_questions():
            assert counting(shown).answer(one.query) is counting(shown).answer(one.query)


def test_each_generation_is_warmed_once_when_it_is_opened(tmp_path: Path) -> None:
    library = Library.create(tmp_path)
    put(library, factories.record())
    snapshots = create_app(Settings(library=tmp_path)).extensions["snapshots"]
    told: list[Snapshot] = []
    snapshots.on_open = told.append
    first = snapshots.current()
    snapshots.current()
    put(library, factories.later_record())
    second = snapshots.current()
    assert told == [first, second]
    assert snapshots.outdated(first)
    assert not snapshots.outdated(second)


def test_a_service_warms_in_a_thread_of_its_own(tmp_path: Path) -> None:
    put(Library.create(tmp_path), factories.record())
    app = create_app(Settings(library=tmp_path))
    warm_when_opened(app)
    shown = app.extensions["snapshots"].current()
    for thread in threading.enumerate():
        if thread.name == "warming":
            thread.join()
    with app.app_context():
        kept(shown, "gap map", _not_again)


def test_one_slow_thing_does_not_hold_up_another(tmp_path: Path) -> None:
    put(Library.create(tmp_path), factories.record())
    app = create_app(Settings(library=tmp_path))
    shown = app.extensions["snapshots"].current()
    begun, let_go = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        let_go.wait()
        return "slow"

    def ask() -> None:
        with app.app_context():
            kept(shown, "slow", slow)

    waiting = threading.Thread(target=ask)
    waiting.start()
    begun.wait()
    with app.app_context():
        assert kept(shown, "quick", lambda: "quick") == "quick"
    let_go.set()
    waiting.join()
