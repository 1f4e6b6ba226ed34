"""Concepts and the ways to walk them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.errors import NotFound, VocabularyInvalid

__all__ = ["Concept", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One SKOS concept; `broader` holds the primary parent first."""

    id: str
    scheme: str
    pref_label: str
    alt_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    scope_note: str = ""
    exclusions: tuple[str, ...] = ()
    weak_labels: tuple[str, ...] = ()
    experiencer: str = "any"
    source: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The preferred label, then the others."""
        return (self.pref_label, *self.alt_labels)


class Vocabulary:
    """All concepts of all schemes, and their hierarchy both ways.

    Raises VocabularyInvalid when a parent is missing, lies in another scheme,
    or a concept is its own ancestor.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts: dict[str, Concept] = {c.id: c for c in concepts}
        self._children: dict[str, list[str]] = defaultdict(list)
        for concept in self:
            for parent in concept.broader:
                if parent not in self or self[parent].scheme != concept.scheme:
                    raise VocabularyInvalid(
                        f"{concept.id} has the parent {parent}, which is not in "
                        f"{concept.scheme}. Correct skos:broader in {concept.scheme}.ttl."
                    )
                self._children[parent].append(concept.id)
        for concept in self:
            self._check_acyclic(concept)

    def __getitem__(self, concept_id: str) -> Concept:
        try:
            return self._concepts[concept_id]
        except KeyError:
            raise NotFound(
                f"The vocabulary has no concept {concept_id!r}. Look it up on the vocabulary page."
            ) from None

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    @cached_property
    def schemes(self) -> Mapping[str, tuple[Concept, ...]]:
        """The concepts of each scheme, in the order of its file."""
        grouped: dict[str, list[Concept]] = defaultdict(list)
        for concept in self:
            grouped[concept.scheme].append(concept)
        return {scheme: tuple(members) for scheme, members in grouped.items()}

    def scheme(self, name: str) -> tuple[Concept, ...]:
        """Return the concepts of one scheme; raises NotFound for an unknown name."""
        if name not in self.schemes:
            raise NotFound(f"There is no scheme {name!r}. Choose one of {', '.join(self.schemes)}.")
        return self.schemes[name]

    def label(self, concept_id: str) -> str:
        """Return the preferred label, or the id itself when it is unknown."""
        return self._concepts[concept_id].pref_label if concept_id in self else concept_id

    def children(self, concept_id: str) -> tuple[str, ...]:
        """Return the ids directly below, in file order."""
        return tuple(self._children.get(concept_id, ()))

    def narrower(self, concept_id: str) -> frozenset[str]:
        """Return the concept and everything below it (skos:broader* reversed)."""
        return self._closure(concept_id, self.children)

    def broader(self, concept_id: str) -> frozenset[str]:
        """Return the concept and everything above it (skos:broader*)."""
        return self._closure(concept_id, lambda one: self[one].broader)

    def is_a(self, concept_id: str, ancestor: str) -> bool:
        """Say whether `concept_id` is `ancestor` or lies below it."""
        return concept_id in self and ancestor in self.broader(concept_id)

    def _check_acyclic(self, concept: Concept) -> None:
        above = frozenset[str]().union(*(self.broader(parent) for parent in concept.broader))
        if concept.id in above:
            raise VocabularyInvalid(
                f"{concept.id} is its own ancestor. Correct skos:broader in {concept.scheme}.ttl."
            )

    @staticmethod
    def _closure(start: str, step: Callable[[str], Iterable[str]]) -> frozenset[str]:
        seen = {start}
        queue = [start]
        while queue:
            for following in step(queue.pop()):
                if following not in seen:
                    seen.add(following)
                    queue.append(following)
        return frozenset(seen)
