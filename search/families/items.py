"""Lessons and recommendations, and what of their texts is compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from search.families.asks import in_a_line
from search.families.columns import Named, Numbers, Rows, Texts
from search.families.terms import content_stems, lead_stems

__all__ = ["LESSON", "RECOMMENDATION", "Item", "Items", "Node", "Nodes", "item", "node_of"]

LESSON, RECOMMENDATION = "lesson", "recommendation"


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


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """Distinct texts in the order of their keys."""

    keys: Numbers
    kinds: Named
    words: Rows
    lead: Rows
    themes: Rows

    @classmethod
    def of(cls, nodes: Sequence[Node], keys: Numbers | Sequence[int] = ()) -> Nodes:
        """Return the columns of these nodes, which are in the order of their keys."""
        return cls(
            np.array(keys, dtype=np.int64),
            Named.of(one.kind for one in nodes),
            Rows.of(one.words for one in nodes),
            Rows.of(one.lead for one in nodes),
            Rows.of(one.themes for one in nodes),
        )

    def __len__(self) -> int:
        return len(self.kinds.places)

    def at(self, place: int) -> Node:
        """Return one node."""
        rows = (self.words, self.lead, self.themes)
        return Node(self.kinds.at(place), *(one.at(place) for one in rows))

    def taken(self, places: Numbers, more: Nodes) -> Nodes:
        """Return the nodes at these places, those of `more` numbered on from our own."""
        return Nodes(
            np.concatenate([self.keys, more.keys])[places],
            self.kinds.taken(places, more.kinds),
            self.words.taken(places, more.words),
            self.lead.taken(places, more.lead),
            self.themes.taken(places, more.themes),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Items in the order of their ids; `node` is the place of what is compared of each."""

    ids: Texts
    documents: Named
    dates: Named
    lines: Texts
    node: Numbers

    @classmethod
    def of(cls, items: Sequence[Item], node: Numbers) -> Items:
        """Return the columns of these items, which are in the order of their ids."""
        return cls(
            Texts.of(one.id for one in items),
            Named.of(one.document for one in items),
            Named.of(one.date for one in items),
            Texts.of(one.line for one in items),
            node,
        )

    def __len__(self) -> int:
        return len(self.ids)

    def taken(self, places: Numbers, more: Items, node: Numbers) -> Items:
        """Return the items at these places, those of `more` numbered on; `node` is theirs."""
        return Items(
            self.ids.taken(places, more.ids),
            self.documents.taken(places, more.documents),
            self.dates.taken(places, more.dates),
            self.lines.taken(places, more.lines),
            node,
        )
