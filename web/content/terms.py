"""The classes and properties of the ontology as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.namespaces import CR
from web.content.cells import words
from web.content.descriptions import vocabulary_view

__all__ = ["Term", "terms"]

_CLASS = "Class"
_QUERY = """
SELECT DISTINCT ?term ?kind ?label ?comment WHERE {
  ?term a ?type ; rdfs:label ?label ; rdfs:comment ?comment .
  FILTER(STRSTARTS(STR(?term), STR(cr:)))
  BIND(STRAFTER(STR(?type), "#") AS ?kind)
  FILTER(?kind IN ("Class", "ObjectProperty", "DatatypeProperty"))
} ORDER BY ?term
"""


@dataclass(frozen=True, slots=True)
class Term:
    """One class or property: its local name, its label, and what it means."""

    name: str
    label: str
    comment: str


def terms() -> Mapping[str, tuple[Term, ...]]:
    """Return the terms by kind, each in the order of its name."""
    rows = vocabulary_view().select(_QUERY)
    found = [
        (words(row, "kind") == _CLASS, Term(_local(words(row, "term")), words(row, "label"),
                                            words(row, "comment")))
        for row in rows
    ]  # fmt: skip
    return {
        "Classes": tuple(term for is_class, term in found if is_class),
        "Properties": tuple(term for is_class, term in found if not is_class),
    }


def _local(iri: str) -> str:
    return iri.removeprefix(str(CR))
