"""The similarity network: distinct texts as nodes, and how alike they are as edges.

Texts of the same kind, words and themes are one node, however often they are
printed: a summary repeats its report, and boards repeat each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from search.families.columns import Numbers
from search.families.communities import Edges
from search.families.items import Item, Items, Node, Nodes
from search.families.likeness import Likeness, Matrix
from search.families.terms import rules

__all__ = ["EMPTY", "WHOLE", "Growth", "Network", "likeness_of", "network", "updated"]

# Up to so many distinct texts all edges are made anew with every change, so that
# a library's network depends on what it holds and not on how it grew.
WHOLE = 5_000
NEW = -1  # the place, in the network before, of what was not in it


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Items, their distinct texts, and edges that name nodes by their places.

    `growth` says what it has grown from; None where every edge was made anew.
    """

    items: Items
    nodes: Nodes
    edges: Edges
    growth: Growth | None = None

    def every(self) -> list[Item]:
        """Return all items, in the order of their ids."""
        held = self.items
        nodes = [self.nodes.at(place) for place in range(len(self.nodes))]
        texts = zip(held.ids, held.lines, held.node.tolist(), strict=True)
        return [
            Item(
                identifier,
                held.documents.at(at),
                held.dates.at(at),
                line,
                nodes[node],
                int(self.nodes.keys[node]),
            )
            for at, (identifier, line, node) in enumerate(texts)
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Growth:
    """What a network has grown from, and the place there of each item and node, or `NEW`.

    An item is known by its id; `told` marks those that were added, known before or not.
    """

    older: Network
    items: Numbers
    nodes: Numbers
    told: NDArray[np.bool_]


def _no_edges() -> Edges:
    nothing = np.zeros(0, np.int64)
    return nothing, nothing, np.zeros(0, np.float32)


EMPTY = Network(Items.of((), np.zeros(0, np.int64)), Nodes.of(()), _no_edges())


def network(items: Iterable[Item]) -> Network:
    """Return the network of these items; the same items in any order give the same."""
    made, _ = _grown(EMPTY, frozenset(), items)
    return _anew(made)


def updated(older: Network, removed: frozenset[str], added: Iterable[Item]) -> Network:
    """Return the network without the items of the documents `removed`, and with those `added`."""
    made, growth = _grown(older, removed, added)
    return _anew(made) if len(made.nodes) <= WHOLE else _joined(made, growth)


def _grown(
    older: Network, removed: frozenset[str], added: Iterable[Item]
) -> tuple[Network, Growth]:
    """Return the items and nodes there are now, without edges, and how they came about."""
    new = sorted({one.id: one for one in added}.values(), key=lambda one: one.id)
    known = [_place(older.items, one.id) for one in new]
    places = _places_of_items(older.items, removed, new, known)
    told = places >= len(older.items)
    items = places.copy()
    items[told] = known
    kept = older.items.node[items[~told]]
    keys = np.empty(len(places), np.int64)
    keys[~told] = older.nodes.keys[kept]
    keys[told] = [one.key for one in new]
    nodes, from_where = _nodes(older.nodes, kept, new)
    node = np.searchsorted(nodes.keys, keys)
    more = Items.of(new, np.zeros(len(new), np.int64))
    growth = Growth(older, items, from_where, told)
    return Network(older.items.taken(places, more, node), nodes, _no_edges()), growth


def _place(held: Items, identifier: str) -> int:
    at = bisect_left(held.ids, identifier)
    return at if at < len(held) and held.ids[at] == identifier else NEW


def _places_of_items(
    held: Items, removed: frozenset[str], new: Sequence[Item], known: Sequence[int]
) -> Numbers:
    """Return the items there are now by their places, new ones numbered on from those held."""
    gone = np.array([name in removed for name in held.documents.names], dtype=bool)
    stays = ~gone[held.documents.places]
    stays[[at for at in known if at != NEW]] = False
    before = np.array([bisect_left(held.ids, one.id) for one in new], dtype=np.int64)
    ranks = np.concatenate([np.zeros(1, np.int64), np.cumsum(stays)])
    come = np.arange(len(held), len(held) + len(new))
    return np.insert(np.flatnonzero(stays), ranks[before], come)


def _nodes(held: Nodes, kept: Numbers, new: Sequence[Item]) -> tuple[Nodes, Numbers]:
    """Return the nodes there are now, and the place of each among those held, or `NEW`.

    `kept` are the nodes of the items that stay. A text that goes and comes again stays too.
    """
    distinct = {one.key: one.node for one in new}
    wanted = np.array(sorted(distinct), dtype=np.int64)
    at = np.searchsorted(held.keys, wanted)
    known = np.append(held.keys, NEW)[at] == wanted  # no key is below 0
    stays = np.zeros(len(held), dtype=bool)
    stays[kept] = True
    stays[at[known]] = True
    come = wanted[~known]
    more = Nodes.of([distinct[key] for key in come.tolist()], come)
    ranks = np.concatenate([np.zeros(1, np.int64), np.cumsum(stays)])
    numbered = np.arange(len(held), len(held) + len(come))
    places = np.insert(np.flatnonzero(stays), ranks[at[~known]], numbered)
    return held.taken(places, more), np.where(places < len(held), places, NEW)


def _anew(made: Network) -> Network:
    if not len(made.nodes):
        return made
    rows = np.arange(len(made.nodes))
    return replace(made, edges=_edges(likeness_of(made.nodes), rows))


def _joined(made: Network, growth: Growth) -> Network:
    """Return the network with the edges it has kept, and those of its new nodes."""
    stays = growth.nodes != NEW
    first, second, weights = _kept_edges(growth, stays)
    fresh = _edges(likeness_of(made.nodes), np.flatnonzero(~stays))
    number = len(made.nodes)
    at = np.searchsorted(first * number + second, fresh[0] * number + fresh[1])
    edges = (
        np.insert(first, at, fresh[0]),
        np.insert(second, at, fresh[1]),
        np.insert(weights, at, fresh[2]),
    )
    return replace(made, edges=edges, growth=growth)


def _kept_edges(growth: Growth, stays: NDArray[np.bool_]) -> Edges:
    """Return the edges between nodes that there were and are, by their places now."""
    place = np.full(len(growth.older.nodes), NEW, dtype=np.int64)
    place[growth.nodes[stays]] = np.flatnonzero(stays)
    first, second, weights = growth.older.edges
    first, second = place[first], place[second]
    if (place != NEW).all():
        return first, second, weights
    kept = (first != NEW) & (second != NEW)
    return first[kept], second[kept], weights[kept]


def _edges(alike: Likeness, rows: Numbers) -> Edges:
    shares = rules()
    first, second = alike.candidates(rows, shares.neighbours)
    weights = np.round(alike.of(first, second), 5)
    kept = weights >= shares.edge
    return first[kept], second[kept], weights[kept]


def likeness_of(nodes: Nodes | Sequence[Node]) -> Likeness:
    """Return texts ready to be compared, a row each."""
    if not isinstance(nodes, Nodes):
        nodes = Nodes.of(nodes)
    vocabulary = nodes.words.words.names
    # A lead word is among the words too, so its place is known.
    place = {name: at for at, name in enumerate(vocabulary)}
    lead = np.array([place[name] for name in nodes.lead.words.names], dtype=np.int32)
    width = len(vocabulary)
    words = _incidence(nodes.words.words.places, nodes.words.ends, width)
    led = _incidence(lead[nodes.lead.words.places], nodes.lead.ends, width)
    words = sparse.csr_array(words - (1 - rules().lead_weight) * led)
    themes = _incidence(nodes.themes.words.places, nodes.themes.ends, len(nodes.themes.words.names))
    return Likeness(words, themes, vocabulary)


def _incidence(columns: NDArray[np.int32], ends: Numbers, width: int) -> Matrix:
    ones = np.ones(len(columns), np.float32)
    return sparse.csr_array((ones, columns.astype(np.int64), ends), shape=(len(ends) - 1, width))
