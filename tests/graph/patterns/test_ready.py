"""The first rows of a question, asked of the first cases alone, are those of its whole answer."""

from __future__ import annotations

import pyoxigraph
import pytest

from graph.patterns import ready
from graph.patterns.ready import first_rows, ready_questions
from graph.queries import query_text
from graph.store import vocabulary_quads
from graph.triples import triples
from graph.view import GraphView
from tests.benchmarks.synthetic import reviews

BY_CASE = ("questions/provenance", "questions/ruled-out-or-suspected")


@pytest.fixture(scope="module")
def some_reviews() -> GraphView:
    store = pyoxigraph.Store()
    store.extend(vocabulary_quads())
    for record in reviews(12):
        store.extend(triples(record))
    return GraphView(store)


@pytest.mark.parametrize("begin", [1, 3, 50])  # cases asked about at first
@pytest.mark.parametrize("most", [1, 10, 45, 2_000])
@pytest.mark.parametrize("query", BY_CASE)
def test_first_rows(
    some_reviews: GraphView, monkeypatch: pytest.MonkeyPatch, query: str, most: int, begin: int
) -> None:
    monkeypatch.setattr(ready, "_BEGIN", begin)
    found = first_rows(some_reviews, query, most)
    assert found == some_reviews.select(query, limit=most)
    assert found


def test_which_questions_go_case_by_case() -> None:
    queries = [one.query for one in ready_questions()]
    found = [one for one in queries if "# FIRST CASES" in query_text(one)]
    assert sorted(found) == sorted(BY_CASE)
    assert all("ORDER BY ?caseLabel ?case " in query_text(one) for one in found)
