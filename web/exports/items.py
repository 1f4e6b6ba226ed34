"""One exported thing: an entry of the index with its name, its address and its IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from search.entry import Entry, EntryKind
from web.content.cells import NAMES

__all__ = ["CASE", "Item", "case_items", "entry_items"]

# The kind of exported cases, which the index holds as values of its entries.
CASE = "case"
_FOLDERS = {
    EntryKind.REVIEW: "reviews",
    EntryKind.LESSON: "lessons",
    EntryKind.RECOMMENDATION: "recommendations",
}
_IRIS = {
    EntryKind.REVIEW: NAMES.review,
    EntryKind.LESSON: NAMES.lesson,
    EntryKind.RECOMMENDATION: NAMES.recommendation,
    EntryKind.PASSAGE: NAMES.passage,
}


@dataclass(frozen=True, slots=True)
class Item:
    """What one result is called and where it is; `path` is its address within a service.

    `found` is how many results a case stands for, 1 for anything else.
    """

    kind: str
    id: str
    name: str
    path: str
    iri: str
    entry: Entry
    found: int = 1


def entry_items(entries: Iterable[Entry]) -> Iterator[Item]:
    """Yield each entry as an item, in the order given."""
    for entry in entries:
        yield Item(
            kind=entry.kind.value,
            id=entry.id,
            name=_name(entry),
            path=_path(entry),
            iri=str(_IRIS[entry.kind](entry.id)),
            entry=entry,
        )


def case_items(entries: Iterable[Entry], labels: Mapping[str, str]) -> Iterator[Item]:
    """Yield the cases that entries belong to, in the order in which they first come.

    Holds one short entry for each case, whatever the number of entries.
    """
    first: dict[str, Entry] = {}
    found: dict[str, int] = {}
    for entry in entries:
        for case in entry.cases:
            found[case] = found.get(case, 0) + 1
            if case not in first:
                first[case] = _of_case(entry, case, labels.get(case, ""))
    for case, entry in first.items():
        name = labels.get(case) or case
        path = f"/cases/{quote(case, safe='')}"
        yield Item(CASE, case, name, path, str(NAMES.case(case)), entry, found[case])


def _of_case(entry: Entry, case: str, label: str) -> Entry:
    """Return what an entry says of the report alone: its own words and facts are not the case's."""
    return Entry(
        id=case,
        kind=entry.kind,
        title=entry.title,
        text="",
        document=entry.document,
        review=entry.review,
        cases=(case,),
        case_labels=(label,) if label else (),
        type=entry.type,
        board=entry.board,
        area=entry.area,
        year=entry.year,
        date=entry.date,
    )


def _name(entry: Entry) -> str:
    """Return what a result page calls an entry."""
    if entry.kind is EntryKind.REVIEW:
        return entry.title
    if entry.kind is EntryKind.PASSAGE:
        place = f"paragraph {entry.number}" if entry.number else ""
        place = place or (f"page {entry.page}" if entry.page else "")
    else:
        place = f"{entry.kind.value} {entry.number}".strip()
    return f"{entry.title}, {place}" if place else entry.title


def _path(entry: Entry) -> str:
    if entry.kind in _FOLDERS:
        return f"/{_FOLDERS[entry.kind]}/{quote(entry.id, safe='')}"
    cite = urlencode({"cite": entry.id})
    return f"/documents/{quote(entry.document, safe='')}?{cite}#{quote(entry.id)}"
