"""What one document says of each case, and of each review, as a whole.

Conditions on concepts look at these, not at single passages: a case has a
factor wherever in its documents that was said. They lie in the index beside
the entries, and no search finds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import NamedTuple

from graph.errors import RecordInvalid
from graph.model import Agency, Case, Lesson, Recommendation, Record, Review, Status
from search.ages import Months, age_months
from search.nodes import Scope

__all__ = ["CaseFact", "Profile", "profile_from_json", "profile_to_json", "profiles"]

# Only what the review says did happen makes a body part of a case (as in the graph).
_INVOLVING = frozenset({Status.ASSERTED, Status.HISTORICAL})


class CaseFact(NamedTuple):
    """One fact; status and person are empty where the field has none."""

    field: str
    concept: str
    status: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The facts that one document states of one case, or of a review in general.

    `reviews` are those that examine the case; of a review, itself. `age` is
    that of the case's subject in months, None where it is not told.
    """

    id: str
    scope: Scope
    document: str
    reviews: tuple[str, ...] = ()
    facts: tuple[CaseFact, ...] = ()
    age: Months | None = None


def profiles(record: Record) -> Iterator[Profile]:
    """Yield the profile of every case and every review of one Record; a pure function of it."""
    document = record.document.id
    for case in record.cases:
        facts = sorted({*_of_case(case), *_placed(case.id, record)})
        reviews = tuple(one.id for one in record.reviews if case.id in one.cases)
        age = age_months(case.age) if case.age else None
        yield Profile(case.id, Scope.CASE, document, reviews, tuple(facts), age)
    for review in record.reviews:
        facts = sorted(_of_review(review, record))
        yield Profile(review.id, Scope.REVIEW, document, (review.id,), tuple(facts))


def profile_to_json(profile: Profile) -> bytes:
    """Return the profile as compact JSON; the same profile always gives the same bytes."""
    return json.dumps(asdict(profile), ensure_ascii=False, separators=(",", ":")).encode()


def profile_from_json(data: bytes) -> Profile:
    """Return the profile in `data`; raises RecordInvalid for anything else."""
    try:
        plain = json.loads(data)
        return Profile(
            id=plain["id"],
            scope=Scope(plain["scope"]),
            document=plain["document"],
            reviews=tuple(plain["reviews"]),
            facts=tuple(CaseFact(*one) for one in plain["facts"]),
            age=(plain["age"][0], plain["age"][1]) if plain["age"] else None,
        )
    except (IndexError, KeyError, TypeError, ValueError) as cause:
        raise RecordInvalid(
            f"The index holds a profile that cannot be read ({cause}). Run: lessons rebuild"
        ) from cause


def _of_case(case: Case) -> Iterator[CaseFact]:
    for factor in case.factors:
        yield CaseFact("factor", factor.concept, factor.status.value, factor.person)
    for legal in case.legal:
        yield CaseFact("legal", legal.concept, legal.status.value, legal.person or "")
    for outcome in case.outcomes:
        yield CaseFact("outcome", outcome)


def _placed(case: str, record: Record) -> Iterator[CaseFact]:
    """Yield what the agencies, lessons and recommendations of a Record say of one case."""
    evidence = {one.id: one for one in record.evidence}
    for agency in record.agencies:
        own = (evidence[one] for one in agency.evidence if one in evidence)
        if any(one.case == case and one.status in _INVOLVING for one in own):
            yield from _agency(agency)
    alone = len(record.cases) == 1
    for item in _learned(record):
        if case in item.cases or (alone and not item.cases):
            yield from _learning(item)


def _of_review(review: Review, record: Record) -> set[CaseFact]:
    """Return what a Record says of a review, whichever of its cases it may concern."""
    alone = len(record.reviews) == 1
    items = [one for one in _learned(record) if alone or set(one.cases) & set(review.cases)]
    agencies = record.agencies if alone else ()
    named = (fact for agency in agencies for fact in _agency(agency))
    return {*(fact for item in items for fact in _learning(item)), *named}


def _agency(agency: Agency) -> Iterable[CaseFact]:
    return (CaseFact("agency", agency.type),) if agency.type else ()


def _learned(record: Record) -> tuple[Lesson | Recommendation, ...]:
    return (*record.lessons, *record.recommendations)


def _learning(item: Lesson | Recommendation) -> Iterator[CaseFact]:
    for theme in item.themes:
        yield CaseFact("theme", theme)
    if isinstance(item, Recommendation):
        for action in item.actions:
            yield CaseFact("action", action)
