"""Factors present in the same cases: each count is that of a naive recount from the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from graph.namespaces import V
from graph.vocabulary import load_vocabulary
from tests.web.served import sample_library
from web.app import create_app
from web.config import Settings
from web.content.company import companions
from web.snapshot import Snapshot

_ALL = 10_000
_PRESENT = """SELECT DISTINCT ?case ?concept WHERE {
  ?factor a cr:FactorAssertion ; cr:status cr:PRESENT ; cr:aboutCase ?case ; cr:concept ?concept ;
    cr:evidence ?evidence . ?evidence cr:confidence ?sure . FILTER(?sure >= $least) }"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    library: Path = sample_library(tmp_path_factory.mktemp("company") / "library").path
    made = create_app(Settings(library=library))
    with made.app_context():
        yield made


def _naive(shown: Snapshot, concept: str, least: float) -> dict[str, int]:
    """Return other factors with their cases, counted case by case."""
    vocabulary, having = load_vocabulary(), defaultdict[str, set[str]](set)
    for row in shown.graph.select(_PRESENT, least=least):
        having[str(row["case"])].add(str(row["concept"]).removeprefix(str(V)))
    counts = defaultdict[str, int](int)
    for factors in having.values():
        if any(vocabulary.is_a(one, concept) for one in factors):
            for other in factors:
                if not (vocabulary.is_a(other, concept) or vocabulary.is_a(concept, other)):
                    counts[other] += 1
    return dict(counts)


# factor, least confidence, what the row proves
ROWS = [
    ("domestic-abuse", 0.0, "narrower factors count with it"),
    ("domestic-abuse", 0.5, "doubtful links do not count"),
    ("substance-misuse", 0.0, "a factor that others often meet"),
]


@pytest.mark.parametrize(("concept", "least", "why"), ROWS)
def test_every_count_is_that_of_a_naive_recount(
    app: Flask, concept: str, least: float, why: str
) -> None:
    shown = app.extensions["snapshots"].current()
    found = companions(shown, load_vocabulary(), concept, least, _ALL)
    naive = _naive(shown, concept, least)
    assert naive, why
    assert {one.id: one.cases for one in found} == naive, why
    assert [one.cases for one in found] == sorted(naive.values(), reverse=True)


def test_only_as_many_as_asked_for_come_back(app: Flask) -> None:
    shown = app.extensions["snapshots"].current()
    every = companions(shown, load_vocabulary(), "domestic-abuse", 0.0, _ALL)
    assert companions(shown, load_vocabulary(), "domestic-abuse", 0.0, 3) == every[:3]
