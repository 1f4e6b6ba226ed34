"""Which cases could have mentioned a thing: the base of every share.

A child's factor is looked for only in cases with a child as their subject, an
adult's only in cases with an adult. Where neither the kind of review nor an age
tells, the case could have mentioned both.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from graph.vocabulary import Concept, Vocabulary

__all__ = ["ADULT_AGE", "Population", "Subject", "population_of", "subjects_of"]

ADULT_AGE = 18  # years

# Top review types -> whom a review of that kind is about.
_CHILD_REVIEWS = ("child-review",)
_ADULT_REVIEWS = ("adult-review", "homicide-review")


class Subject(StrEnum):
    """Whom a case is about."""

    CHILD = "child"
    ADULT = "adult"


class Population(StrEnum):
    """The cases that could have mentioned a concept; the value says it in words."""

    EVERYONE = "all cases"
    CHILDREN = "cases with a child as their subject"
    ADULTS = "cases with an adult as their subject"
    LEARNING = "cases whose review makes lessons or recommendations that were read"
    RECOMMENDING = "cases whose review makes recommendations that were read"
    TYPED = "cases whose kind of review is known"
    DATED = "cases whose year is known"


_BY_SCHEME = {
    "practice-theme": Population.LEARNING,
    "recommendation-action": Population.RECOMMENDING,
    "review-type": Population.TYPED,
}
# Whose factor it is (cr:defaultExperiencer) -> where it can be looked for. A parent's
# factor is a factor of a child's case.
_BY_EXPERIENCER = {
    "child": Population.CHILDREN,
    "parent": Population.CHILDREN,
    "adult": Population.ADULTS,
}


def population_of(concept: Concept) -> Population:
    """Return the cases that could have mentioned a concept."""
    if concept.scheme in _BY_SCHEME:
        return _BY_SCHEME[concept.scheme]
    if concept.scheme == "risk-factor":
        return _BY_EXPERIENCER.get(concept.experiencer, Population.EVERYONE)
    return Population.EVERYONE


def subjects_of(
    types: Iterable[str], years: int | None, vocabulary: Vocabulary
) -> frozenset[Subject]:
    """Return whom a case can be about: one kind of subject, or both where nothing tells.

    The kind of review tells first; where it does not, or tells both, the age does.
    """
    listed = tuple(types)
    told = {Subject.CHILD for one in listed if _below(one, _CHILD_REVIEWS, vocabulary)}
    told |= {Subject.ADULT for one in listed if _below(one, _ADULT_REVIEWS, vocabulary)}
    if len(told) == 1:
        return frozenset(told)
    if years is not None:
        return frozenset({Subject.CHILD if years < ADULT_AGE else Subject.ADULT})
    return frozenset(Subject)


def _below(identifier: str, tops: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return any(vocabulary.is_a(identifier, top) for top in tops)
