"""Families and discovered themes: what comes back, how often, where and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from graph.errors import NotFound
from graph.view import Row
from web.content.cells import key, whole, words
from web.content.learning import Item, Link, items, links_by_item
from web.snapshot import Snapshot

__all__ = [
    "Group",
    "GroupLine",
    "Leads",
    "boards_of",
    "counted",
    "counted_links",
    "discovered_themes",
    "families",
    "families_among",
    "families_of",
    "group",
]

_REVIEWS = 2  # what one review alone says does not recur

# Relation (addressee, factor, strength ...) -> where it leads, and how many reviews say so.
Leads = Mapping[str, tuple[tuple[Link, int], ...]]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A family or discovered theme as a line of a list."""

    id: str
    label: str
    kind: str
    reviews: int
    boards: int
    items: int
    years: int
    first_year: str
    last_year: str


@dataclass(frozen=True, slots=True)
class Group:
    """A family or discovered theme with all its members, the first first.

    `leads` holds the most often named first.
    """

    id: str
    label: str
    kind: str
    central: str
    members: tuple[Item, ...]
    reviews: int
    boards: tuple[Link, ...]
    years: tuple[tuple[str, int], ...]
    leads: Leads

    @property
    def first_year(self) -> str:
        """The year it was first said, empty where no document is dated."""
        return self.years[0][0] if self.years else ""

    @property
    def last_year(self) -> str:
        """The year it was last said, empty where no document is dated."""
        return self.years[-1][0] if self.years else ""


def families(shown: Snapshot) -> tuple[GroupLine, ...]:
    """Return the families that several reviews share.

    Those of the most reviews, then boards, then years come first: how often a thing
    recurs counts, not how many words are spent on it.
    """
    return _lines(shown.table("pages/families"))


def discovered_themes(shown: Snapshot) -> tuple[GroupLine, ...]:
    """Return the discovered themes that several reviews share, in the order of families."""
    return _lines(shown.table("pages/discovered-themes"))


def families_among(shown: Snapshot, rows: Iterable[Row]) -> tuple[GroupLine, ...]:
    """Return the shared families that rows name (?family), those that recur most first."""
    named = {key(row, "family") for row in rows}
    return tuple(one for one in families(shown) if one.id in named)


def _lines(rows: Iterable[Row]) -> tuple[GroupLine, ...]:
    lines = [_line(row) for row in rows if whole(row, "reviews") >= _REVIEWS]
    return tuple(
        sorted(lines, key=lambda one: (-one.reviews, -one.boards, -one.years, one.label, one.id))
    )


def group(shown: Snapshot, iri: URIRef) -> Group:
    """Return one family or discovered theme; raises NotFound when there is none."""
    heads = shown.graph.select("pages/group", group=iri)
    if not heads:
        raise NotFound(
            "There is no such family or theme in this edition. Choose one from the list."
        )
    links = links_by_item(shown.graph.select("pages/group-links", group=iri))
    members = items(shown.graph.select("pages/group-members", group=iri), links)
    said = shown.graph.select("pages/group-occurrences", group=iri)
    return Group(
        id=key({"iri": iri}, "iri"),
        label=words(heads[0], "label"),
        kind=words(heads[0], "kind"),
        central=key(heads[0], "central"),
        members=members,
        reviews=len({words(row, "source") for row in said}),
        boards=boards_of(said),
        years=_years(said),
        leads=counted(members),
    )


def families_of(shown: Snapshot, iri: URIRef) -> tuple[GroupLine, ...]:
    """Return the shared families that a lesson or recommendation belongs to: at most one."""
    return families_among(shown, shown.graph.select("pages/item-families", item=iri))


def _line(row: Row) -> GroupLine:
    return GroupLine(
        id=key(row, "group"),
        label=words(row, "label"),
        kind=words(row, "kind"),
        reviews=whole(row, "reviews"),
        boards=whole(row, "boards"),
        items=whole(row, "items"),
        years=whole(row, "years"),
        first_year=words(row, "firstYear"),
        last_year=words(row, "lastYear"),
    )


def boards_of(said: Iterable[Row]) -> tuple[Link, ...]:
    """Return the boards of rows (?board ?boardName), each body once, by name.

    Reviews that speak of "the Board" each mean their own: these are as many as reviews.
    """
    named: dict[str, str] = {}
    for row in said:
        if key(row, "board"):
            named.setdefault(key(row, "board"), words(row, "boardName"))
    return tuple(sorted((Link(*one) for one in named.items()), key=lambda one: one.label))


def _years(said: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    """Return how many reviews said it in each year, a review in its first year."""
    first: dict[str, str] = {}
    for row in said:
        if year := words(row, "issued")[:4]:
            source = words(row, "source")
            first[source] = min(year, first.get(source, year))
    return tuple(sorted(Counter(first.values()).items()))


def counted(members: Iterable[Item]) -> Leads:
    """Return where the members lead, by relation, with how many reviews say so."""
    return counted_links(
        (relation, link, one.reviews or (one.place.document,))
        for one in members
        for relation, links in one.links.items()
        for link in links
    )


def counted_links(found: Iterable[tuple[str, Link, Iterable[str]]]) -> Leads:
    """Return the same of relations, where they lead, and whose words that is."""
    leads: dict[str, dict[Link, set[str]]] = {}
    for relation, link, sources in found:
        leads.setdefault(relation, {}).setdefault(link, set()).update(sources)
    return {
        relation: tuple(
            sorted(
                ((link, len(sources)) for link, sources in links.items()),
                key=lambda one: (-one[1], one[0].label, one[0].target),
            )
        )
        for relation, links in leads.items()
    }
