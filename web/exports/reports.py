"""The reports that results are from, as citations name them: one for each document.

Results come with those of one document together, so a report is whole as soon
as the next begins: any number of results takes the memory of one report.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
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
    for _, found in groupby(items, key=lambda item: item.entry.document):
        yield _report(list(found), source)


def _report(items: list[Item], source: Source) -> Report:
    entries = [item.entry for item in items]
    first = entries[0]
    kind = next((entry.type for entry in entries if entry.type), "")
    boards = dict.fromkeys(one_line(board) for entry in entries for board in entry.board)
    date = first.date or (f"{first.year:04d}" if first.year else "")
    return Report(
        key=_key(next(iter(boards), "") or first.title, date, first.document),
        title=one_line(first.title),
        type=one_line(load_vocabulary().label(kind)) if kind else "",
        boards=tuple(filter(None, boards)),
        area=one_line(next((entry.area for entry in entries if entry.area), "")),
        date=date,
        address=f"{source.site}/documents/{quote(first.document, safe='')}",
        note=one_line(f"{_found(items)}. {source.told}"),
    )


def _found(items: list[Item]) -> str:
    """Return in words what was found in a report."""
    named = [_place(item) for item in items if item.kind != "review"]
    if not named:
        return "Found as a review"
    more = len(named) - _PLACES
    told = ", ".join(named[:_PLACES])
    return f"Found in it: {told}" + (f" and {more} more" if more > 0 else "")


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
