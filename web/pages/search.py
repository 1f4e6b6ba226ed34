"""The search: hits with their snippets, tabs, facets, and what was also searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, request

from graph.errors import QueryInvalid
from graph.vocabulary import load_vocabulary
from search.engine import IndexReader
from search.entry import EntryKind
from search.fields import FIELDS
from search.limits import DEFAULT_QUERY_LIMITS
from search.query import Filter, Query, read_query
from search.results import FacetCounts, Results, Sort
from web.searching import KIND_FACET, SearchState, checked_filters, read_state
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("search", __name__)

# Facet -> its title, in the order of the page.
_FACETS = {
    "theme": "Practice theme",
    "factor": "Risk factor",
    "agency": "Kind of agency",
    "outcome": "Outcome",
    "type": "Kind of review",
    "area": "Area",
    "year": "Year published",
}
# What else an address may filter by, without a list of its own.
_TITLES = _FACETS | {
    "legal": "Legal status",
    "action": "Kind of action",
    "person": "Person",
    "section": "Part of the report",
    "board": "Commissioned by",
}
_TABS = {
    EntryKind.PASSAGE: "Passages",
    EntryKind.LESSON: "Lessons",
    EntryKind.RECOMMENDATION: "Recommendations",
    EntryKind.REVIEW: "Reviews",
}
_SORTS = {
    Sort.RELEVANCE: "best match",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
}
_AT_FIRST = 8  # values of a facet shown before the rest is opened


@dataclass(frozen=True, slots=True)
class _Choice:
    """A value that narrows the search, or one that does so already."""

    label: str
    address: str
    count: int = 0
    title: str = ""


@blueprint.get("/search")
def search() -> tuple[str, int]:
    """Show what a search finds; a query that cannot be read gets a message and status 400."""
    state = read_state(request.args)
    index = current_snapshot().index
    try:
        query = read_query(state.text, filters=checked_filters(state), expand=state.expand)
        counts, results, state = _found(index, query, state)
    except QueryInvalid as error:
        page = render_template("search.html", state=state, error=error, results=None)
        return page, error.http_status
    page = render_template(
        "search.html",
        state=state,
        error=None,
        query=query,
        results=results,
        tabs=[
            (kind.value, words, counts.get(kind.value, 0), state.of_kind(kind.value).address)
            for kind, words in _TABS.items()
        ],
        facets=_facets(results, state),
        chosen=[_chosen(one, state) for one in state.filters],
        sorts=[(sort, words, state.sorted_by(sort).address) for sort, words in _SORTS.items()],
        at_first=_AT_FIRST,
        last_page=DEFAULT_QUERY_LIMITS.window // results.size,
    )
    return page, 200


def _found(
    index: IndexReader, query: Query, state: SearchState
) -> tuple[Mapping[str, int], Results, SearchState]:
    """Return the counts of each kind, the hits of one kind, and the state with that kind.

    Until a person chooses a tab it is the first that holds anything.
    """
    overview = index.search(query, size=1, facets=[KIND_FACET], highlight=False)
    counts = dict(overview.facets[KIND_FACET])
    kind = state.kind or next((k.value for k in _TABS if counts.get(k.value)), EntryKind.PASSAGE)
    results = index.search(
        query.filtered(KIND_FACET, kind),
        page=state.page,
        size=current_app.config["SETTINGS"].page_size,
        sort=state.sort,
        facets=_FACETS,
    )
    return counts, results, state if state.kind else _with_kind(state, kind)


def _with_kind(state: SearchState, kind: str) -> SearchState:
    return state.of_kind(kind).on_page(state.page)


def _facets(results: Results, state: SearchState) -> list[tuple[str, list[_Choice]]]:
    return [
        (title, choices)
        for facet, title in _FACETS.items()
        if (choices := _choices(facet, results.facets.get(facet, ()), state))
    ]


def _choices(facet: str, counts: FacetCounts, state: SearchState) -> list[_Choice]:
    """Return the values that would narrow the search, those chosen already left out."""
    if facet == "year":
        counts = tuple(sorted(counts, reverse=True))
    return [
        _Choice(_label(facet, value), state.with_filter(facet, value).address, count)
        for value, count in counts
        if Filter(facet, value) not in state.filters
    ]


def _chosen(one: Filter, state: SearchState) -> _Choice:
    address = state.without_filter(one).address
    return _Choice(_label(one.facet, one.value), address, title=_TITLES.get(one.facet, one.facet))


def _label(facet: str, value: str) -> str:
    field = FIELDS.get(facet)
    if field is not None and field.scheme:
        return load_vocabulary().label(value)
    return value
