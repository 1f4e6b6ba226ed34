"""Quads for people and for rdflib: Turtle with our prefixes, or a Dataset."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

import pyoxigraph
from oxrdflib import OxigraphStore
from rdflib import Dataset

from graph.model import Record
from graph.namespaces import DEFAULT_BASE
from graph.triples.names import Names
from graph.triples.record import triples

__all__ = ["as_dataset", "as_turtle", "record_turtle"]


def as_dataset(quads: Iterable[pyoxigraph.Quad]) -> Dataset:
    """Return the quads as an rdflib Dataset, its default graph the union of all."""
    store = pyoxigraph.Store()
    store.extend(list(quads))
    return Dataset(store=OxigraphStore(store=store), default_union=True)


def as_turtle(statements: Iterable[pyoxigraph.Quad | pyoxigraph.Triple], base: str) -> str:
    """Return statements as Turtle, grouped by subject in order of first mention, with prefixes."""
    grouped: dict[str, list[pyoxigraph.Triple]] = {}
    for one in statements:
        triple = pyoxigraph.Triple(one.subject, one.predicate, one.object)
        grouped.setdefault(str(one.subject), []).append(triple)
    serialised = pyoxigraph.serialize(
        (triple for found in grouped.values() for triple in found),
        format=pyoxigraph.RdfFormat.TURTLE,
        prefixes=Names(base).prefixes(),
    )
    return _with_sorted_prefixes((serialised or b"").decode())


def record_turtle(record: Record, base: str = DEFAULT_BASE) -> str:
    """Return the graph of a Record as Turtle for people to read."""
    return as_turtle(triples(record, base), base)


def _with_sorted_prefixes(turtle: str) -> str:
    # pyoxigraph writes the prefixes first, in an order that changes from run to run.
    lines = turtle.splitlines(keepends=True)
    prefixes = list(takewhile(lambda line: line.startswith("@prefix "), lines))
    return "".join(sorted(prefixes) + lines[len(prefixes) :])
