"""Whether a case is about a child or an adult."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.vocabulary import Vocabulary
from ingest.numerals import NUMBER, number_value
from ingest.rulebook import load_rules
from ingest.scopes import ReviewFacts, SubjectKind

__all__ = ["kind_of_type", "subject_kind"]

_ADULT_YEARS = 18


def subject_kind(
    facts: ReviewFacts, forms: Sequence[str], age: str | None, text: str, vocabulary: Vocabulary
) -> SubjectKind:
    """Return the kind by review type; where a type takes both, by label, age and words."""
    kinds = load_rules("cases")["kinds"]
    of_type = kind_of_type(facts.review_type, vocabulary)
    if of_type is not None:
        return of_type
    if any(re.match(r"(?:Child|Baby|Infant|Young Person|YP)\b", form) for form in forms):
        return SubjectKind.CHILD
    if age:
        return SubjectKind.CHILD if _is_child_age(age) else SubjectKind.ADULT
    if any(re.match(r"(?:Adult|Mr|Mrs|Ms)\b", form) for form in forms):
        return SubjectKind.ADULT
    child = len(re.findall(kinds["child_words"], text))
    adult = len(re.findall(kinds["adult_words"], text))
    return SubjectKind.CHILD if child > adult else SubjectKind.ADULT


def kind_of_type(review_type: str | None, vocabulary: Vocabulary) -> SubjectKind | None:
    """Return the kind that a type is held for, None where it is held for both."""
    kinds = load_rules("cases")["kinds"]
    if review_type is None or review_type in kinds["either"]:
        return None
    if any(vocabulary.is_a(review_type, root) for root in kinds["child"]):
        return SubjectKind.CHILD
    if any(vocabulary.is_a(review_type, root) for root in kinds["adult"]):
        return SubjectKind.ADULT
    return None


def _is_child_age(age: str) -> bool:
    number = re.match(NUMBER, age)
    value = number_value(number[0]) if number else None
    if re.search(r"day|week|month", age) and "year" not in age:
        return True
    return value is not None and value < _ADULT_YEARS
