"""Whose attribute a mention is, and which concept the same words then name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.vocabulary import Concept, Vocabulary
from ingest.aged import years_of
from ingest.mentions import Mention
from ingest.people import OUTSIDE, People, default_person
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope, SubjectKind

__all__ = ["Owner", "owners"]

# Anybody at all can have this concept: it asks who is spoken of and nothing else.
_ANYBODY = "substance-misuse"
# Only a child can have this one.
_A_CHILD = "care-experienced-child"
_YEARS = re.compile(r"\d+")
_NOT_YEARS = re.compile(r"\b(?:day|week|month)s?\b|-(?:day|week|month)-", re.IGNORECASE)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


@dataclass(frozen=True, slots=True)
class Owner:
    """A person-role, the concept that is meant for it, and whether the words name it.

    `person` is None for somebody outside the case.
    """

    concept: str
    person: str | None
    named: bool


def owners(
    mention: Mention, place: tuple[int, int], people: People, vocabulary: Vocabulary
) -> tuple[Owner, ...]:
    """Return who has what is mentioned, in the order the text names them."""
    scope, passage = people.scope, mention.statement.passage
    if mention.of_subject:
        role = (
            scope.people[0].roles[0]
            if scope.people
            else default_person(vocabulary[mention.concepts[0]], scope)
        )
        return (Owner(mention.concepts[0], role, named=True),)
    row = _row(mention.concepts)
    if row:
        found = people.experiencer(passage, *place, vocabulary[_ANYBODY])
        if mention.concepts[0] in load_rules("pivots")["bereaved"]["concepts"]:
            found = tuple(_bereaved(role, mention, scope) for role in found)
        told = tuple(_pivoted(role, _as_child(row, mention), scope) for role in found)
        if told and all(told):
            return tuple(one for one in told if one)
    concept = _native(mention.concepts, row, scope, vocabulary)
    if scope.subject is SubjectKind.CHILD and _is_childs_status(concept, mention, vocabulary):
        found = people.experiencer(passage, *place, vocabulary[_A_CHILD])
        role = next(iter(found), default_person(concept, scope))
        return (Owner(concept.id, _person(role), named=bool(found)),)
    return _unpivoted(mention, concept, people, place)


def _is_childs_status(concept: Concept, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Say whether a status of children is the child's own, whoever else is named."""
    rules = load_rules("facts")["childhood_status"]
    if not vocabulary.broader(concept.id) & set(rules["below"]):
        return False
    return re.search(rules["own"], mention.statement.text) is None


def _unpivoted(
    mention: Mention, concept: Concept, people: People, place: tuple[int, int]
) -> tuple[Owner, ...]:
    found = people.experiencer(mention.statement.passage, *place, concept)
    if _is_of_their_child(mention, concept, people.scope, found):
        return (Owner(concept.id, "child-of-subject", named=True),)
    if not found:
        return (Owner(concept.id, default_person(concept, people.scope), named=False),)
    instead = {
        **load_rules("pivots")["instead"].get(concept.id, {}),
        **_of_adults(mention, concept, people.scope),
    }
    roles = (instead.get(role, role) for role in found)
    return tuple(Owner(concept.id, _person(role), named=True) for role in roles)


def _is_of_their_child(
    mention: Mention, concept: Concept, scope: CaseScope, found: tuple[str, ...]
) -> bool:
    """Say whether a status of children told in an adult's case is that of a child of theirs."""
    rules = load_rules("facts")["only_of_children"]
    if scope.subject is not SubjectKind.ADULT or concept.id not in rules["concepts"]:
        return False
    years = None if scope.age is None else years_of(scope.age)
    young = years is not None and years < rules["years"]
    own = re.search(rules["own"], mention.statement.text) is not None
    return not (young or own) and set(found) <= set(rules["grown"])


def _of_adults(mention: Mention, concept: Concept, scope: CaseScope) -> Mapping[str, str]:
    """Return whose a legal status is in an adult's case instead of the roles that are named."""
    if scope.subject is not SubjectKind.ADULT or not scope.people:
        return {}
    adults, childs = load_rules("facts")["adults_status"], load_rules("facts")["childhood_status"]
    if concept.id in adults["below"] and re.search(adults["own"], mention.statement.text) is None:
        return dict.fromkeys(adults["of_subject"], scope.people[0].roles[0])
    return childs["of_adults_child"] if concept.id in childs["below"] else {}


def _person(role: str) -> str | None:
    return None if role in (OUTSIDE, "practitioner") else role


def _row(concepts: tuple[str, ...]) -> Mapping[str, str]:
    rows = load_rules("pivots")["concepts"]
    return next((rows[one] for one in concepts if one in rows), {})


def _as_child(row: Mapping[str, str], mention: Mention) -> Mapping[str, str]:
    """Return the row, for a grown person's own childhood where the sentence tells of it."""
    rules = load_rules("pivots")["childhood"]
    if not set(mention.concepts) & set(rules["concepts"]):
        return row
    return {**row, **rules["means"]} if re.search(rules["cue"], mention.statement.text) else row


def _bereaved(role: str, mention: Mention, scope: CaseScope) -> str:
    """Return who has lost the person that a role names ("his father died": the child)."""
    rules = load_rules("pivots")["bereaved"]
    words = mention.statement.text[mention.start : mention.end]
    if re.search(rules["of_subject"], words):
        return role
    if role == "grandparent" and re.search(rules["own_parent"], words):
        return "mother" if re.match(r"her\b", words, re.IGNORECASE) else "father"
    lost = rules[str(scope.subject)].get(role, role)
    return scope.people[0].roles[0] if lost.startswith("subject-") and scope.people else str(lost)


def _pivoted(role: str, row: Mapping[str, str], scope: CaseScope) -> Owner | None:
    """Return what the row names for a role; None when it names nothing for it."""
    kind = _kind(role, scope.subject)
    if _person(role) is None:
        return Owner(next(iter(row.values())), None, named=True)
    concept = row.get(kind)
    rules = load_rules("pivots")["young"]
    if concept is None or (concept in rules["concepts"] and _is_young(role, scope)):
        return None
    return Owner(concept, role, named=True)


def _kind(role: str, subject: SubjectKind) -> str:
    kinds = load_rules("pivots")["kinds"][str(subject)]
    return next((kind for kind, roles in kinds.items() if role in roles), "")


def _is_young(role: str, scope: CaseScope) -> bool:
    return role == "subject-child" and scope.age is not None and _is_small(scope.age)


def _is_small(age: str) -> bool:
    if _NOT_YEARS.search(age) and not re.search(r"\byears?\b", age):
        return True
    number = _YEARS.search(age)
    word = next(iter(age.casefold().split()), "")
    years = int(number[0]) if number else _WORDS.get(word)
    return years is not None and years < int(load_rules("pivots")["young"]["years"])


def _native(
    concepts: tuple[str, ...], row: Mapping[str, str], scope: CaseScope, vocabulary: Vocabulary
) -> Concept:
    """Return the concept when nobody is told: the parents' in a child's case, else the adult's.

    A child's own label ("home educated") stays the child's.
    """
    first = vocabulary[concepts[0]]
    if not row:
        return first
    if scope.subject is SubjectKind.ADULT:
        return vocabulary[row.get("adult", first.id)]
    if first.experiencer in ("child", "parent"):
        return first
    return vocabulary[row.get("parent", first.id)]
