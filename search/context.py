"""What one Record says around each of its passages: case, review, concepts found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from graph.model import Evidence, FactorStatus, Lesson, Recommendation, Record, Review, Status
from graph.vocabulary import Vocabulary
from search.scoping import fact_key

__all__ = ["Found", "RecordContext", "unique"]

# Evidence that speaks of the case itself (domain/negation.md).
_COUNTED = frozenset({Status.ASSERTED, Status.HISTORICAL, Status.POSSIBLE})
# What one place comes to on its own, for the case that it speaks of.
_STATUSES = {
    Status.ASSERTED: FactorStatus.PRESENT,
    Status.HISTORICAL: FactorStatus.HISTORICAL,
    Status.POSSIBLE: FactorStatus.POSSIBLE,
    Status.NEGATED: FactorStatus.NEGATED,
}
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """The concepts that one passage is evidence for, by scheme."""

    factors: tuple[str, ...]
    legal: tuple[str, ...]
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    people: tuple[str, ...]
    facts: tuple[str, ...]


class Dates(TypedDict):
    """When a document was published, as entries hold it."""

    date: str
    year: int


class RecordContext:
    """Look-ups over one Record, each built once."""

    def __init__(self, record: Record, vocabulary: Vocabulary) -> None:
        self.record = record
        self.vocabulary = vocabulary
        self.cases = {case.id: case for case in record.cases}
        self._evidence = {one.id: one for one in record.evidence}
        self.lessons: dict[str, list[Lesson]] = defaultdict(list)
        for lesson in record.lessons:
            self.lessons[lesson.passage].append(lesson)
        self.recommendations: dict[str, list[Recommendation]] = defaultdict(list)
        for recommendation in record.recommendations:
            self.recommendations[recommendation.passage].append(recommendation)

    @property
    def dates(self) -> Dates:
        """The date of publication and its year (0 where it is not known)."""
        date = self.record.document.published or ""
        year = date[:_YEAR_DIGITS]
        return Dates(date=date, year=int(year) if year.isdecimal() else 0)

    @cached_property
    def common_type(self) -> str:
        """The review type that all reviews of the document share, else nothing."""
        types = {review.review_type or "" for review in self.record.reviews}
        return next(iter(types)) if len(types) == 1 else ""

    def cases_of_passage(self, passage: str) -> tuple[str, ...]:
        """Return the ids of the cases that a passage speaks of.

        In a document of one case every passage does; in one of several only
        those with evidence that names the case.
        """
        if len(self.cases) == 1:
            return tuple(self.cases)
        return unique(one.case for one in self._by_passage.get(passage, ()) if one.case)

    def review_of(self, cases: Iterable[str]) -> Review | None:
        """Return the review of these cases, the only one there is, or none."""
        reviews = self.record.reviews
        if len(reviews) == 1:
            return reviews[0]
        wanted = set(cases)
        found = [review for review in reviews if wanted & set(review.cases)]
        return found[0] if len(found) == 1 else None

    def found_in(self, passage: str) -> Found:
        """Return the concepts that this passage is evidence for."""
        counted = [one for one in self._by_passage.get(passage, ()) if one.status in _COUNTED]
        return Found(
            factors=unique(self._factors.get(passage, ())),
            legal=self._of_scheme("legal-status", (one.concept for one in counted)),
            themes=self._of_scheme(
                "practice-theme", (one.concept for one in self._by_passage.get(passage, ()))
            ),
            agencies=unique(self._agency_types.get(passage, ())),
            people=unique(one.person for one in counted if one.person),
            facts=unique(self._facts.get(passage, ())),
        )

    def types_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the agency types of bodies named as in the Record's `addressed_to`."""
        return unique(self._type_by_name[one] for one in names if one in self._type_by_name)

    def _of_scheme(self, scheme: str, concepts: Iterable[str]) -> tuple[str, ...]:
        return unique(
            one
            for one in concepts
            if one in self.vocabulary and self.vocabulary[one].scheme == scheme
        )

    @cached_property
    def _by_passage(self) -> dict[str, list[Evidence]]:
        grouped: dict[str, list[Evidence]] = defaultdict(list)
        for one in self.record.evidence:
            grouped[one.passage].append(one)
        return grouped

    @cached_property
    def _factors(self) -> dict[str, list[str]]:
        # Evidence counts where a case took it up as a factor; what no case holds is not one.
        grouped: dict[str, list[str]] = defaultdict(list)
        for factor in (one for case in self.cases.values() for one in case.factors):
            for one in (self._evidence.get(place) for place in factor.evidence):
                if one is not None and one.status in _COUNTED:
                    grouped[one.passage].append(factor.concept)
        return grouped

    @cached_property
    def _facts(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = defaultdict(list)
        for case in self.cases.values():
            for field, found in (("factor", case.factors), ("legal", case.legal)):
                for fact in found:
                    for one in (self._evidence.get(place) for place in fact.evidence):
                        if one is not None and one.status in _STATUSES:
                            status = _STATUSES[one.status].value
                            person = fact.person or ""
                            grouped[one.passage].append(
                                fact_key(field, fact.concept, status, person)
                            )
        return grouped

    @cached_property
    def _agency_types(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = defaultdict(list)
        for agency in self.record.agencies:
            for one in agency.evidence:
                if agency.type and one in self._evidence:
                    grouped[self._evidence[one].passage].append(agency.type)
        return grouped

    @cached_property
    def _type_by_name(self) -> dict[str, str]:
        return {
            name: agency.type
            for agency in reversed(self.record.agencies)
            if agency.type
            for name in (*reversed(agency.also), agency.name)
        }


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values in order, each once.

    >>> unique(["b", "a", "b"])
    ('b', 'a')
    """
    return tuple(dict.fromkeys(values))
