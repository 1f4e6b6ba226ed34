"""Families and discovered themes: communities of the network, with ids that last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.families.columns import Numbers
from search.families.communities import Edges, cohesive, communities
from search.families.groups import Group, Groups
from search.families.likeness import Floats
from search.families.naming import TellingWords, lasting_ids
from search.families.network import NEW, Growth, Network
from search.families.terms import rules

__all__ = ["family_groups", "theme_groups"]

_SMALLEST_THEME = 3  # texts of different words: fewer are a family, not a theme
_NONE = -1  # the label of a node that belongs nowhere

_Flags = NDArray[np.bool_]
_Line = Callable[[str, int, Numbers], str]


def family_groups(now: Network, before: Iterable[Group] = ()) -> Groups:
    """Return the families of two or more items, in the order of their ids.

    A family that there was `before` keeps its id: it goes to the group that holds
    most of its members. Where the network has grown from another, `before` are the
    groups of that one, and only what the change touches is grouped anew.
    """
    edges = _of_one_kind(now)
    lines = now.items.lines

    def line(_id: str, central: int, _members: Numbers) -> str:
        return lines[central]

    if now.growth is None:
        found = cohesive(len(now.nodes), edges, rules().family)
        return _Making("family", now, edges, found).all(before, line)
    older = _kept(before)
    labels = _labels(now, older, now.growth)
    found = _touched_again(edges, labels, now.growth)
    return _Making("family", now, edges, found).changed(older, now.growth, line)


def theme_groups(now: Network, before: Iterable[Group] = ()) -> Groups:
    """Return the discovered themes: wider communities of lessons and recommendations together.

    Where the network has grown from another, whose themes are `before`, new texts
    join the themes they are most like; themes are found anew with the next rebuild.
    """
    words = TellingWords(now)
    lines = now.items.lines

    def line(_id: str, central: int, members: Numbers) -> str:
        return words.line(members) or lines[central]

    if now.growth is None:
        found = _large(communities(len(now.nodes), now.edges))
        return _Making("theme", now, now.edges, found).all(before, line)
    older = _kept(before)
    found = _large(_joining(now, _labels(now, older, now.growth), now.growth))
    return _Making("theme", now, now.edges, found).changed(older, now.growth, line)


def _kept(before: Iterable[Group]) -> Groups:
    if not isinstance(before, Groups):
        raise TypeError("A network that has grown needs the groups of the one before it.")
    return before


def _large(found: Numbers) -> Numbers:
    """Return the labels, without those of communities too small for a theme."""
    small = np.bincount(found, minlength=len(found)) < _SMALLEST_THEME
    return np.where(small[found], _NONE, found)


def _of_one_kind(now: Network) -> Edges:
    first, second, weights = now.edges
    if len(now.nodes.kinds.names) <= 1:
        return now.edges
    kinds = now.nodes.kinds.places
    same = kinds[first] == kinds[second]
    return first[same], second[same], weights[same]


def _labels(now: Network, older: Groups, growth: Growth) -> Numbers:
    """Return the group each node was in, as the number of its first node; itself where none."""
    labels = np.arange(len(now.nodes), dtype=np.int64)
    stays = growth.items != NEW
    group = older.group_of_items()[growth.items[stays]]
    node = now.items.node[stays][group >= 0]
    group = group[group >= 0]
    first = np.full(len(older), len(now.nodes), dtype=np.int64)
    np.minimum.at(first, group, node)
    labels[node] = first[group]
    return labels


def _touched_again(edges: Edges, labels: Numbers, growth: Growth) -> Numbers:
    """Return the labels with the groups near a change grouped anew."""
    first, second, _ = edges
    new = growth.nodes == NEW
    near = np.zeros(len(labels), dtype=bool)
    near[labels[second[new[first]]]] = True
    near[labels[first[new[second]]]] = True
    near[labels[_bereft(growth)]] = True
    touched = new | near[labels]
    own = np.flatnonzero(touched)
    place = np.cumsum(touched) - 1
    inside = np.flatnonzero(touched[first] & touched[second])
    part = place[first[inside]], place[second[inside]], edges[2][inside]
    again = cohesive(len(own), part, rules().family)
    _, begin = np.unique(again, return_index=True)
    found = labels.copy()
    found[own] = own[begin[again]]
    return found


def _bereft(growth: Growth) -> Numbers:
    """Return the nodes that were linked to one that has gone."""
    stays = growth.nodes != NEW
    gone = np.ones(len(growth.older.nodes), dtype=bool)
    gone[growth.nodes[stays]] = False
    if not gone.any():
        return np.zeros(0, np.int64)
    first, second, _ = growth.older.edges
    alone = np.zeros(len(gone), dtype=bool)
    alone[second[gone[first]]] = True
    alone[first[gone[second]]] = True
    found: Numbers = np.flatnonzero(stays)[alone[growth.nodes[stays]]]
    return found


def _joining(now: Network, labels: Numbers, growth: Growth) -> Numbers:
    """Return the labels with new nodes in the group they have most likeness to."""
    first, second, weights = now.edges
    new = growth.nodes == NEW
    pull: dict[int, Counter[int]] = defaultdict(Counter)
    for ones, others in ((first, second), (second, first)):
        begun = np.flatnonzero(new[ones])
        kept = begun[~new[others[begun]]]
        for one, group, alike in zip(
            ones[kept].tolist(), labels[others[kept]].tolist(), weights[kept].tolist(), strict=True
        ):
            pull[one][group] += alike
    found = labels.copy()
    for one, groups in pull.items():
        found[one] = max(groups, key=lambda group: (round(groups[group], 4), -group))
    return found


@dataclass(frozen=True, slots=True)
class _Making:
    """Groups made of the label that each node was found to have; `_NONE` is no group."""

    kind: str
    now: Network
    edges: Edges
    found: Numbers

    def all(self, before: Iterable[Group], line: _Line) -> Groups:
        """Return every group, named with those `before` in mind."""
        every = np.ones(len(self.found), dtype=bool)
        return Groups.of(self._named(every, list(before), (), line), self.now.items.ids)

    def changed(self, older: Groups, growth: Growth, line: _Line) -> Groups:
        """Return the groups, those that are as they were taken over from `older`."""
        same = self._unchanged(older, growth)
        carried = np.zeros(len(older), dtype=bool)
        carried[same[same >= 0]] = True
        kept = np.flatnonzero(carried)
        lost = [older[at] for at in np.flatnonzero(~carried).tolist()]
        lines = {(one.id, one.members): one.line for one in lost} if self.kind == "theme" else {}
        ids = self.now.items.ids

        def told(identifier: str, central: int, members: Numbers) -> str:
            known = lines.get((identifier, tuple(ids.at(members))))
            return known or line(identifier, central, members)

        rows = self._named(same < 0, lost, frozenset(older.ids.at(kept)), told)
        place = np.full(len(growth.older.items), NEW, dtype=np.int64)
        stays = growth.items != NEW
        place[growth.items[stays]] = np.flatnonzero(stays)
        return Groups.of(rows, ids).carrying(older, kept, place)

    def _unchanged(self, older: Groups, growth: Growth) -> Numbers:
        """Return, for each label, the group with the very same items; -1 where none."""
        label = self.found[self.now.items.node]
        group = np.append(older.group_of_items(), -1)[growth.items]  # `NEW` is the last
        group[growth.told] = -1  # its date or its words may be others now
        group, label = group[label >= 0], label[label >= 0]
        lowest = np.full(len(self.found), len(older), dtype=np.int64)
        highest = np.full(len(self.found), -1, dtype=np.int64)
        np.minimum.at(lowest, label, group)
        np.maximum.at(highest, label, group)
        number = np.bincount(label, minlength=len(self.found))
        sizes = np.append(older.sizes(), 0)
        same = (highest >= 0) & (lowest == highest) & (sizes[highest] == number)
        return np.where(same, highest, -1)

    def _named(
        self, chosen: _Flags, before: list[Group], taken: Iterable[str], line: _Line
    ) -> list[tuple[str, str, int, Numbers]]:
        """Return the id, line, central item and items of each group with a chosen label."""
        cells = self._cells(chosen)
        strength = self._strength(chosen)
        ids = self.now.items.ids
        names = [ids.at(members) for members in cells]
        given = lasting_ids(self.kind, names, before, frozenset(taken))
        rows = []
        for identifier, members in zip(given, cells, strict=True):
            # The first of those most like the others.
            central = int(members[np.argmax(strength[self.now.items.node[members]])])
            rows.append((identifier, line(identifier, central, members), central, members))
        return rows

    def _cells(self, chosen: _Flags) -> list[Numbers]:
        """Return the items of each chosen label with two or more, as their first items come.

        The items of each are in the order of date and id, those without a date last.
        """
        label = self.found[self.now.items.node]
        items = np.flatnonzero((label >= 0) & chosen[label])
        dates = self.now.items.dates
        late = np.array([not name for name in dates.names], dtype=np.int64) * len(dates.names)
        when = (np.arange(len(dates.names)) + late)[dates.places[items]]
        ordered = items[np.lexsort((when, label[items]))]
        breaks = np.flatnonzero(np.diff(label[ordered])) + 1
        cells = [one for one in np.split(ordered, breaks) if len(one) > 1]
        return sorted(cells, key=lambda one: int(one.min()))

    def _strength(self, chosen: _Flags) -> Floats:
        """Return how much likeness each node of a chosen label has to the others of it."""
        label = self.found
        first, second, weights = self.edges
        wanted = (label >= 0) & chosen[label]
        inside = np.flatnonzero(wanted[first])
        inside = inside[label[first[inside]] == label[second[inside]]]
        total = np.zeros(len(label), np.float32)
        np.add.at(total, first[inside], weights[inside])
        np.add.at(total, second[inside], weights[inside])
        rounded: Floats = np.round(total, 3)
        return rounded
