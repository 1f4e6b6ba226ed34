"""What came up again after a recommendation, by the date of the later incident.

The same board, or the same agency, and a later review that says the same (one
family) or speaks of the same (one theme), where the incident was after the
recommendation was published. It is a question to ask and proves nothing: the
action may have been taken, the second case may differ, and most families that
were helped are in no review.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from graph.view import Row
from web.content.cells import key, words
from web.content.learning import Item, Link

__all__ = ["Recurrence", "Saying", "Spoken", "is_after", "recurrences", "sayings"]

_ISO = 10  # characters of a whole date


class Spoken(Protocol):
    """What is said: a lesson or a recommendation, whole or by its id alone."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def kind(self) -> str:
        """What it is: "lesson" or "recommendation"."""
        ...


_S = TypeVar("_S", bound=Spoken)


@dataclass(frozen=True, slots=True)
class Saying(Generic[_S]):
    """A lesson or recommendation of a review: by or to which bodies, when, and after what."""

    item: _S
    source: str
    issued: str
    bodies: tuple[Link, ...]
    incidents: tuple[tuple[str, Link], ...]


@dataclass(frozen=True, slots=True)
class Recurrence(Generic[_S]):
    """A recommendation, and what a review said of a later incident for the same body."""

    body: Link
    asked: _S
    asked_on: str
    again: _S
    incident: str
    case: Link


def sayings(
    members: Iterable[Item], occurrences: Iterable[Row], incidents: Iterable[Row]
) -> tuple[Saying[Item], ...]:
    """Return the members with their reviews' boards, their addressees and their incidents.

    Rows of occurrences give ?item ?source ?board ?boardName ?issued, those of
    incidents ?item ?case ?label ?incident.
    """
    placed: dict[str, list[Row]] = defaultdict(list)
    for row in occurrences:
        placed[key(row, "item")].append(row)
    happened: dict[str, dict[tuple[str, Link], None]] = defaultdict(dict)
    for row in incidents:
        case = Link(key(row, "case"), words(row, "label"))
        happened[key(row, "item")][words(row, "incident"), case] = None
    return tuple(
        Saying(
            item=one,
            source=words(rows[0], "source"),
            issued=words(rows[0], "issued"),
            bodies=_bodies(one, rows),
            incidents=tuple(happened[one.id]),
        )
        for one in members
        if (rows := placed.get(one.id))
    )


def recurrences(said: Sequence[Saying[_S]]) -> tuple[Recurrence[_S], ...]:
    """Return what came up again, the latest incident first.

    A later saying is set beside the last recommendation before its incident, once
    for each body: pairs of all with all would count one recurrence many times.
    """
    by_body: dict[str, list[tuple[Link, Saying[_S]]]] = defaultdict(list)
    for one in said:
        for body in one.bodies:
            by_body[body.target].append((body, one))
    found = [one for together in by_body.values() for one in _of_body(together)]
    return tuple(
        sorted(found, key=lambda one: (one.incident, one.body.label, one.again.id), reverse=True)
    )


def is_after(incident: str, published: str) -> bool:
    """Say whether an incident is certainly later than a publication, both ISO 8601 as far as known.

    >>> is_after("2018-05-02", "2017"), is_after("2018-05", "2018"), is_after("2018", "2018-02")
    (True, False, False)
    """
    known = min(len(incident), len(published), _ISO)
    dated = incident[:4].isdecimal() and published[:4].isdecimal()
    return bool(known) and dated and incident[:known] > published[:known]


def _bodies(one: Item, rows: Sequence[Row]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for row in rows:
        if key(row, "board"):
            found.setdefault(key(row, "board"), Link(key(row, "board"), words(row, "boardName")))
    for link in one.links.get("addressee", ()):
        found.setdefault(link.target, link)
    return tuple(found.values())


def _of_body(together: Sequence[tuple[Link, Saying[_S]]]) -> Iterator[Recurrence[_S]]:
    asked = sorted(
        (one for _, one in together if one.item.kind == "recommendation" and one.issued),
        key=lambda one: (one.issued, one.item.id),
    )
    published = [one.issued for one in asked]
    for body, later in together:
        for incident, case in later.incidents:
            # What was published certainly before an incident stands before it as text too.
            before = reversed(asked[: bisect_left(published, incident)])
            first = next((one for one in before if _leads_to(one, later, incident)), None)
            if first:
                yield Recurrence(body, first.item, first.issued, later.item, incident, case)


def _leads_to(asked: Saying[_S], later: Saying[_S], incident: str) -> bool:
    return asked.source != later.source and is_after(incident, asked.issued)
