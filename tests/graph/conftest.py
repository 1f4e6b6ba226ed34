"""The factory's library as a graph."""

from __future__ import annotations

import pyoxigraph
import pytest

from graph.store import vocabulary_quads
from graph.triples import triples
from graph.view import GraphView
from tests import factories


@pytest.fixture(scope="session")
def view() -> GraphView:
    """Three Records and the vocabulary, in memory; nothing can write to it through a view."""
    store = pyoxigraph.Store()
    store.extend(vocabulary_quads())
    for record in factories.library():
        store.extend(triples(record))
    return GraphView(store)
