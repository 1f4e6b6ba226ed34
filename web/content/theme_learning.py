"""What is said on a practice theme, by names alone; words are read of what a page shows.

A theme of thousands of reviews has thousands of lessons and recommendations: which there
are takes one query, whom they speak to and what they ask for stands in the links that are
kept of the generation (`graph.network.links`), and only a screenful is quoted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby

import numpy as np
from flask import current_app
from rdflib import URIRef

from graph.namespaces import V
from graph.network.links import Links, kind_of
from graph.network.things import NameBook
from graph.vocabulary import load_vocabulary
from search.families.variety import Quotable, compared, varied
from web.content.afterwards import Recurrence, Saying, recurrences
from web.content.cells import identifier
from web.content.groups import Leads, counted_links
from web.content.kept import kept
from web.content.learning import Item, Link, listed_items
from web.content.pathways import links_of, names_of
from web.content.quotable import FEWEST, QUOTED
from web.snapshot import Snapshot

__all__ = ["Said", "ThemeLearning", "incidents_of", "theme_learning"]

_KINDS = ("lesson", "recommendation")
_LEADS = {"addressed_to": "addressee", "asks_for": "action", "addresses": "factor"}

# Relation -> where a thing leads by it, IRIs in their order.
_Ends = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A lesson or recommendation by its name; `id`, `document` and `reviews` are IRIs."""

    id: str
    kind: str
    document: str
    position: int
    issued: str
    reviews: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Whose words they are: the reviews, or the document that leaves its review open."""
        return self.reviews or (self.document,)


@dataclass(frozen=True)
class ThemeLearning:
    """All that is said on a theme and its narrower ones, that of the latest documents first."""

    shown: Snapshot
    about: URIRef
    said: tuple[Said, ...]
    ends: Mapping[str, _Ends]
    names: NameBook
    _links: dict[str, Link] = field(default_factory=dict)  # those named already, by IRI

    @cached_property
    def by_source(self) -> dict[str, list[Said]]:
        """What each review says, or each document that leaves its review open."""
        grouped: dict[str, list[Said]] = defaultdict(list)
        for one in self.said:
            grouped[one.sources[0]].append(one)
        return grouped

    @cached_property
    def first_years(self) -> dict[str, str]:
        """The first year in which each source says it, empty where no document is dated."""
        found: dict[str, str] = {}
        for one in self.said:
            for source in one.sources:
                known, year = found.get(source, ""), one.issued[:4]
                found[source] = min(known, year) if known and year else known or year
        return found

    @property
    def boards(self) -> tuple[Link, ...]:
        """Return the boards that say it, each body once, by name."""
        boards = {one for source in self.first_years for one in self._of(source, "commissioned_by")}
        return tuple(sorted(map(self._link, boards), key=lambda one: (one.label, one.target)))

    @property
    def leads(self) -> Leads:
        """Return whom it is addressed to, what it names and asks for, and how many reviews do."""
        themes = _themes()
        return counted_links(
            (_LEADS[relation], self._link(target), one.sources)
            for one in self.said
            for relation in _LEADS
            for target in self._of(one.id, relation)
            if target not in themes
        )

    def items(self, said: Iterable[Said]) -> tuple[Item, ...]:
        """Return some of them as printed."""
        return listed_items(self.shown, [URIRef(one.id) for one in said])

    def quoted(self) -> tuple[Item, ...]:
        """Return those to quote first; none where there are hardly more than these."""
        if len(self.said) < FEWEST:
            return ()
        sample = [self.said[at] for at in compared(len(self.said))]
        themes = _themes()
        texts = [
            Quotable(
                self._text(one),
                tuple(about for about in self._of(one.id, "addresses") if about in themes),
                one.sources[0],
            )
            for one in sample
        ]
        return self.items(sample[at] for at in varied(texts, QUOTED))

    def recurrences(self) -> tuple[Recurrence[Said], ...]:
        """Return what came up again after it was recommended, the latest incident first."""
        named: dict[str, list[str]] = defaultdict(list)
        for item, case in self.shown.graph.texts("pages/theme-cases", about=self.about):
            named[item].append(case)
        incidents = incidents_of(self.shown)
        return recurrences([self._saying(one, named.get(one.id), incidents) for one in self.said])

    def whole(self, found: Recurrence[Said]) -> Recurrence[Item]:
        """Return a recurrence with both texts."""
        asked, again = (self.items([one])[0] for one in (found.asked, found.again))
        return Recurrence(found.body, asked, found.asked_on, again, found.incident, found.case)

    def _saying(
        self, one: Said, cases: Sequence[str] | None, incidents: Mapping[str, Sequence[str]]
    ) -> Saying[Said]:
        bodies = [body for source in one.sources for body in self._of(source, "commissioned_by")]
        bodies += self._of(one.id, "addressed_to")
        cases = cases or [case for source in one.sources for case in self._of(source, "examines")]
        return Saying(
            item=one,
            source=one.sources[0],
            issued=one.issued,
            bodies=tuple(map(self._link, dict.fromkeys(bodies))),
            incidents=tuple(
                (day, self._link(case))
                for case in dict.fromkeys(cases)
                for day in incidents.get(case, ())
            ),
        )

    def _of(self, thing: str, relation: str) -> tuple[str, ...]:
        return tuple(self.ends.get(thing, {}).get(relation, ()))

    def _link(self, iri: str) -> Link:
        if iri not in self._links:
            self._links[iri] = Link(identifier(iri), self.names.thing(iri).label)
        return self._links[iri]

    def _text(self, one: Said) -> str:
        return self.shown.graph.texts("pages/learning-text", item=URIRef(one.id))[0][0]


def theme_learning(shown: Snapshot, about: URIRef) -> ThemeLearning:
    """Return what is said on a practice theme, its narrower ones with it."""
    least: float = current_app.config["SETTINGS"].min_confidence
    links = links_of(shown, least)
    rows = [
        row for row in sorted(shown.graph.texts("pages/theme-items", about=about))
        if kind_of(row[0]) in _KINDS
    ]  # fmt: skip
    ends = _ends(links, {row[0] for row in rows})
    said = [
        Said(item, kind_of(item), document, int(position), issued, _reviews(ends, item))
        for item, ((_, document, position, issued), *_) in (
            (item, list(own)) for item, own in groupby(rows, lambda row: row[0])
        )
    ]
    said.sort(key=lambda one: (one.reviews[:1], one.document, one.position, one.id))
    said.sort(key=lambda one: one.issued[:4], reverse=True)
    sources = {source for one in said for source in one.sources}
    return ThemeLearning(
        shown, about, tuple(said), ends | _ends(links, sources), names_of(shown, least)
    )


def incidents_of(shown: Snapshot) -> Mapping[str, Sequence[str]]:
    """Return when the incidents of each case were, by its IRI; read once for each generation."""

    def read() -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for case, incident in shown.graph.texts("pages/case-incidents"):
            found[case].append(incident)
        return dict(found)

    return kept(shown, "incidents", read)


@cache
def _themes() -> frozenset[str]:
    return frozenset(str(V[one.id]) for one in load_vocabulary().scheme("practice-theme"))


def _reviews(ends: Mapping[str, _Ends], item: str) -> tuple[str, ...]:
    return tuple(ends.get(item, {}).get("said_by", ()))


def _ends(links: Links, things: Iterable[str]) -> dict[str, _Ends]:
    """Return where each thing leads."""
    marked = np.zeros(len(links.nodes), bool)
    marked[[links.index[one] for one in things if one in links.index]] = True
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for link in marked[links.sources].nonzero()[0].tolist():
        source, target = links.nodes[links.sources[link]], links.nodes[links.targets[link]]
        found[source][links.relation(link)].append(target)
    return {one: dict(relations) for one, relations in found.items()}
