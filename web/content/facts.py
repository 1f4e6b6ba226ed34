"""Facts of a case: what all its evidence comes to, each with its quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import FactorStatus
from graph.view import Row
from web.content.cells import key, words
from web.content.quotations import Quotation, Texts, quotations

__all__ = ["STATUSES", "Fact", "by_status", "facts", "strongest"]

# The order in which statuses are shown, and in which one outweighs another.
STATUSES = tuple(status.value for status in FactorStatus)


@dataclass(frozen=True, slots=True)
class Fact:
    """One concept of a case for one person; `status` is empty where it has none."""

    concept: str
    label: str
    status: str
    person: str
    person_label: str
    quotations: tuple[Quotation, ...]


def facts(rows: Iterable[Row], known: Texts) -> tuple[Fact, ...]:
    """Return the facts that rows of evidence state, in the order of their labels.

    Documents of one case may come to different statuses of the same factor: the
    strongest is the case's, and all quotations stand under it.
    """
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[key(row, "concept"), key(row, "person")].append(row)
    return tuple(_fact(group, known) for group in grouped.values())


def by_status(found: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
    """Return the facts under each status that there is, the strongest status first."""
    listed = tuple(found)
    grouped = {status: tuple(f for f in listed if f.status == status) for status in STATUSES}
    return {status: group for status, group in grouped.items() if group}


def strongest(statuses: Iterable[str]) -> str:
    """Return the status that outweighs the others, empty where there is none."""
    return min(filter(None, statuses), key=STATUSES.index, default="")


def _fact(rows: list[Row], known: Texts) -> Fact:
    unique = {words(row, "evidence"): row for row in rows}
    return Fact(
        concept=key(rows[0], "concept"),
        label=words(rows[0], "conceptLabel"),
        status=strongest(words(row, "status") for row in rows),
        person=key(rows[0], "person"),
        person_label=words(rows[0], "personLabel"),
        quotations=quotations(list(unique.values()), known),
    )
