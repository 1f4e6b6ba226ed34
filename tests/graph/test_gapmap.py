"""The gap map against a recount from the Records."""

from __future__ import annotations

import pytest

from graph.gapmap import GapFilter, read_gap_map
from graph.view import GraphView
from tests import factories
from tests.graph.naive_links import gap_counts


@pytest.mark.parametrize("kind", ["", "lesson", "recommendation"])
def test_the_cells_are_those_of_the_records(view: GraphView, kind: str) -> None:
    cells = read_gap_map(view).cells(GapFilter(kind=kind))
    assert {place: one.reviews for place, one in cells.items()} == gap_counts(
        factories.library(), kind
    )


@pytest.mark.parametrize(
    ("chosen", "reviews"),
    [
        (GapFilter(), 2),
        (GapFilter(review_type="lcspr"), 1),
        (GapFilter(review_type="child-review"), 2),  # a type counts with those below it
        (GapFilter(review_type="adult-review"), 0),
        (GapFilter(since="2008"), 1),
        (GapFilter(until="2007"), 1),  # a review's year is that of its first document
        (GapFilter(since="2030"), 0),
    ],
)
def test_filters_narrow_the_reviews(view: GraphView, chosen: GapFilter, reviews: int) -> None:
    assert read_gap_map(view).reviews(chosen) == reviews


def test_a_cell_opens_what_it_counts(view: GraphView) -> None:
    own = read_gap_map(view)
    for place, cell in own.cells(GapFilter()).items():
        assert len(own.opened(GapFilter(), *place)) == cell.items
    assert own.opened(GapFilter(), "hidden-men", "no-such-kind") == ()
