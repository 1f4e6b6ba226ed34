"""What people call the things of a library, and which thing a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from graph.bracketing import within_brackets
from graph.errors import NotFound, UsageInvalid
from graph.namespaces import DEFAULT_BASE, V
from graph.network.links import Links, kind_of
from graph.triples import Names
from graph.triples.agencies import fold_name
from graph.view import GraphView
from graph.vocabulary import Vocabulary, load_vocabulary

__all__ = ["NameBook", "NameUnclear", "NameUnknown", "Thing", "read_names"]

_OFFERED = 6  # names offered for one that is unknown or unclear
_LIKE = 65.0  # of 100: how like a name must be to be offered
_LONGEST = 200  # characters of a name that are looked at
_KINDS = ("case", "agency", "review", "recommendation", "lesson", "family")
# What a person may write before a name to say what is meant ("case: Baby E").
_PREFIXES = (*_KINDS, "concept", "factor", "theme", "board")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be linked: its IRI, the id in our addresses, its kind and name.

    `scheme` is that of a concept, empty for others; `detail` tells things of one
    name apart (the review of a case).
    """

    iri: str
    id: str
    kind: str
    label: str
    scheme: str = ""
    detail: str = ""

    @property
    def words(self) -> str:
        """The name as it stands inside a sentence: a concept in small letters, but "ADHD"."""
        small = self.kind == "concept" and self.label[1:2].islower()
        return self.label[:1].lower() + self.label[1:] if small else self.label


class Family(NamedTuple):
    """What a family of recommendations or lessons is called, and the IRIs of its members."""

    label: str
    members: tuple[str, ...]


class NameUnknown(NotFound):
    """Nothing goes by a name; `offered` are the nearest there are."""

    def __init__(self, name: str, offered: Sequence[Thing]) -> None:
        near = "; ".join(f"{one.label} ({one.id})" for one in offered)
        ask = f"Did you mean: {near}?" if near else "Find names with: lessons search WORDS"
        super().__init__(f"Nothing in the library goes by {name!r}. {ask}")
        self.name = name
        self.offered = tuple(offered)


class NameUnclear(UsageInvalid):
    """Several things go by a name; `offered` are they, as far as there is room."""

    def __init__(self, name: str, offered: Sequence[Thing]) -> None:
        several = "; ".join(
            f"{one.id} ({_listed(one.kind, within_brackets(one.detail))})" for one in offered
        )
        super().__init__(f"{name!r} can mean several things: {several}. Give the id of one.")
        self.name = name
        self.offered = tuple(offered)


class NameBook:
    """Finds things by id, printed name or label, and names them."""

    def __init__(
        self,
        links: Links,
        printed: Iterable[tuple[str, str, bool]],
        details: Mapping[str, str],
        vocabulary: Vocabulary | None = None,
        families: Mapping[str, Family] | None = None,
    ) -> None:
        self._links = links
        self._details = details
        # A family is no node of its own: through it, all that ask for the same would be near.
        self._families = families or {}
        self._vocabulary = vocabulary or load_vocabulary()
        self._labels: dict[str, str] = {}
        self._main: dict[str, list[str]] = defaultdict(list)
        self._other: dict[str, list[str]] = defaultdict(list)
        for iri, name, main in (*_concept_names(self._vocabulary), *printed):
            if main:
                self._labels.setdefault(iri, name)
            _add(self._main if main else self._other, _fold(name), iri)
        for iri, family in self._families.items():
            # A case, a body or a concept of this name goes first.
            self._labels.setdefault(iri, family.label)
            _add(self._other, _fold(family.label), iri)

    def thing(self, iri: str) -> Thing:
        """Return what is known of an IRI."""
        identifier, kind = unquote(iri.rsplit("/", 1)[-1]), kind_of(iri)
        scheme = self._vocabulary[identifier].scheme if identifier in self._vocabulary else ""
        return Thing(
            iri=iri,
            id=identifier,
            kind=kind,
            label=self._labels.get(iri) or f"{kind} {identifier}",
            scheme=scheme if kind == "concept" else "",
            detail=self._details.get(iri, ""),
        )

    def find(self, name: str) -> Thing:
        """Return the thing that a name or id means.

        Raises NameUnknown with the nearest names, or NameUnclear with all it can mean.
        """
        typed = name.strip()[:_LONGEST]
        prefix, colon, rest = typed.partition(":")
        kind = prefix.strip().casefold() if colon else ""
        if kind in _PREFIXES:
            return self._find(rest.strip(), kind, name)
        return self._find(typed, "", name)

    def nodes(self, thing: Thing) -> list[int]:
        """Return the nodes a path from or to a thing may begin at.

        A concept stands for those below it too, a kind of agency or review and a
        family for its members.
        """
        iris = [thing.iri, *self.members(thing)]
        if thing.kind == "concept":
            iris = [str(V[one]) for one in sorted(self._vocabulary.narrower(thing.id))]
        found = {self._links.index[iri] for iri in iris if iri in self._links.index}
        for iri in iris:
            found.update(self._links.members.get(iri, ()))
        return sorted(int(node) for node in found)

    def members(self, thing: Thing) -> Sequence[str]:
        """Return the IRIs of the members of a family; nothing else has any."""
        return self._families[thing.iri].members if thing.iri in self._families else ()

    def _find(self, typed: str, kind: str, asked: str) -> Thing:
        direct = [iri for iri in self._by_id(typed) if _is(iri, kind)]
        if direct:
            return self.thing(direct[0])
        for book in (self._main, self._other):
            found = [iri for iri in book.get(_fold(typed), ()) if _is(iri, kind)]
            if len(found) == 1:
                return self.thing(found[0])
            if found:
                raise NameUnclear(asked, [self.thing(one) for one in found[:_OFFERED]])
        raise NameUnknown(asked, self._near(typed, kind))

    def _by_id(self, typed: str) -> Iterator[str]:
        if typed in self._vocabulary:
            yield str(V[typed])
        if typed.startswith((str(V), DEFAULT_BASE, "http")) and typed in self._links.index:
            yield typed
        names = Names()
        for kind in _KINDS:
            iri = str(getattr(names, kind)(typed)) if typed else ""
            if iri in self._links.index or iri in self._families:
                yield iri

    def _near(self, typed: str, kind: str) -> list[Thing]:
        if not typed:
            return []
        every = sorted({*self._main, *self._other})
        found = process.extract(
            _fold(typed), every, scorer=fuzz.WRatio, limit=4 * _OFFERED, score_cutoff=_LIKE
        )
        iris = [
            iri
            for name, _, _ in found
            for iri in (*self._main.get(name, ()), *self._other.get(name, ()))
            if _is(iri, kind)
        ]
        return [self.thing(iri) for iri in dict.fromkeys(iris)][:_OFFERED]


def read_names(view: GraphView, links: Links) -> NameBook:
    """Return the names of everything that is linked in a graph."""
    printed = [
        (node, name, main == "true")
        for node, name, main in sorted(view.texts("network/names"))
        if node in links.index
    ]
    titles: dict[str, str] = {}
    years: dict[str, str] = {}
    for review, title, issued in sorted(view.texts("network/review-titles")):
        printed.append((review, title, True))
        titles.setdefault(review, title)
        if issued:
            years[review] = min(issued[:4], years.get(review, issued[:4]))
    named = {node: name for node, name, main in reversed(printed) if main}
    boards = _first_ends(links, "commissioned_by")
    details = {
        review: _listed(named.get(boards.get(review, ""), ""), years.get(review, ""))
        for review in titles
    }
    for case, review in _first_ends(links, "examines", backwards=True).items():
        details[case] = _listed(titles.get(review, ""), years.get(review, ""))
    return NameBook(links, printed, details, families=_families(view))


def _families(view: GraphView) -> dict[str, Family]:
    """Return the families of a graph by their IRIs."""
    labels: dict[str, str] = {}
    members: dict[str, list[str]] = defaultdict(list)
    for family, label, item in view.texts("network/family-members"):
        labels.setdefault(family, label)
        members[family].append(item)
    return {family: Family(labels[family], tuple(own)) for family, own in members.items()}


def _first_ends(links: Links, relation: str, *, backwards: bool = False) -> dict[str, str]:
    """Return the first target of each source of a relation, or the first source of each target."""
    found: dict[str, str] = {}
    (own,) = (links.names == links.relation_names.index(relation)).nonzero()
    for link in own.tolist():
        source, target = links.nodes[links.sources[link]], links.nodes[links.targets[link]]
        found.setdefault(*((target, source) if backwards else (source, target)))
    return found


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _concept_names(vocabulary: Vocabulary) -> Iterator[tuple[str, str, bool]]:
    for concept in vocabulary:
        yield str(V[concept.id]), concept.pref_label, True
        for label in concept.alt_labels:
            yield str(V[concept.id]), label, False


def _add(book: dict[str, list[str]], name: str, iri: str) -> None:
    if iri not in book[name]:
        book[name].append(iri)


def _fold(name: str) -> str:
    return fold_name(name) or name.casefold()


def _is(iri: str, kind: str) -> bool:
    """Say whether an IRI is of a kind a person may name; every kind is of none."""
    wanted = {"factor": "concept", "theme": "concept", "board": "agency"}.get(kind, kind)
    return not wanted or kind_of(iri) == wanted
