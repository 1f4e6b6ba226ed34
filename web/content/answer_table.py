"""The answer of a ready question as a table for people: words for columns, names for ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from graph.view import Row
from graph.vocabulary import load_vocabulary
from web.content.cells import identifier, words
from web.language import later

__all__ = ["AnswerCell", "AnswerTable", "answer_table"]

# Endpoint and id of the page of what an IRI names, None where there is none.
PageOf = Callable[[object], "tuple[str, str] | None"]

# What a column's name ends in where it is the name of the thing in another column.
_NAMING = ("Label", "Name")
# Columns that name the thing of the first column.
_OF_FIRST = frozenset({"label", "name"})
# Columns whose names a reader would not use.
_HEADINGS = {"title": later("Report"), "quote": later("Quotation"), "items": later("Times said")}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """What a cell shows, and the page that it leads to."""

    words: str
    page: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Headings, and rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[AnswerCell, ...], ...]


def answer_table(rows: Sequence[Row], page_of: PageOf) -> AnswerTable:
    """Return rows as a table in which a thing and its name are one column."""
    if not rows:
        return AnswerTable((), ())
    columns = _columns(tuple(rows[0]))
    return AnswerTable(
        tuple(_heading(column) for column, _ in columns),
        tuple(tuple(_cell(row, *column, page_of) for column in columns) for row in rows),
    )


def _columns(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return each column that is shown with the one that has its words."""
    naming = {name: _named(name, names) for name in names}
    worded = {thing: name for name, thing in naming.items() if thing}
    return [(name, worded.get(name, name)) for name in names if not naming[name]]


def _named(name: str, names: Sequence[str]) -> str:
    """Return the column of the thing that a column names, empty where it names none."""
    if name in _OF_FIRST:
        return names[0] if names[0] != name else ""
    stems = (name.removesuffix(end) for end in _NAMING if name.endswith(end))
    return next((stem for stem in stems if stem in names), "")


def _heading(name: str) -> str:
    """Return the words of a column's name.

    >>> _heading("laterReviews")
    'Later reviews'
    """
    return _HEADINGS.get(name) or _HUMP.sub(" ", name).lower().capitalize()


def _cell(row: Row, thing: str, worded: str, page_of: PageOf) -> AnswerCell:
    page = page_of(row.get(thing))
    return AnswerCell(words(row, worded) if thing != worded else _words(row, thing), page)


def _words(row: Row, name: str) -> str:
    """Return a cell's own words; what has only an IRI goes by its concept or its column."""
    value, vocabulary = row.get(name), load_vocabulary()
    if not isinstance(value, URIRef):
        return words(row, name)
    found = identifier(str(value))
    return vocabulary.label(found) if found in vocabulary else _heading(name)
