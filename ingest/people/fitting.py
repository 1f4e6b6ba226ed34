"""Which roles a concept's factor may belong to, and the concepts that settle it themselves."""

from __future__ import annotations

from graph.vocabulary import Concept
from ingest.people.mentions import Roster
from ingest.people.persons import is_below
from ingest.rulebook import load_rules
from ingest.scopes import SubjectKind

__all__ = ["fits", "settled"]


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
    unless an adult is.
    """
    rules = load_rules("people")["experiencer"]
    if roster.kind is SubjectKind.ADULT:
        if role in rules["also_in_adult_cases"]:
            return True
        return role in rules["adult"] or role in rules.get(concept.experiencer, ())
    if is_below(concept, rules["shared"]):
        return role in rules["householders"]
    if concept.id in rules["either"]:
        return role in rules["child"] or role in rules["parent"]
    kinds = rules.get(concept.experiencer)
    return kinds is None or role in kinds
