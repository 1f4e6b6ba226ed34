"""Cells of a graph's row as the plain values that pages show."""

from __future__ import annotations

from urllib.parse import unquote

from graph.triples import Names
from graph.view import Row

__all__ = ["NAMES", "identifier", "key", "whole", "words"]

# Mints the IRIs of what the library holds from the ids in our addresses.
NAMES = Names()


def words(row: Row, name: str) -> str:
    """Return a cell as text, empty where there is nothing."""
    value = row.get(name)
    return "" if value is None else str(value)


def whole(row: Row, name: str) -> int:
    """Return a cell as a whole number, 0 where there is none."""
    value = row.get(name)
    return int(value) if isinstance(value, (int, float)) else 0


def key(row: Row, name: str) -> str:
    """Return the id at the end of an IRI in a cell, empty where there is none."""
    return identifier(words(row, name))


def identifier(iri: str) -> str:
    """Return the id that an IRI of a library's thing or of a concept ends in.

    >>> identifier("https://lessons-graph.example/id/case/baby-e")
    'baby-e'
    """
    return unquote(iri.rsplit("/", 1)[-1])
