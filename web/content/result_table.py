"""The answer of a query as a table for people: names for IRIs, links for what is ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph

from graph.namespaces import CR, DEFAULT_BASE, V
from graph.results import QueryResult
from graph.triples import Names

__all__ = ["Cell", "Table", "local_address", "result_table", "short_name"]

# Where the service answers for each of our namespaces (`web.pages.linked`).
_OURS = {DEFAULT_BASE: "/id/", str(V): "/vocab/", str(CR): "/ns#"}
_PARTS = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, the address of ours that it leads to, and what it is in full."""

    words: str
    address: str = ""
    title: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that are shown, of `total` that came back."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def result_table(found: QueryResult, most: int) -> Table | None:
    """Return at most `most` rows of an answer, None for a yes or no."""
    if found.triples is not None:
        triples = list(_triples(found.triples))
        rows = tuple(tuple(map(_term, one)) for one in triples[:most])
        return Table(_PARTS, rows, len(triples))
    if found.rows is None:
        return None
    rows = tuple(
        tuple(_cell(row.get(name)) for name in found.variables) for row in found.rows[:most]
    )
    return Table(found.variables, rows, len(found.rows))


def local_address(iri: str) -> str:
    """Return the path at which this service answers for an IRI of ours, empty for others.

    >>> local_address("https://lessons-graph.example/vocab/neglect")
    '/vocab/neglect'
    """
    for namespace, path in _OURS.items():
        if iri.startswith(namespace):
            return path + iri.removeprefix(namespace)
    return ""


def short_name(iri: str) -> str:
    """Return an IRI with its namespace as a prefix, where it has one.

    >>> short_name("https://lessons-graph.example/vocab/neglect")
    'v:neglect'
    """
    for prefix, namespace in Names().prefixes().items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _triples(lines: str) -> Iterator[tuple[object, object, object]]:
    for one in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES):
        yield one.subject, one.predicate, one.object


def _cell(cell: Mapping[str, Any] | None) -> Cell:
    if cell is None:
        return Cell("")
    value = str(cell["value"])
    if cell["type"] == "uri":
        return Cell(short_name(value), local_address(value), value)
    if cell["type"] == "bnode":
        return Cell(f"_:{value}")
    kind = str(cell.get("datatype", ""))
    return Cell(value, is_number=kind.endswith(("#integer", "#decimal", "#double")))


def _term(term: object) -> Cell:
    if isinstance(term, pyoxigraph.NamedNode):
        return _cell({"type": "uri", "value": term.value})
    if isinstance(term, pyoxigraph.Literal):
        return _cell({"type": "literal", "value": term.value, "datatype": term.datatype.value})
    return Cell(str(term))
