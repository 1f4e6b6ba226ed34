"""From an entry to the values that every engine indexes, ready to be compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import analyse
from search.casebook import COUNTED, NOWHERE
from search.entry import Entry
from search.fields import FACETS
from search.periods import date_number
from search.ranking import standing
from search.scoping import ANY, fact_key

__all__ = ["KEYWORDS", "NUMBERS", "POSITIONED", "PROFILE", "WORDS", "Indexed", "indexed"]

# The index fields by the kind of their values, the same in every engine.
WORDS = ("text", "text_exact", "text_acronyms", "title", "title_exact", "board", "area", "case")
# Those in which phrases are searched.
POSITIONED = frozenset({"text", "title", "board", "area", "case"})
KEYWORDS = (
    "id",
    "kind",
    "review",
    "document",
    "passage",
    "number",
    "section",
    "type",
    "area_name",
    "board_name",
    "factor",
    "theme",
    "agency",
    "outcome",
    "legal",
    "action",
    "person",
    "fact",
    "in_case",
    "in_review",
    "standing",
)
# The fields of a profile: what a document says of a whole case, which no search finds.
PROFILE = "profile"
NUMBERS = ("year", "date")

# The sort keys pack date (16 bits), document (28) and place in it (20) into 64.
_DOCUMENT_BITS = 28
_POSITION_BITS = 20
_DOCUMENTS_REMEMBERED = 1_000
_LAST_DAY = (1 << 16) - 1
_FIRST_YEAR = 1900
# Steps of the date in a sort key; longer than any month and year, so that none overlap.
_DAYS, _MONTHS = 32, 13


@dataclass(frozen=True, slots=True)
class Indexed:
    """The values of one entry by index field; words are joined by single spaces.

    `newest` and `oldest` are unsigned 64-bit keys that put entries in a total
    order by date, then document, then reading order; undated ones come last.
    """

    words: dict[str, str]
    keywords: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    newest: int
    oldest: int

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """The values that each facet counts."""
        return {
            facet.name: (str(self.numbers[facet.field]),)
            if facet.field in self.numbers
            else self.keywords.get(facet.field, ())
            for facet in FACETS.values()
        }


def indexed(entry: Entry) -> Indexed:
    """Return what an engine indexes of an entry; a pure function of it."""
    newest, oldest = _sort_keys(entry)
    return Indexed(_words(entry), _keywords(entry), _numbers(entry), newest, oldest)


def _words(entry: Entry) -> dict[str, str]:
    text = analyse(entry.text)
    return {
        "text": " ".join(text.stems),
        "text_exact": " ".join(text.words),
        "text_acronyms": " ".join(text.acronyms),
        **_words_of_document(entry.title, entry.board, entry.area),
        "case": _names(entry.case_labels),
    }


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def _words_of_document(title: str, board: tuple[str, ...], area: str) -> dict[str, str]:
    analysed = analyse(title)
    return {
        "title": " ".join(analysed.stems),
        "title_exact": " ".join(analysed.words),
        "board": _names(board),
        "area": _names((area,)),
    }


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def _names(names: tuple[str, ...]) -> str:
    return " ".join(word for name in names for word in analyse(name).words)


def _keywords(entry: Entry) -> dict[str, tuple[str, ...]]:
    single = {
        "id": entry.id,
        "kind": entry.kind.value,
        "review": entry.review,
        "document": entry.document,
        "passage": entry.passage,
        "number": entry.number.lower(),
        "section": entry.section,
        "type": entry.type,
        "area_name": entry.area,
    }
    return {name: (value,) for name, value in single.items() if value} | {
        "board_name": entry.board,
        "factor": entry.factors,
        "theme": entry.themes,
        "agency": entry.agencies,
        "outcome": entry.outcomes,
        "legal": entry.legal,
        "action": entry.actions,
        "person": entry.people,
        "fact": _fact_terms(entry.facts),
        "in_case": entry.cases or (NOWHERE,),
        "in_review": (entry.review or NOWHERE,),
        "standing": standing(entry),
    }


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def _fact_terms(facts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms of facts: whole, and with any concept, status or person."""
    terms: dict[str, None] = {}
    for one in facts:
        field, concept, status, person = one.split("|")
        # Without a status, only what counts: not what was ruled out.
        statuses = (status, "") if status in COUNTED else (status,)
        for named in (concept, ANY):
            for state in statuses:
                terms[fact_key(field, named, state, person)] = None
                terms[fact_key(field, named, state, "")] = None
    return tuple(terms)


def _numbers(entry: Entry) -> dict[str, int]:
    numbers = {"year": entry.year, "date": date_number(entry.date)}
    return {name: value for name, value in numbers.items() if value}


def _sort_keys(entry: Entry) -> tuple[int, int]:
    day = _day(date_number(entry.date))
    position = min(entry.position, (1 << _POSITION_BITS) - 1)
    rest = (_document_number(entry.document) << _POSITION_BITS) | position
    shift = _DOCUMENT_BITS + _POSITION_BITS
    return ((_LAST_DAY - day) << shift) | rest, ((day or _LAST_DAY) << shift) | rest


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def _document_number(document: str) -> int:
    digest = hashlib.sha256(document.encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - _DOCUMENT_BITS)


def _day(number: int) -> int:
    if not number:
        return 0
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    steps = ((year - _FIRST_YEAR) * _MONTHS + month) * _DAYS + day
    return max(1, min(steps, _LAST_DAY - 1))
