"""The vocabulary as trees and as matches of a search, each concept with its use."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from graph.namespaces import V
from graph.vocabulary import Concept, Vocabulary
from web.content.cells import words
from web.content.descriptions import vocabulary_view
from web.content.vocabulary_use import Uses

__all__ = ["Branch", "Match", "Scheme", "matches", "schemes", "tree"]

_SCHEMES = """
SELECT ?scheme ?label ?definition WHERE {
  ?scheme a skos:ConceptScheme ; skos:prefLabel ?label ; skos:definition ?definition
} ORDER BY ?label
"""
_PREFIX = f"{V}scheme-"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme: its id, its name, what it holds, and how many concepts."""

    id: str
    label: str
    definition: str
    concepts: int

    @property
    def name(self) -> str:
        """The last part of its IRI."""
        return f"scheme-{self.id}"


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept with those below it; `cases` is how many it is used in."""

    concept: Concept
    cases: int
    children: tuple[Branch, ...]

    @property
    def size(self) -> int:
        """How many concepts stand below this one."""
        return sum(1 + child.size for child in self.children)


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that a search found, and the label that was found where it is not its name."""

    concept: Concept
    cases: int
    label: str = ""


def schemes(vocabulary: Vocabulary) -> tuple[Scheme, ...]:
    """Return the schemes in the order of their names."""
    rows = vocabulary_view().select(_SCHEMES)
    names = (words(row, "scheme").removeprefix(_PREFIX) for row in rows)
    return tuple(
        Scheme(name, words(row, "label"), words(row, "definition"), len(vocabulary.scheme(name)))
        for name, row in zip(names, rows, strict=True)
    )


def tree(scheme: str, vocabulary: Vocabulary, uses: Uses | None) -> tuple[Branch, ...]:
    """Return a scheme as trees; a concept with several parents stands under each of them."""

    def branch(concept: str) -> Branch:
        children = tuple(branch(child) for child in vocabulary.children(concept))
        return Branch(vocabulary[concept], uses.get(concept) if uses else 0, children)

    return tuple(branch(one.id) for one in vocabulary.scheme(scheme) if not one.broader)


def matches(text: str, vocabulary: Vocabulary, uses: Uses | None) -> tuple[Match, ...]:
    """Return the concepts that have every word typed in one label or in their definition.

    Names first, then other labels, then definitions; the shorter name before the longer.
    """
    wanted = _folded(text).split()
    if not wanted:
        return ()
    found = [
        (
            rank,
            len(concept.pref_label),
            concept.pref_label,
            Match(concept, uses.get(concept.id) if uses else 0, label),
        )
        for concept in vocabulary
        for rank, label in _best(concept, wanted)
    ]
    return tuple(match for *_, match in sorted(found, key=lambda one: one[:3]))


def _best(concept: Concept, wanted: list[str]) -> list[tuple[int, str]]:
    """Return the place of the best match and its label; an empty list for none."""
    if _has(concept.pref_label, wanted):
        return [(0, "")]
    others = sorted((one for one in concept.alt_labels if _has(one, wanted)), key=len)
    if others:
        return [(1, others[0])]
    return [(2, "")] if _has(concept.scope_note, wanted) else []


def _has(text: str, wanted: list[str]) -> bool:
    folded = _folded(text)
    return all(word in folded for word in wanted)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.casefold().replace("-", " ")
