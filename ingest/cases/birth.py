"""Births and birthdays: what they make of an age that is not told, or of a year that is not.

"Born in May 1979, she was killed in December 2016" makes 37; "a month short of her
seventeenth birthday" makes 16; "born in 1981, he died aged 30" leaves 2011 or 2012: none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from ingest.aged import years_of
from ingest.cases.telling import Sentence, names_relation
from ingest.dates import find_dates
from ingest.rulebook import load_rules

__all__ = ["age_by_birth", "age_by_birthday", "year_by_birth"]

# A date of birth stands so close behind "born".
_REACH = 40
_MONTHS_A_YEAR, _MONTHS_OF_A_BABY, _WEEKS_OF_A_BABY = 12, 24, 20
_DAYS_A_WEEK = 7
_MONTH, _DAY = len("2016-12"), len("2016-12-03")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first"),
)


def age_by_birth(told: Sequence[Sentence], incident: str | None) -> str | None:
    """Return the age at the incident (ISO date) of a subject whose birth is told, else None.

    Years where both months are known or the years alone leave no doubt; weeks and
    months for babies where both days are.
    """
    born = _born(told)
    if born is None or incident is None or born > incident:
        return None
    if min(len(born), len(incident)) >= _DAY:
        return _exact(dt.date.fromisoformat(born), dt.date.fromisoformat(incident))
    years = int(incident[:4]) - int(born[:4])
    if min(len(born), len(incident)) >= _MONTH:
        months = years * _MONTHS_A_YEAR + int(incident[5:7]) - int(born[5:7])
        if months < _MONTHS_OF_A_BABY:
            return _counted(months, "month") if months else None
        return str(months // _MONTHS_A_YEAR)
    # The year of birth alone: late in the year most birthdays have been.
    late = len(incident) >= _MONTH and int(incident[5:7]) > _MONTHS_A_YEAR // 2
    return str(years) if late and years > 1 else None


def age_by_birthday(told: Sequence[Sentence]) -> str | None:
    """Return the age that a death near a birthday tells: "days after her 18th birthday" is 18."""
    rules = load_rules("cases")["age"]["birthdays"]
    death = re.compile(load_rules("cases")["incident"]["verbs"][0])
    for one in told:
        if not death.search(one.text) or not (one.names or one.follows):
            continue
        for found in re.finditer(rules["pattern"].replace("{O}", _ordinals()), one.text):
            nth = _number(found["nth"])
            before = re.search(rules["before"], found["lead"], re.IGNORECASE) is not None
            return str(nth - 1 if before or found["what"].lower() == "year" else nth)
    return None


def year_by_birth(told: Sequence[Sentence], age: str | None) -> str | None:
    """Return the year in which somebody born on a known day of January or December had an age.

    Any other birth leaves two years open, and none is given.
    """
    born, years = _born(told), years_of(age) if age else None
    if born is None or years is None or len(born) < _MONTH:
        return None
    return str(int(born[:4]) + int(years)) if int(born[5:7]) == 1 else None


def _born(told: Sequence[Sentence]) -> str | None:
    """Return the date of birth told of the subject, ISO, cut to what is printed."""
    pattern = _birth()
    for one in told:
        for found in pattern.finditer(one.text):
            clause = re.split(r"[;.]\s", one.text[: found.start()])[-1]
            if not (one.names or one.follows or found["form"]) or names_relation(clause):
                continue
            behind = one.text[found.end() : found.end() + _REACH]
            dates = find_dates(behind)
            if dates:
                return dates[0].iso
    return None


def _exact(born: dt.date, incident: dt.date) -> str:
    days = (incident - born).days
    months = (incident.year - born.year) * _MONTHS_A_YEAR + incident.month - born.month
    months -= incident.day < born.day
    if days < _WEEKS_OF_A_BABY * _DAYS_A_WEEK:
        return _counted(days // _DAYS_A_WEEK, "week") if days >= _DAYS_A_WEEK else f"{days} days"
    if months < _MONTHS_OF_A_BABY:
        return _counted(months, "month")
    return str(months // _MONTHS_A_YEAR)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _number(printed: str) -> int:
    digits = re.match(r"\d+", printed)
    return int(digits[0]) if digits else _ORDINALS.index(printed.lower()) + 1


@cache
def _ordinals() -> str:
    words = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    return rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{words}))"


@cache
def _birth() -> re.Pattern[str]:
    return re.compile(load_rules("cases")["age"]["born"])
