"""When a case's subject died or came to harm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.cases.telling import Sentence, by_pronoun, names_relation
from ingest.dates import find_dates
from ingest.rulebook import load_rules

__all__ = ["incident_date"]

# Where no sentence names the subject, the first so many tell what happened.
_OPENING_SENTENCES = 12
_PRINTED = re.compile(r"(?i)date\s+of\s+(?:death|incident)\W{1,8}([^|;]{4,24})")


def incident_date(told: Sequence[Sentence], sex: str | None) -> str | None:
    """Return the date (ISO, cut to what is printed) of the death, else the harm, else the offence.

    A date counts in the sentence of the event, unless something else claims it
    (a birth, a conviction, the decision to hold a review). None where none is told.
    """
    printed = next((found[1] for one in told for found in _PRINTED.finditer(one.text)), "")
    if find_dates(printed):
        return find_dates(printed)[0].iso
    spoken = [one for one in told if one.names or one.follows]
    *events, offence = _verbs()
    own = [one for one in spoken if not names_relation(one.text)]
    for verb, groups in (
        *((verb, (spoken, told[:_OPENING_SENTENCES], by_pronoun(told, sex))) for verb in events),
        (offence, (own,)),  # others' convictions follow from the incident, the subject's is it
    ):
        for group in groups:
            for sentence in group:
                dated = _dated(sentence.text, verb)
                if dated:
                    return dated
    return None


def _dated(text: str, verb: re.Pattern[str]) -> str | None:
    rules = load_rules("cases")["incident"]
    not_dates, not_after = rules["not_dates"], rules["not_dates_after"]
    events = [
        found.end()
        for found in verb.finditer(text)
        if not re.search(rules["not_events"], text[: found.start()])
    ]
    if not events:
        return None
    free = []
    for date in find_dates(text):
        since = max((end for end in events if end <= date.start), default=0)
        before = text[max(since, 0) : date.start]
        if not re.search(not_dates, before) and not re.search(not_after, text[date.end :]):
            distance = min(abs(date.start - end) for end in events)
            free.append((distance, date.start, date.iso))
    return min(free)[2] if free else None


@cache
def _verbs() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(verb) for verb in load_rules("cases")["incident"]["verbs"])
