"""What is linked to one thing: each link as a sentence, with the place it stands on.

Where a thing has very many links, those that say most of it come first: what a review
states before what it calls possible, and things of few cases before what all share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from rdflib import URIRef

from graph.namespaces import V
from graph.network.links import Links, kind_of
from graph.network.relations import relations
from graph.network.tell import Step, Telling
from graph.network.things import NameBook, Thing
from graph.triples import Names
from graph.view import GraphView
from graph.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Group", "Surroundings", "Tie", "around", "group_of", "held_thing", "starting_points"]

_KINDS = ("case", "agency", "review", "lesson", "recommendation")
# The kinds in the order in which pages list them; what else there is comes after, by name.
_ORDER = (
    *("case", "review", "risk-factor", "harm-outcome", "legal-status", "agency", "agency-type"),
    *("recommendation", "lesson", "practice-theme", "action-type", "review-type"),
)


@dataclass(frozen=True, slots=True)
class Tie:
    """One link of a thing: `other` is what stands at its other end."""

    step: Step
    other: Thing


@dataclass(frozen=True, slots=True)
class Group:
    """Links to things of one kind: `ties` are those asked for, of `total` that there are."""

    kind: str
    total: int
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A thing and its links by the kind of thing they lead to; `kinds` counts them all."""

    thing: Thing
    groups: tuple[Group, ...]
    kinds: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many links there are of the kinds that were asked for."""
        return sum(group.total for group in self.groups)


# A link that is not told yet: how far back it stands, whither it leads, and what tells it.
_Waiting = tuple[tuple[bool, float, int, str], str, Callable[[], Step]]


def around(
    telling: Telling,
    links: Links,
    thing: Thing,
    *,
    kinds: Collection[str] = (),
    most: int = 5,
    skip: int = 0,
    near: Collection[str] = (),
) -> Surroundings:
    """Return the links of a thing to things of `kinds` (to all, where none is named).

    Of each kind `most` are told, after the first `skip`; those to things in `near` (IRIs)
    come first. The same links give the same answer.
    """
    waiting: dict[str, list[_Waiting]] = defaultdict(list)
    for one in (*_linked(telling, links, thing, near), *_by_vocabulary(telling, links, thing)):
        waiting[group_of(one[1])].append(one)
    counted = {kind: len(waiting[kind]) for kind in sorted(waiting, key=_place)}
    return Surroundings(
        thing,
        tuple(
            Group(kind, total, _told(telling, waiting[kind], most, skip))
            for kind, total in counted.items()
            if not kinds or kind in kinds
        ),
        counted,
    )


def group_of(iri: str) -> str:
    """Return the kind under which a thing is listed: for a concept, its scheme.

    >>> group_of("https://lessons-graph.example/vocab/neglect-of-child")
    'risk-factor'
    """
    vocabulary = load_vocabulary()
    identifier = iri.rsplit("/", 1)[-1]
    if kind_of(iri) == "concept" and identifier in vocabulary:
        return vocabulary[identifier].scheme
    return kind_of(iri)


def held_thing(view: GraphView, names: NameBook, name: str) -> Thing:
    """Return the thing that a name or id means, also one that nothing is linked to.

    Raises NameUnknown or NameUnclear, with what else it could be.
    """
    kind, _, identifier = name.partition(":")
    if kind in _KINDS and identifier:
        iri = str(getattr(Names(), kind)(identifier))
        if view.ask("network/held", thing=URIRef(iri)):
            return names.thing(iri)
    return names.find(name)


def starting_points(links: Links, kind: str, most: int) -> list[str]:
    """Return the IRIs of the things of a kind that most is linked to."""
    own = [at for at, iri in enumerate(links.nodes) if group_of(iri) == kind]
    own.sort(key=lambda at: (-int(links.degrees[at]), at))
    return [links.nodes[at] for at in own[:most]]


def _told(telling: Telling, waiting: list[_Waiting], most: int, skip: int) -> tuple[Tie, ...]:
    waiting.sort(key=lambda one: one[0])
    return tuple(
        Tie(tell(), telling.thing(other)) for _, other, tell in waiting[skip : skip + most]
    )


def _linked(
    telling: Telling, links: Links, thing: Thing, near: Collection[str]
) -> Iterator[_Waiting]:
    node = links.index.get(thing.iri)
    if node is None:
        return
    (own,) = np.nonzero((links.sources == node) | (links.targets == node))
    for link in own.tolist():
        source, target = int(links.sources[link]), int(links.targets[link])
        if source == target:
            continue
        at = target if source == node else source
        other = links.nodes[at]
        extra = relations()[links.relation(link)].extra
        order = (other not in near, extra, int(links.degrees[at]), other)
        yield order, other, partial(telling.step, link)


def _by_vocabulary(telling: Telling, links: Links, thing: Thing) -> Iterator[_Waiting]:
    """Yield what stands above and below a concept, and what is of a kind or a family."""
    vocabulary = load_vocabulary()
    kinds, members = _memberships(links, thing)
    above, below = _neighbours(vocabulary, links, thing)
    for relation, iris, upwards in (
        ("narrower", above, True),
        ("narrower", below, False),
        ("of_kind", kinds, True),
        ("of_kind", members, False),
        ("in_family", telling.members(thing), False),
    ):
        for iri in iris:
            yield (True, 1.0, 0, iri), iri, partial(_plain, telling, relation, thing, iri, upwards)


def _plain(telling: Telling, relation: str, thing: Thing, iri: str, upwards: bool) -> Step:
    other = telling.thing(iri)
    return Step(relation, thing, other) if upwards else Step(relation, other, thing)


def _memberships(links: Links, thing: Thing) -> tuple[list[str], list[str]]:
    """Return the kinds a thing is of, and the things that are of this kind."""
    node = links.index.get(thing.iri)
    kinds = [
        kind for kind, members in links.members.items() if node is not None and node in members
    ]
    return kinds, [links.nodes[at] for at in links.members.get(thing.iri, ())]


def _neighbours(vocabulary: Vocabulary, links: Links, thing: Thing) -> tuple[list[str], list[str]]:
    """Return the concepts just above a concept, and those just below that lead somewhere."""
    if thing.kind != "concept" or thing.id not in vocabulary:
        return [], []
    below = [
        str(V[one.id])
        for one in vocabulary
        if thing.id in one.broader and _leads_on(vocabulary, links, one.id)
    ]
    return [str(V[one]) for one in vocabulary[thing.id].broader], below


def _leads_on(vocabulary: Vocabulary, links: Links, identifier: str) -> bool:
    iris = [str(V[one]) for one in vocabulary.narrower(identifier)]
    return any(iri in links.index or iri in links.members for iri in iris)


def _place(kind: str) -> tuple[int, str]:
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER)), kind
