"""What is linked to what, as compact arrays: built once for a published graph, then only read."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.namespaces import V
from graph.network.relations import relations
from graph.view import GraphView

__all__ = ["Links", "kind_of", "read_links"]

Numbers = NDArray[np.int32]

# The queries of graph/queries/network that give (source, target, relation). Those that
# look at the confidence of what is said are slow, and stand in only where one is asked for.
_SURE = ("link-factor", "link-outcome", "link-agency", "link-legal")
_STATED = ("link-stated",)
_PLAIN = ("link-learning", "link-review")
_MEMBERS = "link-members"

# What passing through a thing that is linked to everything costs, in steps. A thing of
# one case costs next to nothing; the logarithm makes it the opposite of rarity.
_HUB = 3.0
_STEP = 1.0
# Makes no two ways cost the same, so that the order never depends on a library's version.
_TIE = 1e-6
_FEWEST = 10  # linked things that count as "everything" in a very small library


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """A network of numbered nodes.

    `nodes` are IRIs in their order, `kinds` what each names; link number i goes from
    `sources[i]` to `targets[i]` by `names[i]` of `relation_names`. `costs` holds the cheapest
    link between two nodes in both directions, `cheapest` its number. `members`
    gives the nodes that belong to a kind (agencies of a type, reviews of a type).
    """

    nodes: Sequence[str]
    kinds: Sequence[str]
    index: Mapping[str, int]
    sources: Numbers
    targets: Numbers
    names: NDArray[np.uint8]
    relation_names: tuple[str, ...]
    costs: csr_array
    cheapest: csr_array
    degrees: Numbers
    members: Mapping[str, Numbers]

    def relation(self, link: int) -> str:
        """Return the name of a link's relation."""
        return self.relation_names[int(self.names[link])]

    def between(self, one: int, other: int) -> int:
        """Return the number of the cheapest link between two linked nodes."""
        return int(self.cheapest[one, other]) - 1

    def neighbours(self, node: int) -> Numbers:
        """Return the nodes linked to a node, in their order."""
        pointers = self.costs.indptr
        found: Numbers = self.costs.indices[pointers[node] : pointers[node + 1]]
        return found


def kind_of(iri: str) -> str:
    """Return what an IRI names: "case", "agency", "review", "lesson", ... or "concept".

    >>> kind_of("https://lessons-graph.example/vocab/neglect")
    'concept'
    """
    return "concept" if iri.startswith(str(V)) else iri.rsplit("/", 2)[-2]


def read_links(view: GraphView, *, least: float = 0.0) -> Links:
    """Return the links of a graph; statements about cases below the confidence `least` left out.

    What a review rules out is no link. The same graph gives the same arrays.
    """
    order = tuple(relations())
    triples = sorted(set(_rows(view, least, {name: at for at, name in enumerate(order)})))
    nodes = sorted({end for source, target, _ in triples for end in (source, target)})
    index = {iri: at for at, iri in enumerate(nodes)}
    count = len(triples)
    sources = np.fromiter((index[one] for one, _, _ in triples), np.int32, count)
    targets = np.fromiter((index[one] for _, one, _ in triples), np.int32, count)
    names = np.fromiter((one for _, _, one in triples), np.uint8, count)
    extra = np.array([relations()[name].extra for name in order])[names]
    kinds = [sys.intern(kind_of(iri)) for iri in nodes]
    most = max(_FEWEST, kinds.count("case"))
    costs, cheapest, degrees = _matrices(sources, targets, extra, len(nodes), most)
    return Links(
        nodes=nodes,
        kinds=kinds,
        index=index,
        sources=sources,
        targets=targets,
        names=names,
        relation_names=order,
        costs=costs,
        cheapest=cheapest,
        degrees=degrees,
        members=_members(view, index),
    )


def _rows(
    view: GraphView, least: float, codes: Mapping[str, int]
) -> Iterator[tuple[str, str, int]]:
    sure, plain = (_SURE, _PLAIN) if least else (_SURE[-1:], (*_STATED, *_PLAIN))
    for query in sure:
        for source, target, relation in view.texts(f"network/{query}", least=least):
            yield source, target, codes[relation]
    for query in plain:
        for source, target, relation in view.texts(f"network/{query}"):
            yield source, target, codes[relation]


def _members(view: GraphView, index: Mapping[str, int]) -> Mapping[str, Numbers]:
    found: dict[str, list[int]] = defaultdict(list)
    for member, kind, _ in view.texts(f"network/{_MEMBERS}"):
        if member in index:
            found[kind].append(index[member])
    return {kind: np.array(sorted(own), np.int32) for kind, own in sorted(found.items())}


def _matrices(
    sources: Numbers, targets: Numbers, extra: NDArray[np.float64], size: int, most: int
) -> tuple[csr_array, csr_array, Numbers]:
    """Return costs and link numbers (from 1) of the cheapest link of each pair, and degrees."""
    one, other = np.concatenate([sources, targets]), np.concatenate([targets, sources])
    link = np.tile(np.arange(1, len(sources) + 1, dtype=np.int64), 2)
    order = np.lexsort((link, np.tile(extra, 2), other, one))
    one, other, link = one[order], other[order], link[order]
    first = np.ones(len(one), bool)
    first[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    first &= one != other
    one, other, link = one[first], other[first], link[first]
    degrees = np.bincount(one, minlength=size).astype(np.int32)
    passing = _HUB * np.minimum(1.0, np.log(np.maximum(degrees, 1)) / np.log(most))
    passing += _TIE * np.arange(size) / max(size, 1)
    weights = _STEP + extra[link - 1] + (passing[one] + passing[other]) / 2
    shape = (size, size)
    return (
        csr_array((weights, (one, other)), shape=shape),
        csr_array((link, (one, other)), shape=shape),
        degrees,
    )
