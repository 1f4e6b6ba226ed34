"""Values as RDF terms, and statements about one subject as quads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph
from rdflib import URIRef

from graph.namespaces import XSD, V

__all__ = [
    "Statements",
    "concept",
    "concepts",
    "count",
    "date",
    "flag",
    "share",
    "text",
    "texts",
]

Value = URIRef | pyoxigraph.Literal | None
Values = Value | Iterable[URIRef | pyoxigraph.Literal]

# Concepts, predicates and the nodes in hand come again and again.
_CACHED_NODES = 4096

_DATE_TYPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), "%Y-%m-%d", XSD.date),
    (re.compile(r"\d{4}-\d{2}", re.ASCII), "%Y-%m", XSD.gYearMonth),
    (re.compile(r"\d{4}", re.ASCII), "%Y", XSD.gYear),
)


@dataclass(frozen=True, slots=True)
class Statements:
    """Makes quads in one named graph."""

    graph: URIRef

    def about(self, subject: URIRef, *pairs: tuple[URIRef, Values]) -> Iterator[pyoxigraph.Quad]:
        """Yield one quad for each value; None says nothing, an iterable says several things."""
        node, graph = _node(subject), _node(self.graph)
        for predicate, values in pairs:
            for value in _each(values):
                term = _node(value) if isinstance(value, URIRef) else value
                yield pyoxigraph.Quad(node, _node(predicate), term, graph)


def concept(identifier: str | None) -> URIRef | None:
    """Return the IRI of a concept of the vocabulary, by its id."""
    return V[identifier] if identifier else None


def concepts(identifiers: Iterable[str]) -> list[URIRef]:
    """Return the IRIs of concepts, in the order given."""
    return [V[identifier] for identifier in identifiers]


def text(value: str | None) -> pyoxigraph.Literal | None:
    """Return words as a plain literal; None and the empty string say nothing."""
    return pyoxigraph.Literal(value) if value else None


def texts(values: Iterable[str]) -> list[pyoxigraph.Literal]:
    """Return several texts as plain literals, the empty ones left out."""
    return [pyoxigraph.Literal(value) for value in values if value]


def count(value: int | None) -> pyoxigraph.Literal | None:
    """Return a whole number as xsd:integer."""
    return None if value is None else pyoxigraph.Literal(value)


def flag(*, value: bool) -> pyoxigraph.Literal:
    """Return a truth value as xsd:boolean."""
    return pyoxigraph.Literal(value)


def share(value: float) -> pyoxigraph.Literal:
    """Return a share in 0..1 as xsd:double."""
    return pyoxigraph.Literal(float(value))


def date(value: str | None) -> pyoxigraph.Literal | None:
    """Return an ISO 8601 date as xsd:date, xsd:gYearMonth or xsd:gYear, as far as it is known.

    Anything else ("early 1993", "2007-13") stays the words it is.
    """
    if not value:
        return None
    for pattern, form, datatype in _DATE_TYPES:
        if pattern.fullmatch(value) and _is_calendar_date(value, form):
            return pyoxigraph.Literal(value, datatype=_node(datatype))
    return pyoxigraph.Literal(value)


def _is_calendar_date(value: str, form: str) -> bool:
    try:
        dt.datetime.strptime(value, form)  # noqa: DTZ007 - a printed date has no time zone
    except ValueError:
        return False
    return True


def _each(values: Values) -> Iterator[URIRef | pyoxigraph.Literal]:
    if isinstance(values, (URIRef, pyoxigraph.Literal)):
        yield values
    elif values is not None:
        yield from values


@lru_cache(maxsize=_CACHED_NODES)
def _node(iri: URIRef) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(str(iri))
