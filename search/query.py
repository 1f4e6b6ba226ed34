"""The query: what was typed, as every engine runs it and every page reports it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from whoosh import query as whoosh_query

from graph.errors import QueryInvalid
from graph.vocabulary import Vocabulary, load_vocabulary
from search.conditions import gather
from search.expansion import Ambiguity, Expansion, expander
from search.fields import FACETS
from search.limits import DEFAULT_QUERY_LIMITS, QueryLimits
from search.nodes import Group, Scope, leaves_of
from search.refine import Refiner
from search.scoping import bind
from search.syntax import read_syntax

__all__ = [
    "Filter",
    "Query",
    "conjuncts",
    "of_conditions",
    "query_from_pairs",
    "read_query",
    "scope_of",
]


@dataclass(frozen=True, slots=True, order=True)
class Filter:
    """One value of one facet that every hit must have."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has been read.

    `tree` is a Whoosh query tree of the node kinds listed in `search.refine`,
    its words as they are indexed: read it, never change it. `typed` is the tree
    before, with the words as typed and the facts as read. `expansions` are
    the synonyms added, `ambiguities` the words that name several concepts,
    `notes` what was read leniently, in sentences for the user.
    """

    text: str
    tree: whoosh_query.Query = field(compare=False)
    typed: whoosh_query.Query = field(compare=False, default=whoosh_query.NullQuery)
    filters: tuple[Filter, ...] = ()
    expanded: bool = True
    narrower: bool = False
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
    def expansion(self) -> str:
        """What other words are searched for: "no", "yes", or "narrower" concepts' too."""
        if not self.expanded:
            return "no"
        return "narrower" if self.narrower else "yes"

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The names and values of this query's address; `query_from_pairs` reads them."""
        text = (("q", self.text),) if self.text else ()
        expand = () if self.expanded and not self.narrower else (("expand", self.expansion),)
        return (*text, *((one.facet, one.value) for one in self.filters), *expand)

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
    parsed, notes = read_syntax(text, limits)
    gathered: list[str] = []
    typed = gather(parsed, concepts, limits, gathered)
    query = Query(
        text=text,
        tree=whoosh_query.Every(),
        filters=_filters(filters),
        expanded=expand,
        narrower=expand and narrower,
        notes=(*notes, *gathered),
    )
    synonyms = expander(concepts, narrower=narrower) if expand else None
    query = _refined(query, typed, Refiner(concepts, synonyms, limits))
    left_out = gathered or not text.strip()
    if isinstance(query.tree, whoosh_query.Every) and not left_out and not _asks_for_all(typed):
        raise QueryInvalid("The query holds no word to search for. Type a word or a number.")
    return query


def conjuncts(query: Query) -> tuple[whoosh_query.Query, ...]:
    """Return the conditions, as typed, that a query joins by AND."""
    typed = query.typed
    while isinstance(typed, Group):
        typed = typed.inside
    # Brackets around the whole query are no condition of their own.
    while isinstance(typed, whoosh_query.And) and len(typed.subqueries) == 1:
        (inner,) = typed.subqueries
        if not isinstance(inner, whoosh_query.And):
            break
        typed = inner
    return tuple(typed.subqueries) if isinstance(typed, whoosh_query.And) else (typed,)


def scope_of(query: Query) -> Scope:
    """Return within what the facts of a query meet, outside brackets of their own."""
    return query.typed.scope if isinstance(query.typed, Group) else Scope.CASE


def of_conditions(query: Query, conditions: Iterable[whoosh_query.Query]) -> Query:
    """Return the query with these of its conjuncts alone; all is found without any."""
    typed = whoosh_query.And(list(conditions))
    if isinstance(query.typed, Group):
        typed = Group(query.typed.scope, typed)
    vocabulary = load_vocabulary()
    synonyms = expander(vocabulary, narrower=query.narrower) if query.expanded else None
    return _refined(query, typed, Refiner(vocabulary, synonyms, DEFAULT_QUERY_LIMITS))


def _asks_for_all(typed: whoosh_query.Query) -> bool:
    stars = (getattr(one, "text", "") == "*" for one in leaves_of(typed))
    return any(stars) or any(isinstance(one, whoosh_query.Every) for one in leaves_of(typed))


def _refined(query: Query, typed: whoosh_query.Query, refiner: Refiner) -> Query:
    tree = refiner.refine(typed)
    return replace(
        query,
        tree=bind(tree, Scope.CASE) if tree is not None else whoosh_query.Every(),
        typed=typed,
        expansions=tuple(dict.fromkeys(refiner.expansions)),
        ambiguities=tuple(dict.fromkeys(refiner.ambiguities)),
        notes=(*query.notes, *dict.fromkeys(refiner.notes)),
    )


def query_from_pairs(pairs: Iterable[tuple[str, str]]) -> Query:
    """Return the query that an address asks for by its names and values.

    Names that say nothing about what is found (the page, the order) are passed
    over. Raises QueryInvalid as `read_query` does.
    """
    given = list(pairs)
    text = next((value for name, value in given if name == "q"), "")
    filters = [Filter(name, value) for name, value in given if name in FACETS and value]
    return read_query(
        text,
        filters=filters,
        expand=("expand", "no") not in given,
        narrower=("expand", "narrower") in given,
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
