"""How old a case's subject was, as printed, at the death or harm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.cases.telling import SUBJECT_NOUNS, Sentence, by_pronoun
from ingest.numerals import NUMBER, number_value
from ingest.rulebook import load_rules

__all__ = ["age_of_subject"]

# An age: "6 months", "3 years and 1 month", "fourteen", "23-month", "17-year".
_UNIT = r"(?:day|week|month|year)s?"
_NOT_A_COUNT = r"(?![\w%]|\s*(?:per|cent|days?|weeks?|months?|of\b|times))"
_AGE = (
    rf"(?:{NUMBER}(?:[-\s]+and[-\s]+a[-\s]+half)?[-\s]+{_UNIT}"
    rf"(?:(?:,?\s+and)?\s+(?:{NUMBER})\s+{_UNIT})?|{NUMBER}{_NOT_A_COUNT})"
)
# Nobody is older; a bigger number is a count of something else.
_OLDEST_YEARS = 110
_PRONOUNS = {"female": "She|she", "male": "He|he"}
# The first sentences of a case's own text tell of its subject, named or not; the
# first so many are searched before the rest of the text.
_OPENING_SENTENCES, _EARLY, _UNNAMED = 2, 10, 8


def age_of_subject(
    subject: str, told: Sequence[Sentence], sex: str | None, text: str
) -> str | None:
    """Return the age as printed ("6 months", "fourteen"), None where none is told.

    `subject` is the pattern of the subject's names, `text` all of the case's words.
    """
    opening = told[: 1 + _OPENING_SENTENCES]
    spoken = [one for one in told if one.names or one.follows or one in opening]
    for sentence in _incident_first(spoken):
        found = _age_in(sentence.text, subject, sex)
        if found:
            return found
    for sentence in [*told[:_UNNAMED], *_incident_first(by_pronoun(told, sex))]:
        found = _age_in(sentence.text, SUBJECT_NOUNS, sex)
        if found:
            return found
    printed = re.search(load_rules("cases")["age"]["particulars"].replace("{A}", _AGE), text)
    return " ".join(printed["age"].split()) if printed else None


def _incident_first(told: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences with those that tell the death or harm in front."""
    verbs = load_rules("cases")["incident"]["verbs"][:2]

    def rank(sentence: Sentence) -> int:
        return next((i for i, verb in enumerate(verbs) if re.search(verb, sentence.text)), 2)

    early, late = list(told[:_EARLY]), list(told[_EARLY:])
    return sorted(early, key=rank) + sorted(late, key=rank)


def _age_in(text: str, subject: str, sex: str | None) -> str | None:
    not_after = load_rules("cases")["age"]["not_after"]
    pronoun = _PRONOUNS.get(sex or "", "He|he|She|she|They|they")
    who = rf"(?:{subject}|\b(?:{pronoun})\b|{SUBJECT_NOUNS})"
    for pattern in _ages(who):
        for found in pattern.finditer(text):
            age = " ".join(found["age"].split())
            before = text[: found.start("age")]
            own = found[0][: found.start("age") - found.start()]
            clause = re.split(r"[;:]|,\s+(?:and|but)\s+|\.\s", before)[-1]
            clause = clause.removesuffix(own)
            if _is_age(age) and not re.search(not_after, clause) and not _looks_back(clause, text):
                return age
    return None


def _looks_back(clause: str, sentence: str) -> bool:
    """Say whether "when he was ..." dates something else than the death or harm."""
    if not re.search(r"\b(?:when|since|until|from)\s*$", clause):
        return False
    verbs = load_rules("cases")["incident"]["verbs"][:2]
    return not any(re.search(verb, sentence) for verb in verbs)


@cache
def _ages(who: str) -> tuple[re.Pattern[str], ...]:
    patterns = load_rules("cases")["age"]["told"]
    return tuple(re.compile(one.replace("{S}", who).replace("{A}", _AGE)) for one in patterns)


def _is_age(printed: str) -> bool:
    unit = re.search(r"day|week|month", printed)
    number = re.match(NUMBER, printed)
    value = number_value(number[0]) if number else None
    return value is not None and (unit is not None or value <= _OLDEST_YEARS)
