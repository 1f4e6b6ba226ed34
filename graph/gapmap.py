"""The evidence gap map: which themes reviews have spoken about, to which kinds of agency.

A cell counts reviews that made a lesson or recommendation on the theme (or one below it)
to a body of that kind (or one below it). Documents of one review count once; a
document that leaves open whose words these are counts as one review. An empty cell
says that no review in the library did so, not that there was nothing to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.view import GraphView
from graph.vocabulary import Vocabulary, load_vocabulary

__all__ = ["KINDS", "NOBODY", "Cell", "GapFilter", "GapMap", "read_gap_map"]

KINDS = ("lesson", "recommendation")
NOBODY = ""  # the column of what names no body of a known kind

# Columns of the table of rows.
_THEME, _AGENCY, _SOURCE, _KIND, _ITEM = range(5)


@dataclass(frozen=True, slots=True)
class GapFilter:
    """What is counted: reviews of a type (or below), one kind of item, years of publication.

    Empty means everything; years are inclusive.
    """

    review_type: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many reviews, and in how many lessons and recommendations."""

    reviews: int = 0
    items: int = 0


@dataclass(frozen=True, slots=True)
class _Source:
    iri: str
    types: frozenset[str]
    year: str

    def fits(self, chosen: GapFilter) -> bool:
        """Say whether the review is of the type and the years that were asked for."""
        of_type = not chosen.review_type or chosen.review_type in self.types
        early = chosen.since and (not self.year or self.year < chosen.since)
        late = chosen.until and (not self.year or self.year > chosen.until)
        return of_type and not early and not late


@dataclass(frozen=True, slots=True, eq=False)
class GapMap:
    """Lessons and recommendations by theme, kind of agency, and review; built once."""

    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    items: tuple[str, ...]
    sources: tuple[_Source, ...]
    rows: NDArray[np.int32]

    def cells(self, chosen: GapFilter) -> Mapping[tuple[str, str], Cell]:
        """Return the cells that are not empty, by theme and kind of agency."""
        rows = self._kept(chosen)
        reviews, items = self._distinct(rows, _SOURCE), self._distinct(rows, _ITEM)
        return {place: Cell(count, items[place]) for place, count in reviews.items()}

    def opened(self, chosen: GapFilter, theme: str, agency: str) -> tuple[str, ...]:
        """Return the IRIs of the lessons and recommendations of one cell, each once."""
        if theme not in self.themes or agency not in self.agencies:
            return ()
        rows = self._kept(chosen)
        inside = (rows[:, _THEME] == self.themes.index(theme)) & (
            rows[:, _AGENCY] == self.agencies.index(agency)
        )
        return tuple(self.items[one] for one in np.unique(rows[inside, _ITEM]).tolist())

    def reviews(self, chosen: GapFilter) -> int:
        """Return how many reviews have any lesson or recommendation that is counted."""
        return len(np.unique(self._kept(chosen)[:, _SOURCE]))

    def review_types(self) -> tuple[str, ...]:
        """Return the types of the reviews, with those above them, sorted."""
        return tuple(sorted({one for source in self.sources for one in source.types}))

    def years(self) -> tuple[str, ...]:
        """Return the years of publication, sorted."""
        return tuple(sorted({source.year for source in self.sources if source.year}))

    def _kept(self, chosen: GapFilter) -> NDArray[np.int32]:
        fits = np.array([source.fits(chosen) for source in self.sources], bool)
        kept = fits[self.rows[:, _SOURCE]] if len(fits) else np.zeros(0, bool)
        if chosen.kind:
            kept &= self.rows[:, _KIND] == KINDS.index(chosen.kind)
        found: NDArray[np.int32] = self.rows[kept]
        return found

    def _distinct(self, rows: NDArray[np.int32], column: int) -> dict[tuple[str, str], int]:
        """Return how many different values of a column each cell has."""
        if not len(rows):
            return {}
        place = rows[:, _THEME].astype(np.int64) * len(self.agencies) + rows[:, _AGENCY]
        width = int(rows[:, column].max()) + 1
        distinct = np.unique(place * width + rows[:, column])
        places, counts = np.unique(distinct // width, return_counts=True)
        return {
            (self.themes[at // len(self.agencies)], self.agencies[at % len(self.agencies)]): count
            for at, count in zip(places.tolist(), counts.tolist(), strict=True)
        }


def read_gap_map(view: GraphView, vocabulary: Vocabulary | None = None) -> GapMap:
    """Return the gap map of a graph: every theme and every kind of agency, also the empty ones."""
    words = vocabulary or load_vocabulary()
    themes = tuple(one.id for one in words.scheme("practice-theme"))
    agencies = (NOBODY, *(one.id for one in words.scheme("agency-type")))
    sources, of_item = _sources(view, words)
    addressed: dict[str, set[str]] = defaultdict(set)
    for item, kind in view.texts("network/gap-addressees"):
        addressed[item] |= words.broader(_id(kind)) if _id(kind) in words else set()
    told = sorted(set(view.texts("network/gap-themes")))
    items = tuple(sorted({item for item, _, _ in told}))
    numbers = {item: at for at, item in enumerate(items)}
    theme_at = {one: at for at, one in enumerate(themes)}
    agency_at = {one: at for at, one in enumerate(agencies)}
    rows = {
        (theme_at[above], agency_at[agency], source, KINDS.index(kind), numbers[item])
        for item, theme, kind in told
        if _id(theme) in theme_at
        for above in words.broader(_id(theme))
        for agency in addressed.get(item) or {NOBODY}
        for source in of_item.get(item, ())
    }
    table = np.array(sorted(rows), np.int32).reshape(-1, 5)
    return GapMap(themes, agencies, items, sources, table)


def _sources(
    view: GraphView, vocabulary: Vocabulary
) -> tuple[tuple[_Source, ...], dict[str, list[int]]]:
    types: dict[str, set[str]] = defaultdict(set)
    years: dict[str, list[str]] = defaultdict(list)
    for review, kind, issued in view.texts("network/gap-reviews"):
        if _id(kind) in vocabulary:
            types[review] |= vocabulary.broader(_id(kind))
        if issued:
            years[review].append(issued[:4])
    pairs = sorted(set(view.texts("network/gap-sources")))
    iris = sorted({source for _, source in pairs})
    found = tuple(_Source(iri, frozenset(types[iri]), min(years[iri], default="")) for iri in iris)
    numbers = {iri: at for at, iri in enumerate(iris)}
    of_item: dict[str, list[int]] = defaultdict(list)
    for item, source in pairs:
        of_item[item].append(numbers[source])
    return found, of_item


def _id(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
