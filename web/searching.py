"""The state of a search: everything that its address says, and addresses for each change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from flask import url_for
from werkzeug.datastructures import MultiDict

from graph.errors import QueryInvalid
from search.entry import EntryKind
from search.fields import FACETS
from search.order import Order
from search.query import Filter
from search.results import Sort
from web.paging import page_number

__all__ = ["KIND_FACET", "SearchState", "checked_filters", "read_state"]

KIND_FACET: Final = "kind"
_LONGEST_VALUE = 200  # characters of a filter's value
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class SearchState:
    """What a person asked for; `kind` is empty until a tab is chosen."""

    text: str = ""
    kind: str = ""
    filters: tuple[Filter, ...] = ()
    expand: bool = True
    narrower: bool = False
    sort: Sort = Sort.RELEVANCE
    meaning: bool = False
    page: int = 1

    @property
    def address(self) -> str:
        """The address of this search; what is as usual is left out of it."""
        values: dict[str, str | int | list[str] | None] = {
            "q": self.text or None,
            "kind": self.kind or None,
            "expand": self.expansion or None,
            **dict(self.order.pairs),
            "page": None if self.page == 1 else self.page,
        }
        for one in self.filters:
            chosen = values.setdefault(one.facet, [])
            if isinstance(chosen, list):
                chosen.append(one.value)
        return url_for("search.search", **values)  # type: ignore[arg-type]  # lists repeat a name

    @property
    def order(self) -> Order:
        """The order of the page, and of what is taken from it."""
        return Order(self.sort, self.meaning)

    @property
    def expansion(self) -> str:
        """The address's word for the other words searched for; empty for the usual ones."""
        if not self.expand:
            return "no"
        return "narrower" if self.narrower else ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form sends along with new words: all but the words and the page."""
        pairs = [(one.facet, one.value) for one in self.filters]
        pairs += [("kind", self.kind)] if self.kind else []
        pairs += [("expand", self.expansion)] if self.expansion else []
        return [*pairs, *self.order.pairs]

    def with_filter(self, facet: str, value: str) -> SearchState:
        """Return the search narrowed by one value more, from its first page."""
        filters = tuple(sorted({*self.filters, Filter(facet, value)}))
        return replace(self, filters=filters, page=1)

    def without_filter(self, chosen: Filter) -> SearchState:
        """Return the search without one of its filters, from its first page."""
        return replace(self, filters=tuple(f for f in self.filters if f != chosen), page=1)

    def without_filters(self) -> SearchState:
        """Return the search without any filter, from its first page."""
        return replace(self, filters=(), page=1)

    def of_text(self, text: str) -> SearchState:
        """Return the same search with other words, from its first page."""
        return replace(self, text=text, page=1)

    def of_kind(self, kind: str) -> SearchState:
        """Return the search for another kind of thing, from its first page."""
        return replace(self, kind=kind, page=1)

    def sorted_by(self, sort: Sort) -> SearchState:
        """Return the search in another order, from its first page."""
        return replace(self, sort=sort, meaning=False, page=1)

    def by_meaning(self) -> SearchState:
        """Return the search by words and meaning together, from its first page."""
        return replace(self, sort=Sort.RELEVANCE, meaning=True, page=1)

    def expanded(self, *, expand: bool, narrower: bool = False) -> SearchState:
        """Return the search with or without synonyms, from its first page.

        `narrower` adds those of narrower concepts.
        """
        return replace(self, expand=expand, narrower=narrower, page=1)

    def on_page(self, page: int) -> SearchState:
        """Return another page of the same search."""
        return replace(self, page=page)


def read_state(arguments: MultiDict[str, str]) -> SearchState:
    """Return the search that an address asks for; unknown parts of it are passed over."""
    kinds, sorts = set(map(str, EntryKind)), set(map(str, Sort))
    kind, sort = arguments.get("kind", ""), arguments.get("sort", "")
    return SearchState(
        text=arguments.get("q", "").strip(),
        kind=kind if kind in kinds else "",
        filters=tuple(
            sorted(
                {
                    Filter(facet, value)
                    for facet in FACETS
                    if facet != KIND_FACET
                    for value in arguments.getlist(facet)
                    if value
                }
            )
        ),
        expand=arguments.get("expand") != "no",
        narrower=arguments.get("expand") == "narrower",
        sort=Sort(sort) if sort in sorts else Sort.RELEVANCE,
        meaning=arguments.get("rank") == "meaning",
        page=page_number(arguments.get("page")),
    )


def checked_filters(state: SearchState) -> tuple[Filter, ...]:
    """Return the filters; raises QueryInvalid for a value that no entry could have."""
    for one in state.filters:
        if len(one.value) > _LONGEST_VALUE:
            raise QueryInvalid(f"The filter {one.facet} is too long. Choose one from the list.")
        if FACETS[one.facet].numeric and not _YEAR.fullmatch(one.value):
            raise QueryInvalid(f"{one.value!r} is no year. Choose one from the list.")
    return state.filters
