"""Communities of small networks whose answer is plain to see."""

from __future__ import annotations

import numpy as np
import pytest

from search.families.communities import Edges, cohesive, communities

Pairs = dict[tuple[int, int], float]


def _edges(pairs: Pairs) -> Edges:
    rows = sorted(pairs)
    return (
        np.array([one for one, _ in rows], dtype=np.int64),
        np.array([other for _, other in rows], dtype=np.int64),
        np.array([pairs[one] for one in rows], dtype=np.float32),
    )


def _clique(*nodes: int, alike: float = 0.5) -> Pairs:
    return {(one, other): alike for one in nodes for other in nodes if one < other}


CHAIN: Pairs = {(at, at + 1): 0.3 for at in range(5)}


@pytest.mark.parametrize(
    ("nodes", "pairs", "least", "expected"),
    [
        (3, {}, 0.2, [0, 1, 2]),  # nobody is like anybody
        (4, _clique(0, 1) | _clique(2, 3), 0.2, [0, 0, 1, 1]),
        (3, _clique(0, 2), 0.2, [0, 1, 0]),  # numbered by their first nodes
        (6, _clique(0, 1, 2) | _clique(3, 4, 5) | {(2, 3): 0.3}, 0.2, [0, 0, 0, 1, 1, 1]),
        (2, {(0, 1): 0.19}, 0.2, [0, 1]),  # linked, and not alike enough
        (6, CHAIN, 0.2, [0, 0, 1, 1, 2, 2]),  # a chain is no family
        (3, {(0, 1): 0.4, (1, 2): 0.2, (0, 2): 0.2}, 0.2, [0, 0, 0]),
    ],
)
def test_cohesive(nodes: int, pairs: Pairs, least: float, expected: list[int]) -> None:
    assert cohesive(nodes, _edges(pairs), least).tolist() == expected


def test_leiden_joins_what_is_linked_within() -> None:
    found = communities(6, _edges(_clique(0, 1, 2) | _clique(3, 4, 5) | {(2, 3): 0.05}))
    assert found.tolist() == [0, 0, 0, 1, 1, 1]
    assert communities(2, _edges({})).tolist() == [0, 1]
