"""Families and discovered themes of a generation, made when it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.errors import LibraryDamaged
from graph.library import Generation, Library
from graph.model import Record
from graph.store import GraphWriter
from graph.triples.groups import GROUPS_GRAPH, GroupedItem, Grouping, group_quads
from search.families.grouping import Group, family_groups, theme_groups
from search.families.network import LESSON, RECOMMENDATION, Item, item, network, updated
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
    families = family_groups(now, before.families if before else (), older)
    themes = theme_groups(now, before.themes if before else (), older)
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
    """Write what has changed since `before`."""
    now = dict(groupings(kept))
    older = dict(groupings(before)) if before else {}
    gone = [one for key, one in older.items() if now.get(key) != one]
    come = [one for key, one in now.items() if older.get(key) != one]
    with GraphWriter(built.graph) as writer:
        if before:
            writer.exchange(group_quads(gone), group_quads(come))
        else:
            writer.replace_many([GROUPS_GRAPH], group_quads(come))


def groupings(kept: Kept) -> Iterator[tuple[tuple[str, str], Grouping]]:
    """Yield every family and theme as the graph holds it, by its kind and id."""
    kinds = {one.id: one.node.kind for one in kept.network.items}
    for kind, groups in (("family", kept.families), ("theme", kept.themes)):
        for group in groups:
            yield (kind, group.id), _grouping(kind, group, kinds)


def _grouping(kind: str, group: Group, kinds: dict[str, str]) -> Grouping:
    members = tuple(GroupedItem(one, kinds[one]) for one in group.members)
    central = GroupedItem(group.central, kinds[group.central])
    return Grouping(group.id, kind, group.line, central, members)
