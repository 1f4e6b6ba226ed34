"""How old a case's subject was at the death or harm, in figures.

Every age that may be the subject's is weighed: by what it is printed beside (a
label, a pronoun, "a boy of ..."), by whether its sentence tells of the death or
harm, and by what makes it another time's or another person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.cases.telling import SUBJECT_NOUNS, Sentence, names_relation
from ingest.dates import find_dates
from ingest.numerals import NUMBER, number_value
from ingest.rulebook import load_rules
from ingest.scopes import SubjectKind

__all__ = ["age_of_subject", "in_figures"]

# An age: "6 months", "3 years and 1 month", "fourteen", "six and a half", "17-year".
_UNIT = r"(?:(?:day|week|month|year|yr|mth|wk)s?)"
_HALF = r"(?:[-\s]+and[-\s]+a[-\s]+half)?"
_NOT_A_COUNT = (
    r"(?![\w%]|\.\d|\s*(?:per|cent|kg|lbs?|days?|weeks?|months?|of\b|times|children|siblings|other)"
    r"|[-\s](?:days?|weeks?|months?)\b)"
)
_AGE = (
    rf"(?:{NUMBER}{_HALF}[-\s]*{_UNIT}(?:(?:,?\s+and)?\s+(?:{NUMBER})\s+{_UNIT})?"
    rf"|{NUMBER}{_HALF}{_NOT_A_COUNT})"
)
_PART = re.compile(
    rf"(?P<number>{NUMBER})(?P<half>{_HALF})(?:[-\s]*(?P<unit>day|week|wk|month|mth|year|yr))?"
)
_IN_FULL = {"yr": "year", "mth": "month", "wk": "week"}
# Nobody is older; a bigger number is a count of something else.
_OLDEST_YEARS = 110
# A review of a child is of nobody older, one of an adult of nobody younger.
_OLDEST_CHILD, _YOUNGEST_ADULT = 18, 16
_MONTHS, _HALF_A_YEAR = 12, 6

# What an age weighs by what it is printed beside ...
_OF_LABEL, _OF_PRONOUN, _OF_NOUN, _OF_NOBODY = 6, 4, 3, 2
# ... by what its sentence tells, and how early it stands ...
_DEATH, _HARM, _AT_THE_TIME, _EARLY_ON, _ON_THE_DAY = 3, 1, 4, 2, 3
_YEAR, _MONTH = len("2016"), len("2016-12")
# ... and where something makes it another time's or another person's.
_LOOKS_BACK, _OF_RELATION = -5, -4
_ENOUGH = 4
_EARLY, _UNNAMED = 10, 8
_PRONOUNS = {"female": "She|she", "male": "He|he"}


@dataclass(frozen=True, slots=True)
class _Place:
    """An age where it is printed, and the weight of who it is printed beside."""

    age: re.Match[str]
    weight: int

    @property
    def before(self) -> str:
        """What stands before the words that tell the age."""
        return self.age.string[: self.age.start()]

    @property
    def after(self) -> str:
        """What follows the age."""
        return self.age.string[self.age.end("age") :]


def age_of_subject(
    subject: str,
    told: Sequence[Sentence],
    sex: str | None,
    text: str,
    *,
    kind: SubjectKind | None = None,
    incident: str | None = None,
) -> str | None:
    """Return the age in figures ("6 months", "14", "3 years 1 month"), None where none is told.

    `subject` is the pattern of the subject's names, `text` all of the case's
    words, `kind` whom the review is held for where its type says so, `incident` the
    date of the death or harm (ISO): an age told beside it is the one.
    """
    rules = load_rules("cases")["age"]
    printed = re.search(rules["particulars"].replace("{A}", _AGE), text)
    if printed and _is_age(printed["age"], kind):
        return in_figures(printed["age"])
    weighed = [
        (-weight, place, order, age)
        for place, sentence in enumerate(told)
        for order, (plain, age) in enumerate(_weighed(sentence, place, told, subject, sex))
        for weight in (plain + _of_date(sentence.text, incident),)
        if weight >= _ENOUGH and _is_age(age, kind)
    ]
    return in_figures(min(weighed)[3]) if weighed else None


def in_figures(printed: str) -> str:
    """Return a printed age in figures, its units in full; bare numbers are years.

    >>> in_figures("three years and one month old"), in_figures("sixteen"), in_figures("9-week")
    ('3 years 1 month', '16', '9 weeks')
    """
    parts: list[str] = []
    for found in _PART.finditer(" ".join(printed.split())):
        value = number_value(found["number"]) or 0
        whole, half = int(value), bool(found["half"]) or value % 1 > 0
        unit = _IN_FULL.get(found["unit"], found["unit"])
        if half and unit in (None, "year"):
            parts += [_counted(whole, "year"), f"{_HALF_A_YEAR} months"]
        else:
            parts.append(_counted(whole, unit) if unit else str(whole))
    return " ".join(parts)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _weighed(
    sentence: Sentence, place: int, told: Sequence[Sentence], subject: str, sex: str | None
) -> Iterator[tuple[int, str]]:
    """Yield the ages of a sentence that may be the subject's, with their weight."""
    rules = load_rules("cases")["age"]
    bonus = (_EARLY_ON if place <= _EARLY else 0) + _of_event(sentence.text)
    known = subject != SUBJECT_NOUNS and any(one.names for one in told[1:place])
    for one in _places(sentence, place, subject, sex, known=known):
        clause = re.split(r"[;:]|,\s+(?:and|but)\s+|\.\s", one.before)[-1]
        if re.search(rules["not_after"], clause):
            continue
        weight = one.weight + bonus
        if re.match(rules["at_the_time"], one.after):
            weight += _AT_THE_TIME
        if re.search(rules["looks_back"], clause) or re.match(rules["looks_on"], one.after):
            weight += _LOOKS_BACK if not bonus >= _DEATH + _EARLY_ON else _LOOKS_BACK // 2
        if one.weight < _OF_LABEL and names_relation(clause.rsplit(",", 1)[-1]):
            weight += _OF_RELATION
        yield weight, one.age["age"]


def _places(
    sentence: Sentence, place: int, subject: str, sex: str | None, *, known: bool
) -> Iterator[_Place]:
    """Yield where a sentence tells an age of its subject; `known` once the subject was named."""
    text = sentence.text
    spoken = sentence.names or sentence.follows
    for pattern in _ages("of", rf"(?:{subject})"):
        yield from (_Place(found, _OF_LABEL) for found in pattern.finditer(text))
    pronoun = _PRONOUNS.get(sex or "", "He|he|She|she")
    own = rf"\b(?:{pronoun}|They|they)\b"
    if spoken or re.match(own, text) or place <= _UNNAMED:
        weight = _OF_PRONOUN if spoken else _OF_NOUN
        for pattern in _ages("of", rf"(?:{own}|{SUBJECT_NOUNS})"):
            yield from (_Place(found, weight) for found in pattern.finditer(text))
    if spoken or place <= _UNNAMED:
        for pattern in _ages("of_nobody", ""):
            for found in pattern.finditer(text):
                indefinite = re.match(r"(?:an?|two|three)\s", found[0], re.IGNORECASE)
                if not (known and indefinite):
                    yield _Place(found, _OF_NOUN if spoken else _OF_NOBODY)


def _of_date(text: str, incident: str | None) -> int:
    """Return what a sentence's age gains by giving the date of the incident."""
    told = any(
        incident is not None and len(one.iso) > _YEAR and incident.startswith(one.iso[:_MONTH])
        for one in find_dates(text)
    )
    return _ON_THE_DAY if told else 0


def _of_event(text: str) -> int:
    """Return what a sentence's age gains by telling of the death or harm."""
    death, harm = load_rules("cases")["incident"]["verbs"][:2]
    return _DEATH if re.search(death, text) else _HARM if re.search(harm, text) else 0


@cache
def _ages(which: str, who: str) -> tuple[re.Pattern[str], ...]:
    rules: Any = load_rules("cases")["age"]
    return tuple(
        re.compile(one.replace("{S}", who).replace("{G}", rules["gloss"]).replace("{A}", _AGE))
        for one in rules[which]
    )


def _is_age(printed: str, kind: SubjectKind | None) -> bool:
    """Say whether a number can be an age, and the age of somebody of this kind."""
    part = _PART.match(printed)
    value = number_value(part["number"]) if part else None
    if part is None or value is None:
        return False
    young = part["unit"] in ("day", "week", "month")
    if kind is SubjectKind.ADULT:
        return not young and _YOUNGEST_ADULT <= value <= _OLDEST_YEARS
    oldest = _OLDEST_CHILD if kind is SubjectKind.CHILD else _OLDEST_YEARS
    return value <= (oldest * _MONTHS if young else oldest)
