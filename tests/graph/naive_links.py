"""Links counted from Records by hand, with nothing of the code under test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import FactorStatus, Record
from graph.vocabulary import load_vocabulary

__all__ = ["Said", "cases_with", "gap_counts", "said"]


@dataclass(frozen=True, slots=True)
class Said:
    """One lesson or recommendation: whose it is, about what, to whom."""

    id: str
    kind: str
    source: str
    themes: tuple[str, ...]
    types: tuple[str, ...]


def cases_with(records: Iterable[Record], concept: str) -> set[str]:
    """Return the cases in which some document states a factor as present."""
    return {
        case.id
        for record in records
        for case in record.cases
        for factor in case.factors
        if factor.concept == concept and factor.status is FactorStatus.PRESENT
    }


def said(records: Iterable[Record]) -> list[Said]:
    """Return all lessons and recommendations of records with one review each."""
    found = []
    every = list(records)
    # A body with a name of its own is one body in all reviews: one may tell its kind.
    known = {one.name: one.type for record in every for one in record.agencies}
    for record in every:
        types = known | {
            name: one.type for one in record.agencies for name in (one.name, *one.also)
        }
        (review,) = record.reviews
        for kind, items in (("lesson", record.lessons), ("recommendation", record.recommendations)):
            for item in items:
                own = tuple(types.get(one) for one in item.addressed_to)
                found.append(Said(item.id, kind, review.id, item.themes, tuple(filter(None, own))))
    return found


def gap_counts(records: Iterable[Record], kind: str = "") -> dict[tuple[str, str], int]:
    """Return how many reviews each cell of the gap map has."""
    vocabulary = load_vocabulary()
    reviews: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in said(records):
        if kind and one.kind != kind:
            continue
        above = {b for theme in one.themes for b in vocabulary.broader(theme)}
        types = {b for own in one.types for b in vocabulary.broader(own)} or {""}
        for theme in above:
            for agency in types:
                reviews[theme, agency].add(one.source)
    return {place: len(own) for place, own in reviews.items()}
