"""The search: hits with their snippets, tabs, facets, and what was also searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, request

from graph.errors import QueryInvalid
from graph.vocabulary import load_vocabulary
from search.casebook import NOWHERE
from search.corrections import corrections
from search.describing import describe
from search.emptiness import emptied_by
from search.engine import IndexReader
from search.entry import EntryKind
from search.fields import FIELDS
from search.hybrid import any_word, by_meaning, words_asked
from search.limits import DEFAULT_QUERY_LIMITS
from search.nodes import Concerns, leaves_of
from search.query import Filter, Query, read_query
from search.results import FacetCounts, Hit, Results, Sort
from search.values import ValueUnknown
from web.content.grouping import grouped
from web.content.headings import review_headings
from web.language import later
from web.searching import KIND_FACET, SearchState, checked_filters, read_state
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("search", __name__)

REVIEW_FACET, CASE_FACET = "review", "case"
# Facet -> its title, in the order of the page.
_FACETS = {
    "theme": later("Practice theme"),
    "factor": later("Risk factor"),
    "agency": later("Kind of agency"),
    "outcome": later("Outcome"),
    "type": later("Kind of review"),
    "area": later("Area"),
    "year": later("Year published"),
}
# What else an address may filter by, without a list of its own.
_TITLES = _FACETS | {
    "legal": later("Legal status"),
    "action": later("Kind of action"),
    "person": later("Person"),
    "section": later("Part of the report"),
    "board": later("Commissioned by"),
    "review": later("Review"),
    "case": later("Case"),
}
_TABS = {
    EntryKind.PASSAGE: later("Passages"),
    EntryKind.LESSON: later("Lessons"),
    EntryKind.RECOMMENDATION: later("Recommendations"),
    EntryKind.REVIEW: later("Reviews"),
}
_SORTS = {
    Sort.RELEVANCE: later("best match"),
    Sort.NEWEST: later("newest first"),
    Sort.OLDEST: later("oldest first"),
}
_FEWEST_WORDS = 2  # of a query, to be searched for by any of its words
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
    shown = current_snapshot()
    try:
        query = _query(state)
        counts, results, state = _found(shown, query, state)
    except QueryInvalid as error:
        instead = _instead(error, state)
        page = render_template(
            "search.html", state=state, error=error, instead=instead, results=None
        )
        return page, error.http_status
    page = render_template(
        "search.html",
        state=state,
        error=None,
        query=query,
        results=results,
        described=describe(query),
        meanings=_meanings(query, state),
        meaning=_meaning_address(shown, query, state),
        **_ways_on(shown, state, counts, results),
        **_told(shown, query, state, results),
    )
    return page, 200


def _ways_on(
    shown: Snapshot, state: SearchState, counts: Mapping[str, int], results: Results
) -> dict[str, object]:
    """Return what leads from this search to others: kinds, orders and filters."""
    return {
        "tabs": [
            (kind.value, words, counts.get(kind.value, 0), state.of_kind(kind.value).address)
            for kind, words in _TABS.items()
        ],
        "facets": _facets(results, state),
        "at_first": _AT_FIRST,
        "chosen": [_chosen(one, state, shown) for one in state.filters],
        "sorts": [(sort, words, state.sorted_by(sort).address) for sort, words in _SORTS.items()],
        "last_page": DEFAULT_QUERY_LIMITS.window // results.size,
    }


def _told(shown: Snapshot, query: Query, state: SearchState, results: Results) -> dict[str, object]:
    """Return what was found, by review, or why nothing was."""
    return {
        "groups": grouped(results.hits, dict(results.facets.get(REVIEW_FACET, ()))),
        "cases": sum(value != NOWHERE for value, _ in results.facets.get(CASE_FACET, ())),
        "empty": None if results.total else _emptiness(shown.index, query, state),
        "nearest": () if results.total else _nearest(shown, query, state),
    }


def _query(state: SearchState) -> Query:
    filters = checked_filters(state)
    return read_query(state.text, filters=filters, expand=state.expand, narrower=state.narrower)


def _found(
    shown: Snapshot, query: Query, state: SearchState
) -> tuple[Mapping[str, int], Results, SearchState]:
    """Return the counts of each kind, the hits of one kind, and the state with that kind.

    Until a person chooses a tab it is the first that holds anything.
    """
    index = shown.index
    overview = index.search(query, size=1, facets=[KIND_FACET], highlight=False)
    counts = dict(overview.facets[KIND_FACET])
    kind = state.kind or next((k.value for k in _TABS if counts.get(k.value)), EntryKind.PASSAGE)
    size = current_app.config["SETTINGS"].page_size
    facets = _counted(query, kind)
    if state.meaning:
        results = by_meaning(
            index,
            shown.vectors,
            query,
            kind=EntryKind(kind),
            page=state.page,
            size=size,
            facets=facets,
        )
    else:
        results = index.search(
            query.filtered(KIND_FACET, kind),
            page=state.page,
            size=size,
            sort=state.sort,
            facets=facets,
        )
    return counts, results, state if state.kind else _with_kind(state, kind)


def _nearest(shown: Snapshot, query: Query, state: SearchState) -> tuple[Hit, ...]:
    """Return what comes nearest to a query that finds nothing because no entry has all its words.

    By any of the words and by meaning; by the words alone in a library without vectors.
    """
    kind = EntryKind(state.kind)
    if len(words_asked(query)) < _FEWEST_WORDS:
        return ()
    found = by_meaning(shown.index, shown.vectors, query, kind=kind).hits
    return found or shown.index.search(any_word(query).filtered(KIND_FACET, kind)).hits


def _meaning_address(shown: Snapshot, query: Query, state: SearchState) -> str:
    """Return the address of the search by meaning, empty where there is none to be had."""
    held = shown.vectors is not None and state.kind != EntryKind.REVIEW
    return state.by_meaning().address if held and words_asked(query) else ""


def _counted(query: Query, kind: str) -> list[str]:
    """Return what is counted: reviews where passages stand in groups, cases where facts count."""
    more = [REVIEW_FACET] if kind == EntryKind.PASSAGE else []
    facts = any(isinstance(one, Concerns) for one in leaves_of(query.typed))
    return [*_FACETS, *more, *([CASE_FACET] if facts else [])]


def _instead(error: QueryInvalid, state: SearchState) -> list[tuple[str, str]]:
    """Return the nearest names for a value that its field does not know, with their searches."""
    if not isinstance(error, ValueUnknown):
        return []
    return [
        (name, state.of_text(state.text.replace(error.typed, _as_value(name), 1)).address)
        for name in error.nearest
    ]


def _as_value(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _meanings(query: Query, state: SearchState) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each word of several meanings with a search for every one of them."""
    return [
        (
            one.typed,
            [
                (meaning, state.of_text(state.text.replace(one.typed, f'"{meaning}"', 1)).address)
                for meaning in one.meanings
            ],
        )
        for one in query.ambiguities
    ]


def _emptiness(index: IndexReader, query: Query, state: SearchState) -> dict[str, object]:
    """Return why nothing was found, what was perhaps meant, and what the library holds."""
    asked = query.filtered(KIND_FACET, state.kind)
    held = index.search(read_query(""), size=1, facets=[KIND_FACET, "year"], highlight=False)
    years = sorted(value for value, _ in held.facets["year"])
    return {
        "conditions": emptied_by(index, asked),
        "corrections": [
            (one.offered, one.entries, state.of_text(one.text).address)
            for one in corrections(index, query)
        ],
        "held": [(kind, number) for kind, number in held.facets[KIND_FACET]],
        "years": (years[0], years[-1]) if years else ("", ""),
    }


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


def _chosen(one: Filter, state: SearchState, shown: Snapshot) -> _Choice:
    address = state.without_filter(one).address
    label = _label(one.facet, one.value)
    if one.facet == REVIEW_FACET and one.value in review_headings(shown):
        label = review_headings(shown)[one.value].title
    return _Choice(label, address, title=_TITLES.get(one.facet, one.facet))


def _label(facet: str, value: str) -> str:
    field = FIELDS.get(facet)
    if field is not None and field.scheme:
        return load_vocabulary().label(value)
    return value
