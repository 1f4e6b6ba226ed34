"""How values become words on a page: dates, counts, statuses, kinds of passage."""

from __future__ import annotations

import re
from functools import cache

from flask import Flask

from graph.bracketing import within_brackets
from graph.model import PassageKind
from web.language import gettext, later, ngettext
from web.nouns import NOUNS

__all__ = ["count_words", "date_words", "in_order", "register"]

_MONTHS = (
    later("January"), later("February"), later("March"), later("April"),
    later("May"), later("June"), later("July"), later("August"),
    later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip

# What all evidence of a case comes to: the words, and what they mean.
STATUS_TITLES = {
    "present": later("Present"),
    "historical": later("History"),
    "possible": later("Possible"),
    "negated": later("Ruled out"),
}
STATUS_MEANINGS = {
    "present": later("The review states this for the time it looked at, or just before."),
    "historical": later("The review states this for an earlier time only."),
    "possible": later("Suspected, alleged or not confirmed. Not counted as present."),
    "negated": later("The review says that this was not so. Silence is never counted as “not so”."),
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
    "asserted": later("stated"),
    "historical": later("in the past"),
    "possible": later("possible"),
    "negated": later("ruled out"),
    "hypothetical": later("supposed, not said to have happened"),
    "policy": later("words of policy or guidance, not of the case"),
    "other": later("about somebody outside the case"),
    "general": later("said in general, not of the case"),
}
MEDIA_TYPES = {
    "application/pdf": later("PDF"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": later("Word"),
    "text/html": later("web page"),
    "text/markdown": later("Markdown"),
    "text/plain": later("plain text"),
}
_KINDS = {
    PassageKind.FRONT_MATTER: later("Front matter"),
    PassageKind.CIRCUMSTANCES: later("Circumstances"),
    PassageKind.TERMS_OF_REFERENCE: later("Terms of reference"),
    PassageKind.METHODOLOGY: later("Methodology"),
    PassageKind.FAMILY_COMPOSITION: later("Family composition"),
    PassageKind.BACKGROUND: later("Background"),
    PassageKind.NARRATIVE: later("Narrative"),
    PassageKind.FAMILY_VIEWS: later("Family views"),
    PassageKind.ANALYSIS: later("Analysis"),
    PassageKind.FINDING: later("Finding"),
    PassageKind.LESSON: later("Lesson"),
    PassageKind.GOOD_PRACTICE: later("Good practice"),
    PassageKind.CONCLUSION: later("Conclusion"),
    PassageKind.RECOMMENDATION: later("Recommendation"),
    PassageKind.QUESTION: later("Questions for the board"),
    PassageKind.ACTION_PLAN: later("Action plan"),
    PassageKind.ACTION_TAKEN: later("Action taken"),
    PassageKind.POLICY: later("Policy and law"),
    PassageKind.RESEARCH: later("Research"),
    PassageKind.GLOSSARY: later("Glossary"),
    PassageKind.REFERENCES: later("References"),
    PassageKind.FOOTNOTE: later("Footnote"),
    PassageKind.BOILERPLATE: later("Boilerplate"),
}


def in_order(joined: str | None) -> str:
    """Return what a query joined by "; " in alphabetical order: a query joins it in any.

    >>> in_order("took part in a case; is addressed")
    'is addressed; took part in a case'
    """
    return "; ".join(sorted((joined or "").split("; ")))


def date_words(date: str | None) -> str:
    """Return an ISO 8601 date, cut to what is known, in words; other text as it is.

    >>> date_words("2007-02-09"), date_words("2007-02"), date_words("early 2007")
    ('9 February 2007', 'February 2007', 'early 2007')
    """
    found = _iso().fullmatch(date or "")
    if found is None:
        return date or ""
    year, month, day = found.groups()
    named = f"{gettext(_MONTHS[int(month) - 1])} {year}" if month else year
    return f"{int(day)} {named}" if day else named


def count_words(number: int, noun: str) -> str:
    """Return a number with its noun in the right form, in the language of the page.

    A noun that `NOUNS` does not have stays English.

    >>> count_words(1, "review"), count_words(1200, "agency")
    ('1 review', '1,200 agencies')
    """
    one, many = NOUNS.get(noun) or (f"%(number)s {noun}", f"%(number)s {noun}s")
    return ngettext(one, many, number) % {"number": f"{number:,}"}


def kind_words(kind: str) -> str:
    """Return what a part of a report is called, from a passage's kind.

    >>> kind_words("terms-of-reference")
    'Terms of reference'
    """
    # what a kind is called stands under its member, which is equal to its word
    return gettext(_KINDS[PassageKind(kind)]) if kind in _KINDS else kind


def opening(label: str) -> str:
    """Return a label with its first letter a capital, as a heading begins.

    >>> opening("the child")
    'The child'
    """
    return label[:1].upper() + label[1:]


def reading_words(status: str) -> str:
    """Return in words what one place says of a concept."""
    return gettext(READINGS[status]) if status in READINGS else status


def years_words(first: str | None, last: str | None) -> str:
    """Return a span of years, one year alone, or nothing.

    >>> years_words("2008", "2021"), years_words("2008", "2008"), years_words(None, None)
    ('2008 to 2021', '2008', '')
    """
    if not first or not last:
        return first or last or ""
    if first == last:
        return first
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def register(app: Flask) -> None:
    """Give templates these words: filters for values, tables for closed sets."""
    app.add_template_filter(date_words, "date_words")
    app.add_template_filter(in_order, "in_order")
    app.add_template_filter(kind_words, "kind_words")
    app.add_template_filter(opening, "opening")
    app.add_template_filter(reading_words, "reading_words")
    app.add_template_filter(within_brackets, "within_brackets")
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
