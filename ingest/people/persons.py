"""Roles that follow from the kind of case, and who a factor belongs to when nobody is told."""

from __future__ import annotations

from graph.vocabulary import Concept, Vocabulary, load_vocabulary
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope, SubjectKind

__all__ = [
    "OUTSIDE",
    "PATIENT_REVIEWS",
    "default_person",
    "is_below",
    "is_suffered",
    "subject_roles",
]

# Somebody outside the case (a neighbour, another family): no person-role, and never a factor.
OUTSIDE = "outside-the-case"

_HOMICIDES = frozenset({"domestic-homicide-review", "dardr", "offensive-weapons-homicide-review"})
PATIENT_REVIEWS = frozenset(
    {
        "mental-health-homicide-review",
        "serious-further-offence-review",
        "mappa-serious-case-review",
    }
)


def subject_roles(kind: SubjectKind, review_type: str | None) -> tuple[str, ...]:
    """Return the subject's person-roles, the telling one first.

    A domestic homicide review is about its victim, an investigation of a patient's
    or offender's care about the person who caused the death.
    """
    if kind is SubjectKind.CHILD:
        return ("subject-child",)
    if review_type in _HOMICIDES:
        return ("victim-adult", "subject-adult")
    if review_type in PATIENT_REVIEWS:
        return ("perpetrator", "subject-adult")
    return ("subject-adult",)


def default_person(concept: Concept, scope: CaseScope) -> str:
    """Return the person-role of a factor whose person nobody can tell.

    A parent's factor belongs to the parents unspecified, a child's to the subject
    child, a family's to the family; in an adult's case every factor to the subject.
    Abuse in a couple belongs to who suffers it (GOLD.md): the mother, the victim.
    """
    rules = load_rules("people")["experiencer"]
    if scope.subject is SubjectKind.ADULT:
        return _subject_role(scope)
    if concept.id in rules["always"]:
        return str(rules["always"][concept.id])
    if is_suffered(concept):
        return "mother"
    if concept.experiencer == "parent" and concept.id not in rules["either"]:
        return "parents-unspecified"
    if concept.experiencer == "family" or is_below(concept, rules["shared"]):
        return "family-group"
    return "subject-child"


def is_suffered(concept: Concept) -> bool:
    """Say whether a factor is abuse between adults, which belongs to who suffers it.

    A child's exposure to it is the child's own, and what marks an abuser is the abuser's.
    """
    rules = load_rules("people")["experiencer"]
    if concept.experiencer == "child" or concept.id in rules["done"]:
        return False
    return is_below(concept, rules["suffered"])


def _subject_role(scope: CaseScope) -> str:
    return scope.people[0].roles[0] if scope.people else "subject-adult"


def is_below(concept: Concept, roots: list[str], vocabulary: Vocabulary | None = None) -> bool:
    """Say whether a concept is one of `roots` or lies below one."""
    known = vocabulary or load_vocabulary()
    return not known.broader(concept.id).isdisjoint(roots) if concept.id in known else False
