"""The timeline of a case: its incident, what the report dates, and when it was published.

A date is as precise as it is printed: a day, a month or a year. A sentence counts where
the report is of this case alone, or where its paragraph was read as speaking of the case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice

from graph.view import Row
from ingest.dates import DateMention, find_dates
from web.content.cells import key, whole, words
from web.content.excerpts import Piece, excerpt
from web.content.quotations import Place

__all__ = ["MOST", "Event", "Timeline", "timeline"]

MOST = 200  # dated sentences of a timeline
_INCIDENT, _PUBLISHED, _BIRTH, _TOLD = "incident", "published", "birth", "told"
# The parts of a report that tell what happened; elsewhere a date may be of anything,
# so there the paragraph must have been read as speaking of the case.
_TELLING = frozenset({"circumstances", "background", "narrative", "family-composition"})
_YEAR, _MONTH = len("2007"), len("2007-02")
_REACH = 40  # characters between "born" and its date
_FIRST_LIVES = 110  # years before the incident: what is dated earlier is of no life told here


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date (ISO, cut to what is printed); `pieces` are its sentence."""

    iso: str
    kind: str
    pieces: tuple[Piece, ...] = ()
    place: Place | None = None

    @property
    def precision(self) -> str:
        """How precise the date is: "day", "month" or "year"."""
        return {_YEAR: "year", _MONTH: "month"}.get(len(self.iso), "day")

    @property
    def year(self) -> str:
        """The year of the date."""
        return self.iso[:_YEAR]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events in order; `more` says that there were more dated sentences than there is room."""

    events: tuple[Event, ...]
    more: bool = False

    def years(self) -> list[tuple[str, list[tuple[int, Event]]]]:
        """Return the events under their years, each with its number."""
        numbered = list(enumerate(self.events, start=1))
        return [(year, list(own)) for year, own in groupby(numbered, lambda one: one[1].year)]


# Passage IRI -> where it stands in print.
Placed = Callable[[str], Place]


def timeline(
    incident: str,
    passages: Iterable[Row],
    documents: Iterable[Row],
    speaking: Collection[str],
    placed: Placed,
) -> Timeline:
    """Return the timeline of a case.

    `incident` is its date (ISO, empty where none is told), `passages` and `documents`
    the rows of pages/case-dated and pages/case-companions, `speaking` the IRIs of the
    passages read as speaking of the case: their dates come before others where there are
    too many.
    """
    reports = {words(row, "document"): row for row in documents}
    alone = {iri for iri, row in reports.items() if whole(row, "cases") == 1}
    counting = [row for row in passages if _counts(row, alone, speaking)]
    counting.sort(
        key=lambda row: (
            words(row, "passage") not in speaking, words(row, "document"), whole(row, "start"),
        )
    )  # fmt: skip
    told = islice(
        (
            event
            for row in counting
            for event in _events(row, incident, words(reports[words(row, "document")], "published"))
        ),
        MOST + 1,
    )
    found = list(told)
    events = [
        Event(one.iso, one.kind, one.pieces, placed(passage)) for passage, one in found[:MOST]
    ]
    events += _frame(incident, reports.values())
    events.sort(key=lambda one: (one.iso, one.kind != _INCIDENT))
    return Timeline(tuple(events), more=len(found) > MOST)


def _counts(row: Row, alone: Collection[str], speaking: Collection[str]) -> bool:
    if not _may_be_dated().search(words(row, "text")):
        return False
    if words(row, "passage") in speaking:
        return True
    return words(row, "document") in alone and words(row, "kind") in _TELLING


def _frame(incident: str, documents: Iterable[Row]) -> Iterator[Event]:
    """Yield the incident, and the publication of each document."""
    if incident:
        yield Event(incident, _INCIDENT)
    for row in documents:
        if words(row, "published"):
            report = Place(document=key(row, "document"), title=words(row, "title"), passage="")
            yield Event(words(row, "published"), _PUBLISHED, place=report)


def _events(row: Row, incident: str, published: str) -> Iterator[tuple[str, Event]]:
    """Yield the passage and an event for each of its dates, each date of a sentence once."""
    text = words(row, "text")
    seen: set[tuple[str, str]] = set()
    for date in find_dates(text):
        if not _plausible(date.iso, incident, published):
            continue
        shown = excerpt(text, [(date.start, date.end)])
        told = date.iso, "".join(piece.text for piece in shown)
        if told in seen:
            continue
        seen.add(told)
        kind = _BIRTH if _is_birth(text, date) else _TOLD
        yield words(row, "passage"), Event(date.iso, kind, shown)


def _plausible(iso: str, incident: str, published: str) -> bool:
    if published and iso[: len(published)] > published[: len(iso)]:
        return False  # a deadline or a plan
    return not incident or int(iso[:_YEAR]) >= int(incident[:_YEAR]) - _FIRST_LIVES


def _is_birth(text: str, date: DateMention) -> bool:
    return _born().search(text[max(0, date.start - _REACH) : date.start]) is not None


@cache
def _born() -> re.Pattern[str]:
    return re.compile(r"\b(?:born|date of birth|d\.?o\.?b)\b[^.;]*$", re.IGNORECASE)


@cache
def _may_be_dated() -> re.Pattern[str]:
    """Match what every date has, so that most paragraphs need no closer look."""
    return re.compile(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d")
