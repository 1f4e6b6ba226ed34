"""The graph explorer: a thing with its links, those of what was expanded, and their picture.

The whole state is in the address (`at`, `open`, `kind`, `page`), so that every view can
be cited, and works without a script.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from graph.network.around import Surroundings, Tie, around, held_thing, starting_points
from graph.network.tell import Telling
from graph.network.things import NameUnclear, NameUnknown, Thing
from web.content.kept import kept
from web.content.pathways import links_of, names_of, step_json, thing_json
from web.snapshot import Snapshot

__all__ = [
    "MOST_OPEN",
    "Asked",
    "Explored",
    "Found",
    "Starts",
    "explored",
    "explored_json",
    "ref_of",
    "starts",
]

SCHEMA = "lessons-explore/1"
MOST_OPEN = 4  # things expanded beside the first
_OF_EACH, _OF_ONE, _OF_OPENED = 4, 12, 2  # links told of each kind: in all, of the one chosen
_STARTS = ("risk-factor", "practice-theme", "agency", "case")
_STARTS_EACH = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; `opened` and `at` are names or references (`kind:id`)."""

    at: str
    opened: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    page: int = 1

    def address(self, **changed: Any) -> str:
        """Return the address of this view with something changed, on its first page."""
        view = replace(self, **({"page": 1} | changed))
        return f"{url_for('explore.explore')}?{view.query()}"

    def query(self) -> str:
        """Return this view as it stands behind the question mark of its address."""
        return urlencode(
            [
                ("at", self.at),
                *(("open", one) for one in self.opened),
                *(("kind", one) for one in self.kinds),
                *([("page", str(self.page))] if self.page > 1 else []),
            ],
            errors="replace",  # surrogates, which only a damaged address can hold
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that is open, its reference, and its links."""

    ref: str
    told: Surroundings

    @property
    def thing(self) -> Thing:
        """The thing itself."""
        return self.told.thing


@dataclass(frozen=True, slots=True)
class Explored:
    """The first thing and those expanded from it; `pages` are there where one kind is chosen."""

    asked: Asked
    found: tuple[Found, ...]
    unknown: tuple[str, ...] = ()
    pages: int = 1

    @property
    def ties(self) -> list[Tie]:
        """Every link that is shown, each once."""
        every = [tie for one in self.found for group in one.told.groups for tie in group.ties]
        return list({_key(tie): tie for tie in every}.values())

    def is_open(self, thing: Thing) -> bool:
        """Whether the links of a thing are on the page."""
        return any(one.thing.iri == thing.iri for one in self.found)

    def expanded(self, thing: Thing) -> str:
        """Return the address of this view with a thing expanded, the eldest closed for room."""
        opened = [one.ref for one in self.found[1:]][-(MOST_OPEN - 1) :]
        return self.asked.address(opened=(*opened, ref_of(thing)))

    def closed(self, thing: Thing) -> str:
        """Return the address of this view without the links of a thing."""
        kept_open = [one.ref for one in self.found[1:] if one.thing.iri != thing.iri]
        return self.asked.address(opened=tuple(kept_open))

    def begun(self, thing: Thing) -> str:
        """Return the address of the view that starts from a thing."""
        return Asked(ref_of(thing), kinds=self.asked.kinds).address()


@dataclass(frozen=True, slots=True)
class Starts:
    """Things of a kind that much is linked to: somewhere to begin."""

    kind: str
    things: tuple[Thing, ...]


def ref_of(thing: Thing) -> str:
    """Return what names a thing in an address, whatever else has its id."""
    return f"{thing.kind}:{thing.id}"


def explored(shown: Snapshot, asked: Asked, least: float) -> Explored:
    """Return what an address asks for.

    Raises NameUnknown or NameUnclear for the first thing; of those expanded, what is not
    there (any more) is named in `unknown`.
    """
    links, names = links_of(shown, least), names_of(shown, least)
    telling = Telling(shown.graph, links, names)
    first = held_thing(shown.graph, names, asked.at)
    opened: dict[str, Thing] = {first.iri: first}
    unknown = []
    for name in asked.opened[:MOST_OPEN]:
        try:
            thing = held_thing(shown.graph, names, name)
        except (NameUnknown, NameUnclear):
            unknown.append(name)
            continue
        opened.setdefault(thing.iri, thing)
    each = _OF_ONE if len(asked.kinds) == 1 else _OF_EACH
    near = set(opened)
    found = []
    for at, thing in enumerate(opened.values()):
        told = around(
            telling, links, telling.thing(thing.iri), kinds=asked.kinds, near=near,
            most=_OF_OPENED if at and not asked.kinds else each,
            skip=0 if at else each * (asked.page - 1),
        )  # fmt: skip
        near |= {tie.other.iri for group in told.groups for tie in group.ties}
        found.append(Found(ref_of(thing), told))
    counts = [group.total for group in found[0].told.groups]
    pages = max(1, -(-max(counts, default=0) // each)) if len(asked.kinds) == 1 else 1
    return Explored(asked, tuple(found), tuple(unknown), pages)


def starts(shown: Snapshot, least: float) -> tuple[Starts, ...]:
    """Return things to begin at, of several kinds."""
    links, names = links_of(shown, least), names_of(shown, least)

    def make() -> tuple[Starts, ...]:
        return tuple(
            Starts(kind, tuple(names.thing(iri) for iri in own))
            for kind in _STARTS
            if (own := starting_points(links, kind, _STARTS_EACH))
        )

    return kept(shown, ("starting points", least), make)


def explored_json(found: Explored) -> dict[str, Any]:
    """Return a view as plain values, schema `lessons-explore/1`."""
    return {
        "schema": SCHEMA,
        "things": [
            thing_json(one.thing) | {"ref": one.ref, "links": dict(one.told.kinds)}
            for one in found.found
        ],
        "links": [step_json(tie.step) for tie in found.ties],
        "unknown": list(found.unknown),
    }


def _key(tie: Tie) -> tuple[str, str, str]:
    return tie.step.source.iri, tie.step.relation, tie.step.target.iri
