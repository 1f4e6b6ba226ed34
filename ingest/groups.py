"""Families and discovered themes of a generation, made when it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.errors import LibraryDamaged
from graph.library import Generation, Library
from graph.model import Record
from graph.store import GraphWriter
from graph.triples.groups import GROUPS_GRAPH, GroupedItem, Grouping, group_quads
from search.families.grouping import family_groups, theme_groups
from search.families.groups import Groups
from search.families.items import LESSON, RECOMMENDATION, Item, item
from search.families.network import Network, network, updated
from search.families.store import Kept, load, save

__all__ = ["groupings", "items_of", "write_groups"]


def write_groups(
    library: Library,
    base: Generation | None,
    built: Generation,
    removed: Iterable[str],
    added: Iterable[str],
) -> None:
    """Write the families and themes of a generation whose documents are in its graph already.

    `base` is the generation it is built on, None where it begins anew; `removed`
    and `added` are ids of documents. Families that the served generation has keep
    their ids, also through a rebuild.
    """
    before = _served(library)
    gone = frozenset(removed)
    coming = dict.fromkeys(added)
    older = before.network if base and before and before.is_current else None
    if older:
        now = updated(older, gone | coming.keys(), _items(library, coming))
    else:
        held = library.catalogue.entries(base.number) if base else ()
        stay = [one.document for one in held if one.document not in gone]
        now = network(_items(library, dict.fromkeys([*stay, *coming])))
    families = family_groups(now, before.families if before else ())
    themes = theme_groups(now, before.themes if before else ())
    kept = Kept(now, families, themes)
    save(built.path, kept)
    _write_quads(built, kept, before if older else None)


def _served(library: Library) -> Kept | None:
    """Return what the served generation keeps; nothing where that is lost: ids begin anew."""
    try:
        served = library.current()
        return load(served.path) if served else None
    except LibraryDamaged:
        return None


def _items(library: Library, documents: Iterable[str]) -> Iterator[Item]:
    for document in documents:
        yield from items_of(library.record(document))


def items_of(record: Record) -> Iterator[Item]:
    """Yield the lessons and recommendations of a Record, ready to be compared."""
    document, date = record.document.id, record.document.published or ""
    for lesson in record.lessons:
        yield item(lesson.id, LESSON, document, date, lesson.text, lesson.themes)
    for asked in record.recommendations:
        yield item(asked.id, RECOMMENDATION, document, date, asked.text, asked.themes)


def _write_quads(built: Generation, kept: Kept, before: Kept | None) -> None:
    """Write what has changed since `before`; everything where there is nothing before."""
    with GraphWriter(built.graph) as writer:
        if before is None:
            writer.replace_many([GROUPS_GRAPH], group_quads(groupings(kept)))
            return
        gone = group_quads(_without(before, kept))
        writer.exchange(gone, group_quads(_without(kept, kept)))


def groupings(kept: Kept) -> Iterator[Grouping]:
    """Yield every family and theme as the graph holds it."""
    for kind, groups in _by_kind(kept):
        for at in range(len(groups)):
            yield _grouping(kind, groups, at, kept.network)


def _without(held: Kept, now: Kept) -> Iterator[Grouping]:
    """Yield the families and themes of `held` that `now` has not carried over unchanged."""
    for (kind, groups), (_, later) in zip(_by_kind(held), _by_kind(now), strict=True):
        for at, identifier in enumerate(groups.ids):
            if identifier not in later.carried:
                yield _grouping(kind, groups, at, held.network)


def _by_kind(kept: Kept) -> tuple[tuple[str, Groups], ...]:
    return ("family", kept.families), ("theme", kept.themes)


def _grouping(kind: str, groups: Groups, at: int, held: Network) -> Grouping:
    items, kinds = held.items, held.nodes.kinds
    *members, central = (
        GroupedItem(items.ids[one], kinds.at(int(items.node[one])))
        for one in (*groups.members_of(at).tolist(), int(groups.central[at]))
    )
    return Grouping(groups.ids[at], kind, groups.lines[at], central, tuple(members))
