"""Who a document is about: its cases, and the people of each under their printed names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CaseScope", "Person", "ReviewFacts", "SubjectKind"]


class SubjectKind(StrEnum):
    """Whose life a case is about; the same words name other concepts for each."""

    CHILD = "child"
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a case: roles (person-role ids, the telling one first) and printed forms."""

    roles: tuple[str, ...]
    forms: tuple[str, ...]
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class CaseScope:
    """One case of a document, and the passages (ids) that speak of it.

    `incident_date` is an ISO 8601 date cut to what is known ("2007-02"); `age`
    is as printed ("6 months"); `sex` is "female", "male" or None.
    """

    label: str
    subject: SubjectKind
    passages: frozenset[str]
    people: tuple[Person, ...] = ()
    also: tuple[str, ...] = ()
    incident_date: str | None = None
    age: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What kind of review a document reports, by whom, where and when.

    `is_review` is False for text that nothing marks as a review at all.
    """

    is_review: bool
    title: str
    review_type: str | None = None
    commissioned_by: tuple[str, ...] = ()
    area: str | None = None
    published: str | None = None
