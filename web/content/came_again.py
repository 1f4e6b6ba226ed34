"""What came up again after it was recommended, over the whole library.

The same rule as on the page of a family or theme (`web.content.afterwards`), for every
one of them at once: found by names alone, and quoted when a line is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rdflib import URIRef

from graph.namespaces import V
from graph.view import GraphView
from graph.vocabulary import load_vocabulary
from web.content.afterwards import Recurrence, Saying, recurrences
from web.content.cells import identifier
from web.content.learning import Item, Link, held_item
from web.language import later
from web.snapshot import Snapshot

__all__ = [
    "BY_WORDS", "CAUTION", "COLUMNS", "Again", "By", "Named", "Quoted", "came_again", "plain",
    "quoted",
]  # fmt: skip

# In English, as files and the command print it.
CAUTION = (
    "That a thing came up again does not show that a recommendation failed: the action may"
    " have been taken, and the later case may differ. Read both paragraphs."
)
COLUMNS = (
    *("by", "group_id", "group", "body_id", "body", "recommended_on", "incident"),
    *("case_id", "case"),
    *(f"{which}_{what}" for which in ("asked", "again") for what in (
        "id", "kind", "number", "text", "report", "document_id", "paragraph", "page",
    )),
    "caution",
)  # fmt: skip


class By(StrEnum):
    """What makes two sayings the same thing."""

    FAMILY = "family"
    THEME = "theme"


BY_WORDS = {By.FAMILY: later("The same family"), By.THEME: later("The same practice theme")}
_ITEMS = {By.FAMILY: "learning-in-families", By.THEME: "learning-on-themes"}


@dataclass(frozen=True, slots=True)
class Named:
    """A lesson or recommendation by its name alone; `id` is its IRI."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Again:
    """What came up again: of which family or theme, for which body, after what."""

    group: Link
    found: Recurrence[Named]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The same with both texts as printed."""

    group: Link
    found: Recurrence[Item]


def came_again(view: GraphView, by: By) -> tuple[Again, ...]:
    """Return all that came up again in a library, the latest incident first.

    What names a narrower theme counts under that one alone. "The Board" of one review
    is never the body of another.
    """
    said = _Sayings(view)
    groups: dict[str, list[Saying[Named]]] = defaultdict(list)
    for group, item in sorted(view.texts(f"patterns/{_ITEMS[by]}")):
        if one := said.of(item):
            groups[group].append(one)
    labels = _labels(view, by)
    found = [
        Again(Link(identifier(group), labels.get(group) or identifier(group)), one)
        for group, members in groups.items()
        for one in recurrences(members)
    ]
    return tuple(sorted(found, key=_order, reverse=True))


def _labels(view: GraphView, by: By) -> dict[str, str]:
    if by is By.FAMILY:
        return {row[0]: row[1] for row in sorted(view.texts("patterns/family-labels"))}
    return {str(V[one.id]): one.pref_label for one in load_vocabulary().scheme("practice-theme")}


def quoted(shown: Snapshot, lines: Iterable[Again]) -> Iterator[Quoted]:
    """Yield lines with the texts of both sayings; each text is read once."""
    held: dict[str, Item] = {}

    def whole(one: Named) -> Item:
        if one.id not in held:
            held[one.id] = held_item(shown, URIRef(one.id))
        return held[one.id]

    for line in lines:
        own = line.found
        asked, again = whole(own.asked), whole(own.again)
        both = Recurrence(own.body, asked, own.asked_on, again, own.incident, own.case)
        yield Quoted(line.group, both)


def plain(lines: Iterable[Quoted], by: By) -> Iterator[dict[str, Any]]:
    """Yield lines as plain values by COLUMNS, each with the caution."""
    for line in lines:
        own = line.found
        yield {
            "by": by.value,
            "group_id": line.group.target,
            "group": line.group.label,
            "body_id": own.body.target,
            "body": own.body.label,
            "recommended_on": own.asked_on,
            "incident": own.incident,
            "case_id": own.case.target,
            "case": own.case.label,
            **_told("asked", own.asked),
            **_told("again", own.again),
            "caution": CAUTION,
        }


def _told(which: str, item: Item) -> dict[str, Any]:
    return {
        f"{which}_id": item.id,
        f"{which}_kind": item.kind,
        f"{which}_number": item.number,
        f"{which}_text": item.text,
        f"{which}_report": item.place.title,
        f"{which}_document_id": item.place.document,
        f"{which}_paragraph": item.place.number,
        f"{which}_page": item.place.page or None,
    }


def _order(one: Again) -> tuple[str, ...]:
    own = one.found
    return own.incident, own.body.label, one.group.label, own.again.id, own.asked.id, own.case.label


class _Sayings:
    """Who said what, to whom, when and after what, by the names of the graph."""

    def __init__(self, view: GraphView) -> None:
        self._bodies: dict[str, dict[str, Link]] = defaultdict(dict)
        for of, body, name in view.texts("patterns/bodies-concerned"):
            self._bodies[of].setdefault(body, Link(identifier(body), name))
        self._cases: dict[str, dict[tuple[str, Link], None]] = defaultdict(dict)
        for of, case, label, incident in view.texts("patterns/cases-spoken-of"):
            self._cases[of][incident, Link(identifier(case), label)] = None
        self._said: dict[str, Saying[Named]] = {}
        for item, kind, source, issued in view.texts("patterns/learning-sources"):
            if item not in self._said:
                self._said[item] = self._saying(Named(item, kind), source, issued)

    def of(self, item: str) -> Saying[Named] | None:
        """Return who said it, to whom, when and after what."""
        return self._said.get(item)

    def _saying(self, item: Named, source: str, issued: str) -> Saying[Named]:
        bodies = self._bodies.get(source, {}) | self._bodies.get(item.id, {})
        # The cases it names, else those its review examines.
        cases = self._cases.get(item.id) or self._cases.get(source, {})
        dated = tuple(one for one in cases if one[0])
        return Saying(item, source, issued, tuple(bodies.values()), dated)
