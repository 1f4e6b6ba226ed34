"""The agencies of a case and where it is said that they took part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.view import Row
from web.content.cells import key, words
from web.content.quotations import Quotation, Texts, quotations

__all__ = ["Involvement", "involvements"]


@dataclass(frozen=True, slots=True)
class Involvement:
    """One agency's part in a case."""

    agency: str
    name: str
    type: str
    type_label: str
    quotations: tuple[Quotation, ...]


def involvements(rows: Iterable[Row], known: Texts) -> tuple[Involvement, ...]:
    """Return the agencies that rows of evidence name, each once, in order of names."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[key(row, "agency")].append(row)
    return tuple(_involvement(agency, group, known) for agency, group in grouped.items())


def _involvement(agency: str, rows: list[Row], known: Texts) -> Involvement:
    unique = {words(row, "evidence"): row for row in rows}
    return Involvement(
        agency=agency,
        name=words(rows[0], "name"),
        type=key(rows[0], "type"),
        type_label=words(rows[0], "typeLabel"),
        quotations=quotations(list(unique.values()), known),
    )
