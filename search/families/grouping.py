"""Families and discovered themes: communities of the network, with ids that last."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from graph.identifiers import content_id
from search.analysis import tokens
from search.families.communities import Edges, cohesive, communities
from search.families.likeness import Floats, Numbers
from search.families.network import WHOLE, Item, Network
from search.families.terms import printed_form, rules

__all__ = ["Group", "family_groups", "lasting_ids", "theme_groups"]

_SMALLEST_THEME = 3  # texts of different words: fewer are a family, not a theme
_THEME_WORDS = 4
_FEWEST_WITH_WORD = 2
_UNDATED = "9999"  # after every date


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, in the order of date and id; `central` is most like the others.

    `line` names the group in words of its own.
    """

    id: str
    line: str
    central: str
    members: tuple[str, ...]


def family_groups(
    now: Network, before: Sequence[Group] = (), older: Network | None = None
) -> tuple[Group, ...]:
    """Return the families of two or more items, in the order of their ids.

    A family that there was `before` keeps its id: it goes to the group that holds
    most of its members. In a large network only what the change touches is
    grouped anew (`older` is the network before it).
    """
    edges = _of_one_kind(now)
    if older is None or len(now.nodes) <= WHOLE:
        found = cohesive(len(now.nodes), edges, rules().family)
    else:
        found = _touched_again(now, edges, _labels(now, before), older)
    strength = _strength(now, edges, found)
    return tuple(
        sorted(
            (
                Group(identifier, central.line, central.id, _ids(members))
                for identifier, central, members in _named("family", now, found, strength, before)
            ),
            key=lambda group: group.id,
        )
    )


def theme_groups(
    now: Network, before: Sequence[Group] = (), older: Network | None = None
) -> tuple[Group, ...]:
    """Return the discovered themes: wider communities of lessons and recommendations together.

    In a large network new texts join the themes they are most like, and themes are
    found anew with the next rebuild.
    """
    large = older is not None and len(now.nodes) > WHOLE
    if older is None or not large:
        found = communities(len(now.nodes), now.edges)
    else:
        found = _joining(now, _labels(now, before), older)
    distinct = Counter(found.tolist())
    small = np.array([distinct[one] < _SMALLEST_THEME for one in found.tolist()], dtype=bool)
    found = np.where(small, -1, found)
    strength = _strength(now, now.edges, found)
    lines = {(group.id, group.members): group.line for group in before if large}
    everywhere = Counter(word for one in now.items for word in one.node.words)
    made = (
        Group(
            identifier,
            lines.get((identifier, _ids(members)))
            or _words_in_common(members, everywhere, len(now.items))
            or central.line,
            central.id,
            _ids(members),
        )
        for identifier, central, members in _named("theme", now, found, strength, before)
    )
    return tuple(sorted(made, key=lambda group: group.id))


def _of_one_kind(now: Network) -> Edges:
    kinds = np.array([node.kind for node in now.nodes])
    first, second, weights = now.edges
    same = kinds[first] == kinds[second] if len(first) else np.zeros(0, bool)
    return first[same], second[same], weights[same]


def _labels(now: Network, before: Sequence[Group]) -> Numbers:
    """Return the group each node was in, as the number of its first node; itself where none."""
    place = {one.id: int(at) for one, at in zip(now.items, now.node_of_items(), strict=True)}
    labels = np.arange(len(now.nodes), dtype=np.int64)
    for group in before:
        held = sorted({place[one] for one in group.members if one in place})
        if held:
            labels[held] = held[0]
    return labels


def _touched_again(now: Network, edges: Edges, labels: Numbers, older: Network) -> Numbers:
    """Return the labels with the groups near a change grouped anew."""
    first, second, _ = edges
    new = ~np.isin(now.keys, older.keys)
    near = np.concatenate([second[new[first]], first[new[second]]])
    touched = new | np.isin(labels, labels[near]) | _bereft(now, labels, older)
    own = np.flatnonzero(touched)
    place = np.cumsum(touched) - 1
    inside = touched[first] & touched[second]
    part = place[first[inside]], place[second[inside]], edges[2][inside]
    again = cohesive(len(own), part, rules().family)
    _, begin = np.unique(again, return_index=True)
    found = labels.copy()
    found[own] = own[begin[again]]
    return found


def _bereft(now: Network, labels: Numbers, older: Network) -> np.ndarray:
    """Return which nodes were linked to one that has gone."""
    gone = ~np.isin(older.keys, now.keys)
    first, second, _ = older.edges
    alone = older.keys[np.concatenate([second[gone[first]], first[gone[second]]])]
    return np.isin(labels, labels[np.isin(now.keys, alone)])


def _joining(now: Network, labels: Numbers, older: Network) -> Numbers:
    """Return the labels with new nodes in the group they have most likeness to."""
    first, second, weights = now.edges
    new = ~np.isin(now.keys, older.keys)
    pull: dict[int, Counter[int]] = defaultdict(Counter)
    for ones, others in ((first, second), (second, first)):
        kept = new[ones] & ~new[others]
        for one, group, alike in zip(
            ones[kept].tolist(), labels[others[kept]].tolist(), weights[kept].tolist(), strict=True
        ):
            pull[one][group] += alike
    found = labels.copy()
    for one, groups in pull.items():
        found[one] = max(groups, key=lambda group: (round(groups[group], 4), -group))
    return found


def _strength(now: Network, edges: Edges, found: Numbers) -> Floats:
    """Return how much likeness each node has to the others of its group."""
    first, second, weights = edges
    inside = found[first] == found[second] if len(first) else np.zeros(0, bool)
    total = np.zeros(len(now.nodes), np.float32)
    np.add.at(total, first[inside], weights[inside])
    np.add.at(total, second[inside], weights[inside])
    rounded: Floats = np.round(total, 3)
    return rounded


def _named(
    kind: str,
    now: Network,
    found: Numbers,
    strength: Floats,
    before: Sequence[Group],
) -> Iterator[tuple[str, Item, list[Item]]]:
    """Yield the id, the central item and all items of each group of two or more items."""
    groups: dict[int, list[tuple[Item, int]]] = defaultdict(list)
    for one, node in zip(now.items, now.node_of_items().tolist(), strict=True):
        if found[node] >= 0:
            groups[int(found[node])].append((one, node))
    wholes = [
        sorted(members, key=lambda one: (one[0].date or _UNDATED, one[0].id))
        for members in groups.values()
        if len(members) > 1
    ]
    ids = lasting_ids(kind, [[one.id for one, _ in members] for members in wholes], before)
    for identifier, members in zip(ids, wholes, strict=True):
        # The first of those most like the others.
        central, _ = max(members, key=lambda one: strength[one[1]])
        yield identifier, central, [one for one, _ in members]


def lasting_ids(kind: str, groups: Sequence[Sequence[str]], before: Sequence[Group]) -> list[str]:
    """Return an id for each group of item ids, no id twice.

    The id of a group there was before goes to the group that holds most of its
    members; a group without one is named for its first member.
    """
    older = {member: group.id for group in before for member in group.members}
    shared = Counter(
        (at, older[member])
        for at, group in enumerate(groups)
        for member in group
        if member in older
    )
    given: dict[int, str] = {}
    taken: set[str] = set()
    ranked = sorted(shared.items(), key=lambda one: (-one[1], one[0][1], groups[one[0][0]][0]))
    for (at, identifier), _ in ranked:
        if at not in given and identifier not in taken:
            given[at] = identifier
            taken.add(identifier)
    for at, group in enumerate(groups):
        if at not in given:
            given[at] = next(one for one in _new_ids(kind, group[0]) if one not in taken)
            taken.add(given[at])
    return [given[at] for at in range(len(groups))]


def _new_ids(kind: str, founder: str) -> Iterator[str]:
    yield content_id(kind, founder)
    for number in count(2):  # the first is held by the group that the founder has left
        yield content_id(kind, founder, number)


def _ids(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(one.id for one in items)


def _words_in_common(members: Sequence[Item], everywhere: Counter[str], texts: int) -> str:
    """Return the words that set a theme apart, in the form its own texts print most."""
    own = Counter(word for one in members for word in one.node.words)
    size = len(members)

    def telling(word: str) -> float:
        return own[word] * math.log((own[word] / size) / (everywhere[word] / texts))

    nameless = rules().nameless
    words = [word for word in own if own[word] >= _FEWEST_WITH_WORD and word not in nameless]
    best = sorted(words, key=lambda word: (-round(telling(word), 6), word))[:_THEME_WORDS]
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for one in members:
        for token in tokens(one.line):
            printed[token.stem][token.word] += 1
    forms = [
        max(sorted(printed[word]), key=lambda form: printed[word][form])
        if word in printed
        else printed_form(word)
        for word in best
    ]
    line = ", ".join(forms)
    return line[:1].upper() + line[1:]
