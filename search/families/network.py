"""The similarity network: distinct texts as nodes, and how alike they are as edges.

Texts of the same kind, words and themes are one node, however often they are
printed: a summary repeats its report, and boards repeat each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from search.families.asks import in_a_line
from search.families.communities import Edges
from search.families.likeness import Likeness, Matrix, Numbers
from search.families.terms import content_stems, lead_stems, rules

__all__ = [
    "LESSON",
    "RECOMMENDATION",
    "WHOLE",
    "Item",
    "Network",
    "Node",
    "item",
    "likeness_of",
    "network",
    "node_of",
    "updated",
]

LESSON, RECOMMENDATION = "lesson", "recommendation"

# Up to so many distinct texts all edges are made anew with every change, so that
# a library's network depends on what it holds and not on how it grew.
WHOLE = 5_000


@dataclass(frozen=True, slots=True)
class Node:
    """What is compared of a text: its kind, the stems of its words, its themes.

    `lead` are the words that only tell who is asked; they are among `words` too.
    """

    kind: str
    words: tuple[str, ...]
    lead: tuple[str, ...]
    themes: tuple[str, ...]

    @property
    def key(self) -> int:
        """A number that texts with the same to compare share."""
        rows = (self.words, self.lead, self.themes)
        plain = "\x1e".join((self.kind, *("\x1f".join(row) for row in rows)))
        return int.from_bytes(hashlib.sha256(plain.encode()).digest()[:7], "big")


@dataclass(frozen=True, slots=True)
class Item:
    """One lesson or recommendation; `line` is its opening, `date` ISO 8601 or empty."""

    id: str
    document: str
    date: str
    line: str
    node: Node
    key: int


def node_of(kind: str, text: str, themes: Iterable[str]) -> Node:
    """Return what is compared of a text."""
    return Node(kind, content_stems(text), lead_stems(text), tuple(sorted(set(themes))))


def item(  # noqa: PLR0917 - the six things there are to say of it
    identifier: str, kind: str, document: str, date: str, text: str, themes: Iterable[str]
) -> Item:
    """Return a lesson or a recommendation, ready to be compared."""
    node = node_of(kind, text, themes)
    line = in_a_line(text, asked=kind == RECOMMENDATION)
    return Item(identifier, document, date, line, node, node.key)


@dataclass(frozen=True, slots=True)
class Network:
    """Items in the order of their ids, and their distinct texts in the order of their keys.

    `edges` name nodes by their place in `nodes`.
    """

    items: tuple[Item, ...]
    nodes: tuple[Node, ...]
    keys: Numbers
    edges: Edges

    def node_of_items(self) -> Numbers:
        """Return the place of each item's node."""
        wanted = np.array([one.key for one in self.items], dtype=np.int64)
        return np.searchsorted(self.keys, wanted)


def network(items: Iterable[Item]) -> Network:
    """Return the network of these items; the same items in any order give the same."""
    return _with_edges(_nodes_of(items), None)


def updated(older: Network, removed: frozenset[str], added: Iterable[Item]) -> Network:
    """Return the network without the items of the documents `removed`, and with those `added`."""
    kept = [one for one in older.items if one.document not in removed]
    new = {one.id: one for one in added}
    made = _nodes_of([*(one for one in kept if one.id not in new), *new.values()])
    return _with_edges(made, None if len(made.nodes) <= WHOLE else older)


def _nodes_of(items: Iterable[Item]) -> Network:
    ordered = tuple(sorted({one.id: one for one in items}.values(), key=lambda one: one.id))
    distinct = {one.key: one.node for one in ordered}
    keys = np.array(sorted(distinct), dtype=np.int64)
    nothing = np.zeros(0, np.int64)
    nodes = tuple(distinct[int(key)] for key in keys)
    return Network(ordered, nodes, keys, (nothing, nothing, np.zeros(0, np.float32)))


def _with_edges(made: Network, older: Network | None) -> Network:
    """Return the network with its edges: all anew, or the older ones and those of new nodes."""
    if not made.nodes:
        return made
    alike = likeness_of(made.nodes)
    if older is None:
        return replace(made, edges=_edges(alike, np.arange(len(made.nodes))))
    place = np.searchsorted(made.keys, older.keys)
    place[place == len(made.keys)] = 0
    stays = made.keys[place] == older.keys
    first, second, weights = older.edges
    kept = stays[first] & stays[second]
    new = np.flatnonzero(~np.isin(made.keys, older.keys))
    fresh = _edges(alike, new)
    first = np.concatenate([place[first[kept]], fresh[0]])
    second = np.concatenate([place[second[kept]], fresh[1]])
    weights = np.concatenate([weights[kept], fresh[2]])
    order = np.lexsort((second, first))
    return replace(made, edges=(first[order], second[order], weights[order]))


def _edges(alike: Likeness, rows: Numbers) -> Edges:
    shares = rules()
    first, second = alike.candidates(rows, shares.neighbours)
    weights = np.round(alike.of(first, second), 5)
    kept = weights >= shares.edge
    return first[kept], second[kept], weights[kept]


def likeness_of(nodes: Sequence[Node]) -> Likeness:
    """Return texts ready to be compared, a row each."""
    vocabulary = sorted({word for node in nodes for word in node.words})
    themes = sorted({theme for node in nodes for theme in node.themes})
    words = _incidence([node.words for node in nodes], vocabulary)
    lead = _incidence([node.lead for node in nodes], vocabulary)
    words = sparse.csr_array(words - (1 - rules().lead_weight) * lead)
    return Likeness(words, _incidence([node.themes for node in nodes], themes), vocabulary)


def _incidence(rows: Sequence[tuple[str, ...]], names: Sequence[str]) -> Matrix:
    place = {name: at for at, name in enumerate(names)}
    columns = np.array([place[name] for row in rows for name in row], dtype=np.int64)
    ends = np.cumsum([0, *(len(row) for row in rows)])
    ones = np.ones(len(columns), np.float32)
    return sparse.csr_array((ones, columns, ends), shape=(len(rows), len(names)))
