"""The cheapest ways between two things: few and sure steps, not through what all share.

Ways are found by Dijkstra's algorithm from both ends; each node is then the middle of
one way, the cheapest through it (the via-node method of Abraham, Delling, Goldberg and
Werneck, Alternative routes in road networks, 2013). Of these, ways that differ are chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from graph.network.links import Links

__all__ = ["MOST_PATHS", "Way", "joint", "ways"]

MOST_PATHS = 10
_SLACK = 1.5  # a way may cost this much more than the cheapest, and no more
_LIMITS = (6.0, np.inf)  # how far the search goes until it meets the other end
_MIDDLES = 60  # of each kind of thing, the middles looked at
# What makes a way worth less once another was chosen: for each chosen way of the same
# kinds of step, and for the share of its inner things that a chosen way has too.
_SAME_SHAPE = 0.6
_SHARED = 1.5
_NOWHERE = -9999  # scipy's predecessor of a start


@dataclass(frozen=True, slots=True)
class Way:
    """Nodes from one end to the other, the numbers of the links between them, and the cost."""

    nodes: tuple[int, ...]
    links: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class _Tree:
    """How far every node is from one end, and the node before it."""

    far: NDArray[np.float64]
    before: NDArray[np.int32]

    def back(self, node: int) -> Iterator[int]:
        """Yield a node and those before it, to the end the tree starts from."""
        while node != _NOWHERE:
            yield node
            node = int(self.before[node])


def ways(links: Links, starts: Sequence[int], ends: Sequence[int], most: int = 5) -> list[Way]:
    """Return at most `most` ways from any of `starts` to any of `ends`, the best first.

    The two must not share a node. The first is the cheapest there is; each of the
    others is the cheapest through some node, does not come back to where it was,
    and was chosen for being unlike those before it. None where the two are not
    linked. The same links give the same ways.
    """
    if not starts or not ends or not len(links.nodes):
        return []
    forth, bound = _search(links, starts, ends)
    if forth is None:
        return []
    back = _tree(links, ends, bound)
    outer = {*starts, *ends}
    found = {way.nodes: way for way in _through(links, forth, back, bound, outer)}
    return _chosen(links, sorted(found.values(), key=lambda way: (way.cost, way.nodes)), most)


def joint(links: Links, starts: Iterable[int], ends: Iterable[int]) -> dict[str, int]:
    """Return how many things of each kind are linked to both ends, by kind.

    Where the ends are linked through one thing in many cases, this is how many.
    """
    one, other = (
        set().union(*(links.neighbours(node).tolist() for node in end)) for end in (starts, ends)
    )
    return dict(sorted(Counter(links.kinds[node] for node in one & other).items()))


def _search(links: Links, starts: Sequence[int], ends: Sequence[int]) -> tuple[_Tree | None, float]:
    """Return the tree from `starts`, as far as a way may go; None where it meets no end."""
    for limit in _LIMITS:
        tree = _tree(links, starts, limit)
        nearest = float(tree.far[list(ends)].min())
        if nearest <= limit and np.isfinite(nearest):
            bound = nearest + _SLACK
            return (tree if bound <= limit else _tree(links, starts, bound)), bound
    return None, np.inf


def _tree(links: Links, starts: Sequence[int], limit: float) -> _Tree:
    far, before, _ = dijkstra(
        links.costs,
        directed=True,
        indices=sorted(starts),
        return_predecessors=True,
        limit=limit,
        min_only=True,
    )
    return _Tree(far, before)


def _through(
    links: Links, forth: _Tree, back: _Tree, bound: float, outer: set[int]
) -> Iterator[Way]:
    """Yield the cheapest way through each of the best middles."""
    whole = forth.far + back.far
    (near,) = np.nonzero(whole <= bound)
    taken: Counter[str] = Counter()
    for middle in near[np.lexsort((near, whole[near]))].tolist():
        kind = links.kinds[middle]
        if taken[kind] >= _MIDDLES:
            continue
        taken[kind] += 1
        nodes = (*reversed(list(forth.back(middle))), *list(back.back(middle))[1:])
        if len(set(nodes)) == len(nodes) and not outer & set(nodes[1:-1]):
            steps = tuple(links.between(one, other) for one, other in pairwise(nodes))
            yield Way(nodes, steps, float(whole[middle]))


def _chosen(links: Links, found: Sequence[Way], most: int) -> list[Way]:
    """Return the ways to show: the cheapest, then always the cheapest unlike the chosen."""
    waiting, chosen = list(found), list[Way]()
    shapes: Counter[tuple[str, ...]] = Counter()
    while waiting and len(chosen) < most:
        best = min(waiting, key=lambda way: _worth(links, way, chosen, shapes))
        waiting.remove(best)
        chosen.append(best)
        shapes[_shape(links, best)] += 1
    return sorted(chosen, key=lambda way: (way.cost, way.nodes))


def _worth(
    links: Links, way: Way, chosen: Sequence[Way], shapes: Counter[tuple[str, ...]]
) -> tuple[float, tuple[int, ...]]:
    inner = set(way.nodes[1:-1])
    shared = max((len(inner & set(one.nodes[1:-1])) for one in chosen), default=0)
    share = shared / len(inner) if inner else 0.0
    return way.cost + _SAME_SHAPE * shapes[_shape(links, way)] + _SHARED * share, way.nodes


def _shape(links: Links, way: Way) -> tuple[str, ...]:
    return tuple(links.relation(link) for link in way.links)
