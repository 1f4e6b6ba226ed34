"""Families and discovered themes as quads in one named graph of their own.

They are derived from everything that all documents say together, so they belong
to none of them; a library's families are replaced without touching its reviews.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad
from rdflib import URIRef

from graph.namespaces import CR, DEFAULT_BASE, RDF, RDFS
from graph.triples.names import Names
from graph.triples.terms import Statements, text

__all__ = ["GROUPS_GRAPH", "GroupedItem", "Grouping", "group_quads"]

# What is derived from all documents together (DESIGN.md, section 4).
GROUPS_GRAPH = Names().graph("derived-themes")

_CLASSES = {"family": CR.Family, "theme": CR.DiscoveredTheme}


@dataclass(frozen=True, slots=True)
class GroupedItem:
    """A lesson or recommendation by its id; `kind` is "lesson" or "recommendation"."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """A family ("family") or a discovered theme ("theme") of lessons and recommendations."""

    id: str
    kind: str
    label: str
    central: GroupedItem
    members: tuple[GroupedItem, ...]


def group_quads(groupings: Iterable[Grouping], base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield the quads of groupings, all of them in `GROUPS_GRAPH`."""
    names = Names(base)
    say = Statements(names.graph("derived-themes"))
    for one in groupings:
        yield from say.about(
            _node(one, names),
            (RDF.type, _CLASSES[one.kind]),
            (RDFS.label, text(one.label)),
            (CR.centralMember, _item(one.central, names)),
            (CR.member, [_item(member, names) for member in one.members]),
        )


def _node(one: Grouping, names: Names) -> URIRef:
    return names.family(one.id) if one.kind == "family" else names.theme(one.id)


def _item(one: GroupedItem, names: Names) -> URIRef:
    return names.lesson(one.id) if one.kind == "lesson" else names.recommendation(one.id)
