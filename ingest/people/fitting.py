"""Which roles a concept's factor may belong to, and the concepts that settle it themselves."""

from __future__ import annotations

from graph.vocabulary import Concept
from ingest.people.mentions import Roster
from ingest.people.persons import is_below
from ingest.rulebook import load_rules
from ingest.scopes import SubjectKind

__all__ = ["fits", "is_of_the_home", "settled"]

_SUBJECT = "subject-child"


def settled(concept: Concept, roster: Roster) -> tuple[str, ...]:
    """Return the person that the concept alone decides, empty for most concepts."""
    rules = load_rules("people")["experiencer"]
    if roster.kind is SubjectKind.ADULT:
        done = concept.id in rules["done"] and "perpetrator" in roster.roles
        return ("perpetrator",) if done else ()
    if concept.id in rules["done"]:
        for role in ("mothers-partner", "father", "perpetrator"):
            if role in roster.roles:
                return (role,)
    always = rules["always"].get(concept.id) or rules["usually"].get(concept.id)
    return (str(always),) if always else ()


def fits(role: str, concept: Concept, roster: Roster) -> bool:
    """Say whether somebody in this role can have this concept's factor.

    A mother has no child's factor and a baby no parent's; in an adult's case the
    adult may have either. Factors of a home are the family's, whoever is named,
    unless an adult is, or a young person old enough to have a home.
    """
    rules = load_rules("people")["experiencer"]
    if roster.kind is SubjectKind.ADULT:
        if role in rules["also_in_adult_cases"]:
            return True
        return role in rules["adult"] or role in rules.get(concept.experiencer, ())
    if is_below(concept, rules["shared"]):
        return role in rules["householders"] or (role == _SUBJECT and _keeps_house(roster))
    if concept.id in rules["either"]:
        return role in rules["child"] or role in rules["parent"]
    kinds = rules.get(concept.experiencer)
    return kinds is None or role in kinds


def is_of_the_home(role: str, concept: Concept, roster: Roster) -> bool:
    """Say whether a factor told of a child is that of the home the child lives in.

    "He had nine addresses", said of a boy of six, is no factor of his father's.
    """
    rules = load_rules("people")["experiencer"]
    told = roster.kind is SubjectKind.CHILD and role == _SUBJECT
    return told and is_below(concept, rules["shared"])


def _keeps_house(roster: Roster) -> bool:
    """Say whether the subject is old enough to have a tenancy, a debt or a benefit."""
    years = roster.subject_years
    return years is not None and years >= load_rules("people")["experiencer"]["of_age"]
