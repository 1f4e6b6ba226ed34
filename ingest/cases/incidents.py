"""When a case's subject died or came to harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.cases.telling import SUBJECT_NOUNS, Sentence, by_pronoun, names_relation
from ingest.dates import DateMention, find_dates
from ingest.rulebook import load_rules

__all__ = ["incident_date"]

# Where no sentence names the subject, the first so many tell what happened.
_OPENING_SENTENCES = 12
# The first sentences about the subject tell what happened, in whatever words.
_FIRST = 4
# An event and its date stand at most so many characters apart.
_DATE_REACH = 160
# A date without a year takes that of the last full date, told at most so many sentences before.
_YEAR_REACH = 8
# A line of more words is no line of a title page.
_TITLE_WORDS = 30
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEARLESS = re.compile(
    r"(?<![\d.,£/-])(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<month>(?i:{'|'.join(_MONTHS)}))\b(?!,?\s+(?:of\s+)?\d{{4}})"
)
_LAST_DAY = 31
_YEAR = len("2007")
# A death told without a date among so many sentences has its date in the one beside it.
_EARLY = 8

_Dates = tuple[DateMention, ...]


def incident_date(
    told: Sequence[Sentence],
    sex: str | None,
    published: str | None = None,
    text: str = "",
    *,
    subject: str = SUBJECT_NOUNS,
) -> str | None:
    """Return the date (ISO, cut to what is printed) of the death, else the harm, else the offence.

    A date counts in the sentence of the event, unless something else claims it
    (a birth, a conviction, the decision to hold a review). A day without a year
    takes the year of the date told before it, or the last one before publication
    (`published`, ISO). Where no sentence of the event has a date, the sentence beside
    it may, and at last the end of the period that the review looks at; `text` is all
    of the case's words. None where none is told.
    """
    printed = _printed(told, text) or _titled(told)
    if printed:
        return printed
    dates = _dates_of(told, published)
    for order, (verb, sentences) in enumerate(_searches(told, sex)):
        for place in sentences:
            dated = _dated(told[place].text, verb, dates[place], subject, sex)
            if dated:
                return dated
        beside = None if order else _beside(told, verb, sentences[:_EARLY], dates)
        if beside:
            return beside
    _, (harm, sentences), *_ = _searches(told, sex)
    return _beside(told, harm, sentences, dates) or _end_of_period(text, published)


def _printed(told: Sequence[Sentence], text: str) -> str | None:
    """Return the date that a form's line gives: "Date of incident: 11 October 2022"."""
    printed = load_rules("cases")["incident"]["printed"]
    for one in (*(sentence.text for sentence in told), text):
        for found in re.finditer(printed, one):
            dates = find_dates(found[1])
            if dates:
                return dates[0].iso
    return None


def _titled(told: Sequence[Sentence]) -> str | None:
    """Return the date behind a death in a line of the title page: "the death of A in May 2018"."""
    titled = re.compile(load_rules("cases")["incident"]["titled"])
    for line in told:
        if line.text.endswith(".") or not line.names or len(line.text.split()) > _TITLE_WORDS:
            continue
        if re.search(load_rules("cases")["incident"]["bereaved"], line.text):
            continue
        for date in find_dates(line.text):
            if titled.search(line.text[: date.start] + line.text[date.start : date.start + 3]):
                return date.iso
    return None


def _beside(
    told: Sequence[Sentence],
    verb: re.Pattern[str],
    sentences: Sequence[int],
    dates: Sequence[_Dates],
) -> str | None:
    """Return the date of a sentence next to one that tells the event and has none."""
    rules = load_rules("cases")["incident"]
    not_dates, court = rules["not_dates"], rules["court_after"]
    for place in sentences:
        text = told[place].text
        if dates[place] or not verb.search(text) or names_relation(text):
            continue
        for beside in (place - 1, place + 1):
            found = dates[beside] if 0 < beside < len(told) else ()
            free = [
                date.iso
                for date in found
                if len(date.iso) > _YEAR
                and not re.search(not_dates, told[beside].text[: date.start])
                and not re.search(court, told[beside].text[date.end :])
            ]
            if len(free) == 1:
                return free[0]
    return None


def _end_of_period(text: str, published: str | None) -> str | None:
    """Return the year in which the period looked at ends: with what happened, as a rule."""
    for found in re.finditer(load_rules("cases")["incident"]["period"], text):
        dates = [date.iso for date in find_dates(found["dates"])]
        if len(dates) > 1 and dates[0] < dates[-1] and (not published or dates[-1] <= published):
            return dates[-1][:_YEAR]
    return None


def _searches(
    told: Sequence[Sentence], sex: str | None
) -> Iterator[tuple[re.Pattern[str], Sequence[int]]]:
    """Yield which verbs to look for in which sentences, the most telling first."""
    death, harm, told_by, offence = _verbs()
    places = range(len(told))
    spoken = [place for place in places if told[place].names or told[place].follows]
    pronoun = by_pronoun(told, sex)
    named = [place for place in places if told[place] in pronoun]
    done_to = {"female": r"\bher\b", "male": r"\bhi[ms]\b"}.get(sex or "", r"\bthem\b")
    suffering = [place for place in places if re.search(done_to, told[place].text)]
    every = [*spoken, *places[:_OPENING_SENTENCES], *named, *suffering]
    yield death, every
    yield harm, spoken[:_FIRST]
    yield harm, places[1:_FIRST]
    yield told_by, spoken[:_FIRST]
    yield harm, every
    yield told_by, every
    # Others' convictions follow from the incident, the subject's own is it.
    yield offence, [place for place in spoken if not names_relation(told[place].text)]


def _dates_of(told: Sequence[Sentence], published: str | None) -> list[_Dates]:
    """Return the dates of each sentence, days without a year completed where they can be."""
    every: list[_Dates] = []
    last, at = "", 0
    for place, sentence in enumerate(told):
        found = find_dates(sentence.text)
        known = last if place - at <= _YEAR_REACH else ""
        full = [*found]
        for day in _YEARLESS.finditer(sentence.text):
            before = [one.iso for one in found if one.end <= day.start()]
            iso = _completed(day, (before or [known])[-1], published)
            if iso and not any(one.start < day.end() and day.start() < one.end for one in found):
                full.append(DateMention(day.start(), day.end(), iso))
        if found:
            last, at = found[-1].iso, place
        every.append(tuple(sorted(full, key=lambda one: one.start)))
    return every


def _completed(day: re.Match[str], last: str, published: str | None) -> str | None:
    """Return a day's date: the next one after `last`, or the last one before publication."""
    number, month = int(day["day"]), _MONTHS.index(day["month"].lower()) + 1
    if not 1 <= number <= _LAST_DAY:
        return None
    if last and last != published:
        known = int(last[5:7]) if len(last) > len("2007") else month
        return f"{last[:4]}-{month:02}-{number:02}" if month >= known else None
    if published and len(published) > len("2007"):
        year = int(published[:4]) - (month > int(published[5:7]))
        return f"{year}-{month:02}-{number:02}"
    return None


def _dated(
    text: str, verb: re.Pattern[str], dates: _Dates, subject: str, sex: str | None
) -> str | None:
    rules = load_rules("cases")["incident"]
    not_dates, not_after = rules["not_dates"], rules["not_dates_after"]
    if not dates:
        return None
    events = [
        found.end()
        for found in verb.finditer(text)
        if not re.search(rules["not_events"], text[: found.start()])
        and not _of_relation(text, found)
        and not _of_other(text[: found.start()], subject)
        and not _of_other_sex(text[: found.start()], found[0], subject, sex)
    ]
    if not events:
        return None
    free = []
    for date in dates:
        since = max((end for end in events if end <= date.start), default=0)
        before = text[max(since, 0) : date.start]
        if not re.search(not_dates, before) and not re.search(not_after, text[date.end :]):
            distance = min(abs(date.start - end) for end in events)
            if distance <= _DATE_REACH:
                free.append((distance, date.start, date.iso))
    return min(free)[2] if free else None


def _of_other(before: str, subject: str) -> bool:
    """Say whether what happened is another's: "after Jean's death", "when Jean died"."""
    named = re.search(r"([A-Z][\w-]+)['\u2019]s\s+(?:\w+\s+)?$", before) or re.search(
        r"\b(?:when|after|since|before|until)\s+([A-Z][\w-]+)\s+(?:had\s+)?$", before
    )
    return named is not None and re.search(subject, named[1]) is None


def _of_other_sex(before: str, event: str, subject: str, sex: str | None) -> bool:
    """Say whether "she died" is told where the subject is a boy or man, or the other way round.

    Where the clause names a subject, it may be another one of several.
    """
    if re.search(subject, re.split(r"[.;]\s", before)[-1]):
        return False
    other = {"male": "she", "female": "he"}.get(sex or "")
    dies = re.match(r"(?i)die[ds]|was\s|took", event) is not None
    return bool(other and dies and re.search(rf"(?i)\b{other}\s+(?:had\s+)?$", before))


def _of_relation(text: str, event: re.Match[str]) -> bool:
    """Say whether an event is a relative's: "her mother died", "the death of his father"."""
    before, after = _relative()
    dies = (
        re.match(r"(?i)die[ds]|death|suicide|took|murder|homicide|stabbing", event[0]) is not None
    )
    behind = text[event.end() :]
    done_to = re.match(load_rules("cases")["incident"]["done_to"], event[0]) is not None
    if (not done_to and before.search(text[: event.start()])) or (
        after.match(behind) and (dies or not behind.startswith(" of"))
    ):
        return True
    opens = _opens_on_relation().match(text)
    return opens is not None and dies


def _relatives() -> str:
    words = "|".join(map(re.escape, load_rules("cases")["incident"]["relatives"]))
    return rf"\b(?i:{words})s?\b"


@cache
def _relative() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a relative as what dies, before the verb and behind "death of"."""
    owner = r"(?:his|her|their|whose|the|an?|[A-Z][\w.]*['\u2019]s)"
    relative = rf"{owner}\s+(?:[\w-]+\s+){{0,2}}?{_relatives()}"
    adverbs = r"(?:had|has|have|also|then|both|were|was|who|himself|herself|,)"
    return (
        re.compile(
            rf"(?i)\b{relative}(?:['\u2019]s)?(?:,\s+(?-i:[A-Z])[\w'\u2019-]+(?:\s(?-i:[A-Z])[\w-]+)?)?,?"
            rf"\s+(?:{adverbs}\s+){{0,3}}$"
        ),
        re.compile(
            rf"(?i)\s+(?:of|on|against)\s+(?!(?:her|his|their)\s+(?:son|daughter|child)){relative}"
        ),
    )


@cache
def _opens_on_relation() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:In|On|By|At|After)\s[^,]{{1,30}},\s+)?(?:His|Her|Their|his|her|their)\s+"
        rf"(?:[\w-]+\s+){{0,2}}?{_relatives()}"
        r"(?![^.]*?\b(?:found|killed|stabbed|smothered|drowned|shot)\b)(?!['\u2019]s)"
    )


@cache
def _verbs() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(verb) for verb in load_rules("cases")["incident"]["verbs"])
