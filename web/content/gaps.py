"""The evidence gap map as the page shows it: which rows and columns, and how full a cell is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import UsageInvalid
from graph.gapmap import KINDS, NOBODY, Cell, GapFilter, GapMap, read_gap_map
from graph.vocabulary import Vocabulary
from web.content.kept import kept
from web.language import later
from web.snapshot import Snapshot

__all__ = [
    "Grid",
    "GridRow",
    "cells_of",
    "checked_filter",
    "column_words",
    "gap_csv",
    "gap_map",
    "grid",
]

_THEMES, _AGENCIES, _TYPES = "practice-theme", "agency-type", "review-type"
_NOBODY_WORDS = later("No kind of agency named")
_EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One theme: `depth` is 0 for a group of themes; a cell for each column."""

    theme: str
    label: str
    depth: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table: `columns` are kinds of agency, the last one what names none."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def gaps(self) -> list[tuple[str, list[str]]]:
        """Each theme that is not a group, with the columns in which nothing was said."""
        found = [
            (
                row.theme,
                [
                    one
                    for one, cell in zip(self.columns, row.cells, strict=True)
                    if one and not cell.reviews
                ],
            )
            for row in self.rows
            if row.depth
        ]
        return [(theme, empty) for theme, empty in found if empty]


def gap_map(shown: Snapshot) -> GapMap:
    """Return the gap map of the generation shown."""
    return kept(shown, "gap map", lambda: read_gap_map(shown.graph))


def cells_of(shown: Snapshot, chosen: GapFilter) -> Mapping[tuple[str, str], Cell]:
    """Return the cells under a filter; those asked for last are kept."""
    return kept(shown, ("gap cells", chosen), lambda: gap_map(shown).cells(chosen))


def checked_filter(asked: Mapping[str, str], vocabulary: Vocabulary) -> GapFilter:
    """Return what an address asks to count; raises UsageInvalid for what cannot be."""
    kind, of_type = asked.get("kind", ""), asked.get("type", "")
    years = [asked.get(name, "") for name in ("since", "until")]
    if kind and kind not in KINDS:
        raise UsageInvalid(f"{kind!r} is no kind of learning. Choose lesson or recommendation.")
    if of_type and (of_type not in vocabulary or vocabulary[of_type].scheme != _TYPES):
        raise UsageInvalid(f"{of_type!r} is no kind of review. Choose one of the list.")
    if any(year and not (len(year) == 4 and year.isascii() and year.isdecimal()) for year in years):  # noqa: PLR2004 # digits of a year
        raise UsageInvalid("A year has four digits. Write it as 2015.")
    return GapFilter(of_type, kind, *years)


def grid(cells: Mapping[tuple[str, str], Cell], vocabulary: Vocabulary, within: str = "") -> Grid:
    """Return the table of all themes by groups of agencies, or by the kinds within one group.

    Raises UsageInvalid where `within` is no kind of agency.
    """
    if within and (within not in vocabulary or vocabulary[within].scheme != _AGENCIES):
        raise UsageInvalid(f"{within!r} is no kind of agency. Choose one of the list.")
    columns = (
        (within, *vocabulary.children(within))
        if within
        else (*_roots(vocabulary, _AGENCIES), NOBODY)
    )
    rows = tuple(
        GridRow(
            theme, vocabulary.label(theme), depth,
            tuple(cells.get((theme, column), _EMPTY) for column in columns),
        )
        for theme, depth in _themes(vocabulary)
    )  # fmt: skip
    return Grid(columns, rows)


def column_words(column: str, vocabulary: Vocabulary) -> str:
    """Return what a column is called."""
    return vocabulary.label(column) if column else _NOBODY_WORDS


def gap_csv(shown: Snapshot, chosen: GapFilter, vocabulary: Vocabulary) -> str:
    """Return every theme by every kind of agency by every kind of review there is, empty ones too.

    Types of agency are the groups; a review type counts with those below it.
    """
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(
        (
            "theme",
            "theme_label",
            "agency_type",
            "agency_label",
            "review_type",
            "review_label",
            "reviews",
            "items",
        )
    )
    own = gap_map(shown)
    types = [chosen.review_type] if chosen.review_type else ["", *own.review_types()]
    for of_type in types:
        cells = cells_of(shown, GapFilter(of_type, chosen.kind, chosen.since, chosen.until))
        table = grid(cells, vocabulary)
        review = (of_type or "all", vocabulary.label(of_type) if of_type else "All reviews")
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                agency = (column, column_words(column, vocabulary))
                out.writerow((row.theme, row.label, *agency, *review, cell.reviews, cell.items))
    return written.getvalue()


def _roots(vocabulary: Vocabulary, scheme: str) -> tuple[str, ...]:
    return tuple(one.id for one in vocabulary.scheme(scheme) if not one.broader)


def _themes(vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield the themes with their depth, each once, under its first parent."""

    def below(theme: str, depth: int) -> Iterator[tuple[str, int]]:
        yield theme, depth
        for child in vocabulary.children(theme):
            if vocabulary[child].broader[0] == theme:
                yield from below(child, depth + 1)

    for root in _roots(vocabulary, _THEMES):
        yield from below(root, 0)
