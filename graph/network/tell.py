"""Paths as sentences, each step standing on a paragraph that is quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef

from graph.bracketing import within_brackets
from graph.errors import UsageInvalid
from graph.network.links import Links
from graph.network.paths import MOST_PATHS, Way, joint, ways
from graph.network.relations import Relation, relations
from graph.network.things import NameBook, Thing
from graph.view import GraphView, Row

__all__ = ["Citation", "Path", "PathAnswer", "Step", "Telling", "find_paths"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document: the words, and the paragraph around them.

    Offsets are of the document; IRIs as they stand in the graph. `quote` is empty
    where a step is a fact of the whole document, and `passage` then too.
    """

    document: str
    title: str
    passage: str = ""
    number: str = ""
    page: int = 0
    evidence: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    passage_start: int = 0
    passage_text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path as a sentence; `places` is how many quotations say it.

    `citation` is None where the step stands on the vocabulary or on what a body is.
    """

    relation: str
    source: Thing
    target: Thing
    person: str = ""
    citation: Citation | None = None
    places: int = 0

    def parts(self) -> list[str | Thing]:
        """Return the sentence with the things themselves in their places."""
        before, _, rest = relations()[self.relation].sentence.partition("{source}")
        between, _, after = rest.partition("{target}")
        after = after.format(person=_whose(self.person))
        found: list[str | Thing] = [before, self.source, between, self.target, after]
        return [one for one in found if one]

    @property
    def sentence(self) -> str:
        """The sentence in plain words."""
        words = (one if isinstance(one, str) else one.words for one in self.parts())
        said = "".join(words)
        return said[:1].upper() + said[1:]


@dataclass(frozen=True, slots=True)
class Path:
    """The things from one end to the other, and what links each to the next."""

    things: tuple[Thing, ...]
    steps: tuple[Step, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The paths between two things; `joint` counts what is linked to both, by kind."""

    start: Thing
    end: Thing
    paths: tuple[Path, ...]
    joint: Mapping[str, int]
    overlap: bool


def find_paths(
    view: GraphView, links: Links, names: NameBook, one: str, other: str, *, most: int = 5
) -> PathAnswer:
    """Return the best paths between two things, given by id or name.

    Raises NameUnknown, NameUnclear, or UsageInvalid where both are one thing or
    `most` is out of range. `overlap` says that one holds the other by the vocabulary.
    """
    if not 1 <= most <= MOST_PATHS:
        raise UsageInvalid(f"Ask for 1 to {MOST_PATHS} paths, not {most}.")
    start, end = names.find(one), names.find(other)
    if start.iri == end.iri:
        raise UsageInvalid(f"Both names mean {start.label} ({start.id}). Name two things.")
    starts, ends, overlap = _apart(names.nodes(start), names.nodes(end))
    found = ways(links, starts, ends, most)
    told = Telling(view, links, names)
    return PathAnswer(
        start=start,
        end=end,
        paths=tuple(told.path(way, start, end) for way in found),
        joint=joint(links, starts, ends) if starts and ends else {},
        overlap=overlap,
    )


def _apart(starts: list[int], ends: list[int]) -> tuple[list[int], list[int], bool]:
    """Return the two ends without what they share; the narrower end keeps it."""
    shared = set(starts) & set(ends)
    if len(starts) <= len(ends):
        return starts, [one for one in ends if one not in shared], bool(shared)
    return [one for one in starts if one not in shared], ends, bool(shared)


class Telling:
    """Words for ways; labels of learning items and citations are asked for once."""

    def __init__(self, view: GraphView, links: Links, names: NameBook) -> None:
        self._view = view
        self._links = links
        self._names = names
        self._things: dict[str, Thing] = {}
        self._steps: dict[int, Step] = {}

    def path(self, way: Way, start: Thing, end: Thing) -> Path:
        """Return a way in words, with the steps by which it begins and ends at what was asked."""
        things = [self.thing(self._links.nodes[node]) for node in way.nodes]
        steps = [self.step(link) for link in way.links]
        if things[0].iri != start.iri:
            steps.insert(0, self._belongs(things[0], start))
            things.insert(0, start)
        if things[-1].iri != end.iri:
            steps.append(self._belongs(things[-1], end))
            things.append(end)
        return Path(tuple(things), tuple(steps), round(way.cost, 3))

    def step(self, link: int) -> Step:
        """Return a link, by its number, as a sentence with the place it stands on."""
        if link not in self._steps:
            relation = relations()[self._links.relation(link)]
            source = self.thing(self._links.nodes[self._links.sources[link]])
            target = self.thing(self._links.nodes[self._links.targets[link]])
            self._steps[link] = self._told(relation, source, target)
        return self._steps[link]

    def _belongs(self, member: Thing, whole: Thing) -> Step:
        if whole.kind == "family":
            return self._told(relations()["in_family"], member, whole)
        return Step("narrower" if member.kind == "concept" else "of_kind", member, whole)

    def members(self, family: Thing) -> Sequence[str]:
        """Return the IRIs of the members of a family; nothing else has any."""
        return self._names.members(family)

    def _told(self, relation: Relation, source: Thing, target: Thing) -> Step:
        rows = _places(self._view, relation, source.iri, target.iri)
        if rows:
            person = str(rows[0].get("personLabel") or "")
            citation = _citation(_words(self._view, rows[0]))
            return Step(relation.name, source, target, person, citation, len(rows))
        return Step(relation.name, source, target, citation=_whole(self._view, source.iri))

    def thing(self, iri: str) -> Thing:
        """Return what is known of a thing, a lesson or recommendation by its number and report."""
        if iri not in self._things:
            thing = self._names.thing(iri)
            if thing.kind in {"lesson", "recommendation"}:
                thing = _item(self._view, thing)
            self._things[iri] = thing
        return self._things[iri]


def _whose(person: str) -> str:
    return f" ({within_brackets(person[:1].lower() + person[1:])})" if person else ""


def _places(view: GraphView, relation: Relation, source: str, target: str) -> Sequence[Row]:
    """Return the places a link stands on, the surest first."""
    ends = (source, target)
    binds: dict[str, Any] = {
        name: URIRef(iri) for name, iri in zip(relation.binds, ends, strict=True) if name
    }
    rows = view.select(f"network/{relation.place}", **binds)
    if relation.status:
        rows = [row for row in rows if row.get("status") == relation.status]
    distinct = {str(row.get("evidence") or row["passage"]): row for row in reversed(rows)}
    return list(reversed(distinct.values()))


def _words(view: GraphView, place: Row) -> Row:
    """Return the words of a place and the paragraph around them."""
    evidence = place.get("evidence")
    found = view.select("network/place-evidence", evidence=evidence) if evidence else []
    return found[0] if found else place


def _whole(view: GraphView, review: str) -> Citation | None:
    """Return the document of a review, for what no paragraph of its own says."""
    for row in view.select("network/review-documents", review=URIRef(review)):
        return Citation(document=str(row["document"]), title=str(row["title"]))
    return None


def _item(view: GraphView, thing: Thing) -> Thing:
    rows = view.select("network/place-item", item=URIRef(thing.iri))
    number = str(rows[0]["itemNumber"] or "") if rows else ""
    title = str(rows[0]["title"]) if rows else ""
    kind = thing.kind.capitalize()
    label = f"{kind} {number}" if number else f"A {thing.kind}"
    return Thing(thing.iri, thing.id, thing.kind, f"{label} of {title}" if title else label)


def _citation(row: Row) -> Citation:
    def text(name: str) -> str:
        return str(row.get(name) or "")

    def whole(name: str) -> int:
        value = row.get(name)
        return int(value) if isinstance(value, (int, float)) else 0

    return Citation(
        document=text("document"),
        title=text("title"),
        passage=text("passage"),
        number=text("number"),
        page=whole("page"),
        evidence=text("evidence"),
        quote=text("quote"),
        start=whole("start"),
        end=whole("end"),
        passage_start=whole("passageStart"),
        passage_text=text("passageText"),
    )
