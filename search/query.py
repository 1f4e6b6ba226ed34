"""The query: what was typed, as every engine runs it and every page reports it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from whoosh import query as whoosh_query

from graph.errors import QueryInvalid
from graph.vocabulary import Vocabulary, load_vocabulary
from search.expansion import Ambiguity, Expansion, expander
from search.fields import FACETS
from search.limits import DEFAULT_QUERY_LIMITS, QueryLimits
from search.refine import Refiner
from search.syntax import read_syntax

__all__ = ["Filter", "Query", "read_query"]


@dataclass(frozen=True, slots=True, order=True)
class Filter:
    """One value of one facet that every hit must have."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has been read.

    `tree` is a Whoosh query tree of the node kinds listed in `search.refine`,
    its words as they are indexed: read it, never change it. `expansions` are
    the synonyms added, `ambiguities` the words that name several concepts,
    `notes` what was read leniently, in sentences for the user.
    """

    text: str
    tree: whoosh_query.Query = field(compare=False)
    filters: tuple[Filter, ...] = ()
    expanded: bool = True
    expansions: tuple[Expansion, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    notes: tuple[str, ...] = ()

    def filtered(self, facet: str, value: str) -> Query:
        """Return this query with one filter more; raises QueryInvalid for no such facet."""
        return replace(self, filters=_filters((*self.filters, Filter(facet, value))))

    def unfiltered(self, facet: str, value: str) -> Query:
        """Return this query without one of its filters."""
        left = (one for one in self.filters if one != Filter(facet, value))
        return replace(self, filters=tuple(left))

    @property
    def conditions(self) -> whoosh_query.Query:
        """The tree of the filters alone, None where there are none."""
        terms = [_condition(one) for one in self.filters]
        return whoosh_query.And(terms) if terms else None


def read_query(
    text: str,
    *,
    filters: Iterable[Filter] = (),
    expand: bool = True,
    narrower: bool = False,
    vocabulary: Vocabulary | None = None,
    limits: QueryLimits = DEFAULT_QUERY_LIMITS,
) -> Query:
    """Return the query that `text` asks for in Whoosh's language; blank text asks for all.

    `expand` adds the synonyms of the vocabulary, `narrower` those of narrower
    concepts too. Unclosed quotation marks and brackets and unknown fields are
    read as words, with a note. Raises QueryInvalid, with what to mend, for a
    query beyond the limits, a value its field does not know, or no words at all.
    """
    concepts = vocabulary or load_vocabulary()
    synonyms = expander(concepts, narrower=narrower) if expand else None
    refiner = Refiner(concepts, synonyms, limits)
    typed, notes = read_syntax(text, limits)
    tree = refiner.refine(typed)
    if tree is None and text.strip():
        raise QueryInvalid("The query holds no word to search for. Type a word or a number.")
    return Query(
        text=text,
        tree=tree if tree is not None else whoosh_query.Every(),
        filters=_filters(filters),
        expanded=expand,
        expansions=tuple(dict.fromkeys(refiner.expansions)),
        ambiguities=tuple(dict.fromkeys(refiner.ambiguities)),
        notes=(*notes, *dict.fromkeys(refiner.notes)),
    )


def _filters(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    checked = tuple(sorted(set(filters)))
    for one in checked:
        if one.facet not in FACETS:
            raise QueryInvalid(
                f"There is no filter {one.facet!r}. Choose one of {', '.join(FACETS)}."
            )
        if FACETS[one.facet].numeric and not one.value.isdecimal():
            raise QueryInvalid(f"{one.facet}: takes a number, not {one.value!r}. Choose a year.")
    return checked


def _condition(one: Filter) -> whoosh_query.Query:
    facet = FACETS[one.facet]
    if facet.numeric:
        return whoosh_query.NumericRange(facet.field, int(one.value), int(one.value))
    return whoosh_query.Term(facet.field, one.value)
