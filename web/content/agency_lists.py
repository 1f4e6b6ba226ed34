"""Agencies by type: bodies with a name of their own, and those named in general words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.view import Row
from web.content.cells import key, whole, words
from web.language import later
from web.snapshot import Snapshot

__all__ = ["AgencyLine", "AgencyType", "agency_types"]

_UNKNOWN = later("Type not known")


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency of a list; `generic` says that any area could have a body of this name."""

    id: str
    name: str
    generic: bool
    cases: int
    recommendations: int


@dataclass(frozen=True, slots=True)
class AgencyType:
    """The agencies of one type; `concept` is empty where the type is not known."""

    concept: str
    label: str
    named: tuple[AgencyLine, ...]
    generic: tuple[AgencyLine, ...]


def agency_types(shown: Snapshot) -> tuple[AgencyType, ...]:
    """Return the agencies of the library by type, in order of labels, the unknown last."""
    grouped: dict[tuple[str, str], list[AgencyLine]] = defaultdict(list)
    for row in shown.table("pages/agencies"):
        grouped[words(row, "typeLabel") or _UNKNOWN, key(row, "type")].append(_line(row))
    ordered = sorted(grouped.items(), key=lambda one: (not one[0][1], one[0][0]))
    return tuple(_type(concept, label, lines) for (label, concept), lines in ordered)


def _type(concept: str, label: str, lines: list[AgencyLine]) -> AgencyType:
    ordered = sorted(lines, key=lambda one: one.name.casefold())
    return AgencyType(
        concept,
        label,
        named=tuple(one for one in ordered if not one.generic),
        generic=tuple(one for one in ordered if one.generic),
    )


def _line(row: Row) -> AgencyLine:
    return AgencyLine(
        id=key(row, "agency"),
        name=words(row, "name"),
        generic=bool(row["generic"]),
        cases=whole(row, "cases"),
        recommendations=whole(row, "recommendations"),
    )
