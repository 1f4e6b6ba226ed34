"""Lessons and recommendations as pages list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from graph.errors import NotFound
from graph.view import Row
from web.content.cells import identifier, key, words
from web.content.quotations import Place, place
from web.snapshot import Snapshot

__all__ = ["Item", "Link", "Links", "held_item", "items", "links_by_item", "listed_items"]


@dataclass(frozen=True, slots=True)
class Link:
    """Something that an item leads to: an agency, a theme, an action, a case."""

    target: str
    label: str


# Relation (addressee, theme, action, strength, factor, case) -> where it leads.
Links = Mapping[str, tuple[Link, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One lesson or recommendation, as printed; `kind` is "lesson" or "recommendation"."""

    id: str
    kind: str
    number: str
    text: str
    place: Place
    year: str
    reviews: tuple[str, ...]
    links: Links = field(default_factory=dict)


def items(rows: Iterable[Row], links: Mapping[str, Links] | None = None) -> tuple[Item, ...]:
    """Return the items of rows, each once, in their order."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[key(row, "item")].append(row)
    return tuple(_item(one, group, (links or {}).get(one, {})) for one, group in grouped.items())


def held_item(shown: Snapshot, iri: URIRef) -> Item:
    """Return one lesson or recommendation with all its links; raises NotFound."""
    rows = [row | {"item": iri} for row in shown.graph.select("pages/learning-item", item=iri)]
    if not rows:
        raise NotFound("The library holds nothing at this address. Search for its words.")
    leads = shown.graph.select("pages/learning-links", item=iri)
    links = links_by_item(row | {"item": iri} for row in leads)
    (item,) = items(rows, {identifier(iri): links.get(identifier(iri), {})})
    return item


def listed_items(shown: Snapshot, iris: Iterable[URIRef]) -> tuple[Item, ...]:
    """Return lessons and recommendations as printed, without what they lead to, in their order."""
    return items(
        row | {"item": iri}
        for iri in iris
        for row in shown.graph.select("pages/learning-item", item=iri)
    )


def links_by_item(rows: Iterable[Row]) -> dict[str, Links]:
    """Return where each item leads, by relation; rows give ?item ?relation ?target ?label."""
    found: dict[str, dict[str, dict[str, Link]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        link = Link(key(row, "target"), words(row, "label"))
        # A body printed under two names is one link.
        found[key(row, "item")][words(row, "relation")].setdefault(link.target, link)
    return {
        item: {relation: tuple(links.values()) for relation, links in relations.items()}
        for item, relations in found.items()
    }


def _item(own: str, rows: list[Row], links: Links) -> Item:
    first = rows[0]
    return Item(
        id=own,
        kind=words(first, "kind"),
        number=words(first, "number"),
        text=words(first, "text"),
        place=place(first, number="paragraph"),
        year=words(first, "year"),
        reviews=tuple(dict.fromkeys(filter(None, (key(row, "review") for row in rows)))),
        links=links,
    )
