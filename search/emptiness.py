"""Why nothing was found: which condition emptied the result, and what there is without it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from whoosh.query import NullQuery

from search.describing import clause, filter_clause
from search.engine import IndexReader
from search.query import Filter, Query, conjuncts, of_conditions, scope_of

__all__ = ["Emptied", "emptied_by"]

_CONDITIONS = 12  # of one query that are tried


@dataclass(frozen=True, slots=True)
class Emptied:
    """One condition in words: how much it finds alone, and how much the others do without it.

    `chosen` is the filter that it is, None for a condition that was typed.
    """

    condition: str
    alone: int
    without: int
    chosen: Filter | None = None


def emptied_by(reader: IndexReader, query: Query) -> tuple[Emptied, ...]:
    """Return the conditions that stand in the way of any result, the worst first.

    Those that find nothing at all come first, then those without which there
    would be most. A condition that nothing depends on is left out.
    """
    tried = [*_typed(reader, query), *_chosen(reader, query)]
    told = [one for one in tried if not one.alone or one.without]
    return tuple(sorted(told, key=lambda one: (one.alone > 0, -one.without, one.condition)))


def _typed(reader: IndexReader, query: Query) -> list[Emptied]:
    typed = [one for one in conjuncts(query) if one is not NullQuery]  # nothing typed is none
    conditions = typed[:_CONDITIONS]
    bare = replace(query, filters=())
    return [
        Emptied(
            condition=clause(one, scope_of(query)),
            alone=_total(reader, of_conditions(bare, [one])),
            without=_total(reader, of_conditions(query, [x for x in conditions if x is not one]))
            if len(conditions) + len(query.filters) > 1
            else 0,
        )
        for one in conditions
    ]


def _chosen(reader: IndexReader, query: Query) -> list[Emptied]:
    everything = replace(of_conditions(query, ()), filters=())
    return [
        Emptied(
            condition=filter_clause(one.facet, one.value),
            alone=_total(reader, everything.filtered(one.facet, one.value)),
            without=_total(reader, query.unfiltered(one.facet, one.value)),
            chosen=one,
        )
        for one in query.filters[:_CONDITIONS]
    ]


def _total(reader: IndexReader, query: Query) -> int:
    return reader.search(query, size=1, highlight=False).total
