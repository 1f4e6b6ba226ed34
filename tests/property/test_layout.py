"""Pictures of links: whatever is linked to what, no box covers another, and all are inside."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.layout import placed

_WIDTH, _HEIGHT = 900.0, 400.0


@st.composite
def _networks(draw: st.DrawFn) -> tuple[list[tuple[float, float]], list[tuple[int, int]]]:
    count = draw(st.integers(1, 40))
    sizes = draw(
        st.lists(st.tuples(st.floats(40, 250), st.just(32.0)), min_size=count, max_size=count)
    )
    ends = st.integers(0, count - 1)
    return sizes, draw(st.lists(st.tuples(ends, ends), max_size=60))


@settings(max_examples=60, deadline=None)
@given(_networks())
def test_boxes_stand_apart_and_inside(
    network: tuple[list[tuple[float, float]], list[tuple[int, int]]],
) -> None:
    sizes, edges = network
    places = placed(sizes, edges, _WIDTH, _HEIGHT)
    assert placed(sizes, edges, _WIDTH, _HEIGHT) == places  # the same again
    boxes = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(places, sizes, strict=True)]
    for left, top, right, _ in boxes:
        assert left >= -1
        assert top >= 0
        assert right <= _WIDTH + 1
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_nothing_is_nowhere() -> None:
    assert placed([], [], _WIDTH, _HEIGHT) == []
