"""How values become words on a page: dates, counts, statuses, kinds of passage."""

from __future__ import annotations

import re
from functools import cache

from flask import Flask

from graph.model import PassageKind

__all__ = ["count_words", "date_words", "register"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PLURALS = {
    "agency": "agencies",
    "body": "bodies",
    "family": "families",
    "legal status": "legal statuses",
}

# What all evidence of a case comes to: the words, and what they mean.
STATUS_TITLES = {
    "present": "Present",
    "historical": "History",
    "possible": "Possible",
    "negated": "Ruled out",
}
STATUS_MEANINGS = {
    "present": "The review states this for the time it looked at, or just before.",
    "historical": "The review states this for an earlier time only.",
    "possible": "Suspected, alleged or not confirmed. Not counted as present.",
    "negated": "The review says that this was not so. Silence is never counted as “not so”.",
}
# Colour only helps: each status says itself in words.
_STATUS_COLOURS = {
    "present": "blue",
    "historical": "purple",
    "possible": "yellow",
    "negated": "grey",
}
# What one place says of a concept.
READINGS = {
    "asserted": "stated",
    "historical": "in the past",
    "possible": "possible",
    "negated": "ruled out",
    "hypothetical": "supposed, not said to have happened",
    "policy": "words of policy or guidance, not of the case",
    "other": "about somebody outside the case",
    "general": "said in general, not of the case",
}
MEDIA_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}
_KINDS = {
    PassageKind.FINDING: "Finding",
    PassageKind.POLICY: "Policy and law",
    PassageKind.QUESTION: "Questions for the board",
}


def date_words(date: str | None) -> str:
    """Return an ISO 8601 date, cut to what is known, in words; other text as it is.

    >>> date_words("2007-02-09"), date_words("2007-02"), date_words("early 2007")
    ('9 February 2007', 'February 2007', 'early 2007')
    """
    found = _iso().fullmatch(date or "")
    if found is None:
        return date or ""
    year, month, day = found.groups()
    named = f"{_MONTHS[int(month) - 1]} {year}" if month else year
    return f"{int(day)} {named}" if day else named


def count_words(number: int, noun: str) -> str:
    """Return a number with its noun in the right form.

    >>> count_words(1, "review"), count_words(1200, "agency")
    ('1 review', '1,200 agencies')
    """
    plural = _PLURALS.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"


def kind_words(kind: str) -> str:
    """Return what a part of a report is called, from a passage's kind.

    >>> kind_words("terms-of-reference")
    'Terms of reference'
    """
    named = {str(known): name for known, name in _KINDS.items()}
    return named.get(kind, kind.replace("-", " ").capitalize())


def opening(label: str) -> str:
    """Return a label with its first letter a capital, as a heading begins.

    >>> opening("the child")
    'The child'
    """
    return label[:1].upper() + label[1:]


def reading_words(status: str) -> str:
    """Return in words what one place says of a concept."""
    return READINGS.get(status, status)


def years_words(first: str | None, last: str | None) -> str:
    """Return a span of years, one year alone, or nothing.

    >>> years_words("2008", "2021"), years_words("2008", "2008"), years_words(None, None)
    ('2008 to 2021', '2008', '')
    """
    if not first or not last:
        return first or last or ""
    return first if first == last else f"{first} to {last}"


def register(app: Flask) -> None:
    """Give templates these words: filters for values, tables for closed sets."""
    app.add_template_filter(date_words, "date_words")
    app.add_template_filter(kind_words, "kind_words")
    app.add_template_filter(opening, "opening")
    app.add_template_filter(reading_words, "reading_words")
    app.add_template_global(count_words, "count_words")
    app.add_template_global(years_words, "years_words")
    app.jinja_env.globals.update(
        status_titles=STATUS_TITLES,
        status_colours=_STATUS_COLOURS,
        status_meanings=STATUS_MEANINGS,
        media_types=MEDIA_TYPES,
    )


@cache
def _iso() -> re.Pattern[str]:
    return re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
