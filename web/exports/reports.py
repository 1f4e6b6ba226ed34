"""The reports that results are from, as citations name them: one for each document.

By date, results come with those of one document together, so a report is whole as
soon as the next begins: any number of results takes the memory of one report. By
relevance they do not: then each report is held, with the first of its places.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby
from urllib.parse import quote

from graph.vocabulary import load_vocabulary
from web.exports.cleaning import one_line
from web.exports.items import Item
from web.exports.source import Source

__all__ = ["Report", "reports"]

_PLACES = 20  # named of one report; a reader follows the address for more
_KEY_DIGITS = (
    10  # of a document's hash: two of 10,000 documents share them once in 20,000 libraries
)
_KEY_WORDS = 3  # of the author's name


@dataclass(frozen=True, slots=True)
class Report:
    """One published report. All text is printable and on one line.

    `key` is the same in every export of the library and no other report's;
    `date` is an ISO 8601 date cut to what is known; `note` says what was found
    in it and by which search.
    """

    key: str
    title: str
    type: str
    boards: tuple[str, ...]
    area: str
    date: str
    address: str
    note: str

    @property
    def date_parts(self) -> tuple[int, ...]:
        """The year, month and day, as far as they are known."""
        return tuple(int(part) for part in self.date.split("-") if part.isdecimal())


def reports(items: Iterable[Item], source: Source) -> Iterator[Report]:
    """Yield the reports that results are from, in the order of the results."""
    if source.order.by_date:
        for _, found in groupby(items, key=lambda item: item.entry.document):
            yield _gathered(found).report(source)
        return
    held: dict[str, _Found] = {}
    for item in items:
        if item.entry.document in held:
            held[item.entry.document].add(item)
        else:
            held[item.entry.document] = _gathered(iter((item,)))
    for one in held.values():
        yield one.report(source)


@dataclass(slots=True)
class _Found:
    """What results say of the report they are from; places beyond the first are counted."""

    document: str
    title: str
    date: str
    type: str = ""
    area: str = ""
    boards: dict[str, None] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    more: int = 0

    def add(self, item: Item) -> None:
        """Take in one more result of the report."""
        entry = item.entry
        self.type = self.type or entry.type
        self.area = self.area or entry.area
        self.boards |= dict.fromkeys(map(one_line, entry.board))
        if item.kind != "review":
            if len(self.places) < _PLACES:
                self.places.append(_place(item))
            else:
                self.more += 1

    def report(self, source: Source) -> Report:
        """Return the report as citations name it."""
        author = next(iter(self.boards), "") or self.title
        return Report(
            key=_key(author, self.date, self.document),
            title=one_line(self.title),
            type=one_line(load_vocabulary().label(self.type)) if self.type else "",
            boards=tuple(filter(None, self.boards)),
            area=one_line(self.area),
            date=self.date,
            address=f"{source.site}/documents/{quote(self.document, safe='')}",
            note=one_line(f"{self.told}. {source.told}"),
        )

    @property
    def told(self) -> str:
        """What was found in the report, in words."""
        if not self.places:
            return "Found as a review"
        more = f" and {self.more} more" if self.more else ""
        return f"Found in it: {', '.join(self.places)}{more}"


def _gathered(items: Iterator[Item]) -> _Found:
    """Return what items of one document, at least one of them, say of their report."""
    first = next(items)
    entry = first.entry
    date = entry.date or (f"{entry.year:04d}" if entry.year else "")
    found = _Found(entry.document, entry.title, date)
    for item in chain((first,), items):
        found.add(item)
    return found


def _place(item: Item) -> str:
    entry = item.entry
    if item.kind == "case":
        return f"case {item.name}"
    what = "paragraph" if item.kind == "passage" and entry.number else item.kind
    page = f" (page {entry.page})" if entry.page else ""
    return f"{what} {entry.number}".strip() + page


def _key(author: str, date: str, document: str) -> str:
    """Return a key of plain letters, figures and hyphens: BibTeX allows little else."""
    plain = unicodedata.normalize("NFKD", author).encode("ascii", "ignore").decode().lower()
    word = "-".join(re.findall(r"[a-z0-9]+", plain)[:_KEY_WORDS]) or "report"
    digest = hashlib.sha256(document.encode()).hexdigest()[:_KEY_DIGITS]
    return f"{word}-{date[:4] or 'undated'}-{digest}"
