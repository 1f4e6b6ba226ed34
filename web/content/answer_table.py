"""The answer of a ready question as a table for people: words for columns, names for ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from graph.view import Row
from graph.vocabulary import load_vocabulary
from web.content.answer_words import answer_words
from web.content.cells import identifier, words

__all__ = ["AnswerCell", "AnswerTable", "answer_table"]

# The address of the page of what a cell names, empty where there is none.
AddressOf = Callable[[object], str]


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """What a cell shows, and the address of the page that it leads to."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Headings, and rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[AnswerCell, ...], ...]


def answer_table(question: str, rows: Sequence[Row], address_of: AddressOf) -> AnswerTable:
    """Return the rows of a question as a table in which a thing and its name are one column."""
    if not rows:
        return AnswerTable((), ())
    columns = _columns(tuple(rows[0]))
    return AnswerTable(
        tuple(answer_words().heading(question, thing) for thing, _ in columns),
        tuple(tuple(_cell(row, *column, address_of) for column in columns) for row in rows),
    )


def _columns(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return each column that is shown, in order, with the one that has its words."""
    naming = {name: answer_words().named(name, names) for name in names}
    worded = {thing: name for name, thing in naming.items() if thing}
    last = answer_words().last
    ordered = (*(one for one in names if one not in last), *(one for one in last if one in names))
    things = dict.fromkeys(naming[name] or name for name in ordered)
    return [(thing, worded.get(thing, thing)) for thing in things]


def _cell(row: Row, thing: str, worded: str, address_of: AddressOf) -> AnswerCell:
    value = row.get(worded)
    shown = answer_words().value(worded, words(row, worded))
    if isinstance(value, URIRef):
        shown = _name(value, thing)
    return AnswerCell(shown, address_of(row.get(thing)))


def _name(value: URIRef, thing: str) -> str:
    """Return what has only an IRI by its concept, or by its column."""
    vocabulary, found = load_vocabulary(), identifier(str(value))
    return vocabulary.label(found) if found in vocabulary else answer_words().heading("", thing)
