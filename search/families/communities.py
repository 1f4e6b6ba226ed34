"""Communities of a similarity network: Leiden's, and those split that hold together badly.

Leiden (Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing
well-connected communities", Scientific Reports 9, 2019) by networkit on one thread
with a fixed seed and the nodes in their order. Modularity joins what is small
(Fortunato and Barthelemy, PNAS 104, 2007), so each community is built up again
by average linkage (UPGMA) and falls into the parts that are alike enough. A
pair without an edge counts as 0.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator

import networkit as nk  # type: ignore[import-untyped]  # ships no types
import numpy as np

from search.families.columns import Numbers
from search.families.likeness import Floats

__all__ = ["Edges", "cohesive", "communities"]

# Lower node, higher node, likeness; sorted, each pair once.
Edges = tuple[Numbers, Numbers, Floats]

_SEED = 20_190_326
_ROUNDS = 10
_ROUNDED = 6  # decimals: sums in another order stay the same number


def communities(nodes: int, edges: Edges) -> Numbers:
    """Return the community of each node, numbered by their first nodes."""
    if not len(edges[0]):
        return np.arange(nodes, dtype=np.int64)
    network = nk.GraphFromCoo(
        (edges[2].astype(np.float64), (edges[0], edges[1])), n=nodes, weighted=True, directed=False
    )
    nk.setNumberOfThreads(1)
    nk.setSeed(_SEED, False)  # noqa: FBT003 - networkit takes no name here
    leiden = nk.community.ParallelLeiden(network, iterations=_ROUNDS, randomize=False)
    leiden.run()
    return _numbered(np.array(leiden.getPartition().getVector(), dtype=np.int64))


def cohesive(nodes: int, edges: Edges, least: float) -> Numbers:
    """Return the community of each node, with none whose parts are less alike than `least`.

    Parts are joined while the mean likeness between them is at least `least`, the
    most alike first; so every community is connected.
    """
    whole = communities(nodes, edges)
    inside = whole[edges[0]] == whole[edges[1]]
    links: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for first, second, alike in zip(*(part[inside].tolist() for part in edges), strict=True):
        links[int(whole[first])].append((first, second, alike))
    found = np.arange(nodes, dtype=np.int64)
    for own in links.values():
        for members in _linked(own, least):
            found[members] = members[0]
    return _numbered(found)


def _linked(links: Iterable[tuple[int, int, float]], least: float) -> Iterator[list[int]]:
    """Yield the parts that average linkage makes of one community, their nodes sorted."""
    members: dict[int, list[int]] = {}
    between: dict[int, dict[int, float]] = defaultdict(dict)
    for first, second, alike in links:
        members.setdefault(first, [first])
        members.setdefault(second, [second])
        between[first][second] = between[second][first] = alike
    waiting: list[tuple[float, int, int]] = [
        (-alike, min(one, other), max(one, other))
        for one in between
        for other, alike in between[one].items()
        if one < other and alike >= least
    ]
    heapq.heapify(waiting)
    while waiting:
        alike, one, other = heapq.heappop(waiting)
        if -alike != _mean(between, members, one, other):
            continue  # one of them has grown or gone since
        _join(between, members, one, other)
        for third in between[one]:
            mean = _mean(between, members, one, third)
            if mean >= least:
                heapq.heappush(waiting, (-mean, min(one, third), max(one, third)))
    for nodes in members.values():
        yield sorted(nodes)


def _mean(
    between: dict[int, dict[int, float]], members: dict[int, list[int]], one: int, other: int
) -> float:
    """Return the mean likeness between two parts; -1 where one is gone."""
    if one not in members or other not in members or other not in between[one]:
        return -1.0
    pairs = len(members[one]) * len(members[other])
    return round(between[one][other] / pairs, _ROUNDED) if pairs > 1 else between[one][other]


def _join(
    between: dict[int, dict[int, float]], members: dict[int, list[int]], one: int, other: int
) -> None:
    """Make `other` part of `one`; sums of likeness add up."""
    members[one] += members.pop(other)
    for third, alike in between.pop(other).items():
        del between[third][other]
        if third != one:
            total = between[one].get(third, 0.0) + alike
            between[one][third] = between[third][one] = total


def _numbered(found: Numbers) -> Numbers:
    """Return the same communities, numbered from 0 in the order of their first nodes."""
    _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    numbered: Numbers = order[inverse].astype(np.int64)
    return numbered
