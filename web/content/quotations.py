"""Quotations: the words that a statement stands on, and the paragraph they are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.view import Row
from web.content.cells import key, whole, words
from web.content.excerpts import EXCERPT, Piece, excerpt

__all__ = ["Place", "Quotation", "Texts", "place", "quotations", "texts"]

# Passage IRI -> where the passage starts in its document, and its text.
Texts = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a document, as a citation names it; `page` is 0 where there is none."""

    document: str
    title: str
    passage: str
    number: str = ""
    page: int = 0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one passage with what counts marked, and how each was read."""

    pieces: tuple[Piece, ...]
    place: Place
    readings: tuple[str, ...] = ()


def place(row: Row, number: str = "number") -> Place:
    """Return the place that a row names; `number` is its column of printed numbers."""
    return Place(
        document=key(row, "document"),
        title=words(row, "title"),
        passage=key(row, "passage"),
        number=words(row, number),
        page=whole(row, "page"),
        evidence=key(row, "evidence"),
    )


def texts(rows: Iterable[Row]) -> Texts:
    """Return the passages of a query that gives ?passage ?passageStart ?passageText."""
    return {
        words(row, "passage"): (whole(row, "passageStart"), words(row, "passageText"))
        for row in rows
    }


def quotations(rows: Sequence[Row], known: Texts) -> tuple[Quotation, ...]:
    """Return the quotations of rows of evidence, in their order, one excerpt each.

    Places of one passage that lie near each other are marked in one excerpt.
    """
    found: list[Quotation] = []
    for passage, group in groupby(rows, lambda row: words(row, "passage")):
        own = sorted(group, key=lambda row: (whole(row, "start"), whole(row, "end")))
        found += [_quotation(near, known.get(passage)) for near in _near(own)]
    return tuple(found)


def _near(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield runs of rows that one excerpt can show together."""
    run: list[Row] = []
    for row in rows:
        if run and whole(row, "end") - whole(run[0], "start") > EXCERPT // 2:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _quotation(rows: Sequence[Row], known: tuple[int, str] | None) -> Quotation:
    readings = tuple(dict.fromkeys(words(row, "reading") for row in rows))
    if known is None:
        return Quotation((Piece(words(rows[0], "quote"), marked=True),), place(rows[0]), readings)
    offset, text = known
    spans = [(whole(row, "start") - offset, whole(row, "end") - offset) for row in rows]
    return Quotation(excerpt(text, spans), place(rows[0]), readings)
