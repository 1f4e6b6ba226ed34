"""Which cases, and which reviews, meet a condition on facts: answered from all profiles at once.

Each fact is a set of cases, kept as the bits of one integer, so that AND, OR
and NOT over five thousand cases take microseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_, or_

from whoosh import query as q

from graph.errors import QueryInvalid
from graph.model import FactorStatus
from search.ages import Months
from search.nodes import Concerns, OneOf, Scope, Within
from search.profiles import CaseFact, Profile

__all__ = ["COUNTED", "NOWHERE", "Casebook"]

# What counts for a factor unless a status is asked for: not what was ruled out.
COUNTED = frozenset(
    {FactorStatus.PRESENT.value, FactorStatus.HISTORICAL.value, FactorStatus.POSSIBLE.value}
)
# The value in an index of an entry that belongs to no case (or no review).
NOWHERE = "-"

# The index field that holds the ids of what an entry belongs to.
_FIELDS = {Scope.CASE: "in_case", Scope.REVIEW: "in_review"}
# The strongest status first: what several documents of one case come to.
_STRENGTH = {status.value: at for at, status in enumerate(FactorStatus)}

_Facts = dict[str, set[CaseFact]]
_Ages = dict[str, set[Months]]


class Casebook:
    """The facts of all cases and reviews of one index, documents of one case put together."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        held = tuple(profiles)
        cases, ages = _cases(held)
        reviews, review_ages = _reviews(held, cases, ages)
        self._shelves = {
            Scope.CASE: _Shelf(cases, ages),
            Scope.REVIEW: _Shelf(reviews, review_ages),
        }

    def ids(self, scope: Scope, condition: q.Query) -> tuple[str, ...]:
        """Return the ids of the cases (or reviews) that meet a tree of Concerns, sorted.

        NOWHERE is among them where a case without any fact would meet it.
        """
        return self._shelves[scope].ids(condition)

    def resolve(self, tree: q.Query) -> q.Query:
        """Return a tree with the ids of cases and reviews in place of conditions on them."""
        match tree:
            case q.And() | q.Or():
                parts = [self.resolve(one) for one in tree.subqueries]
                return type(tree)(parts, boost=tree.boost)
            case q.Not():
                return q.Not(self.resolve(tree.query))
            case q.AndMaybe():
                return q.AndMaybe(self.resolve(tree.a), self.resolve(tree.b))
            case q.ConstantScoreQuery():
                return q.ConstantScoreQuery(self.resolve(tree.child), tree.score)
            case Within():
                ids = self.ids(tree.scope, tree.condition)
                return OneOf(_FIELDS[tree.scope], ids) if ids else q.NullQuery
            case _:
                return tree

    def values(self, field: str) -> frozenset[str]:
        """Return the concepts that any case or review has in a field."""
        return frozenset().union(*(shelf.values(field) for shelf in self._shelves.values()))


class _Shelf:
    """Facts as bit sets over the sorted ids of the cases; the last bit is NOWHERE."""

    def __init__(self, facts: Mapping[str, Iterable[CaseFact]], ages: _Ages) -> None:
        self._ids = (*sorted(facts), NOWHERE)
        self._all = (1 << len(self._ids)) - 1
        self._bits: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
        self._ages: dict[Months, int] = defaultdict(int)
        for at, key in enumerate(self._ids[:-1]):
            for one in facts[key]:
                sets = self._bits.setdefault((one.field, one.concept), defaultdict(int))
                sets[one.status, one.person] |= 1 << at
            for age in ages.get(key, ()):
                self._ages[age] |= 1 << at

    def ids(self, condition: q.Query) -> tuple[str, ...]:
        found = self._met(condition)
        return tuple(one for at, one in enumerate(self._ids) if found >> at & 1)

    def values(self, field: str) -> frozenset[str]:
        return frozenset(concept for name, concept in self._bits if name == field)

    def _met(self, node: q.Query) -> int:
        match node:
            case q.And():
                return reduce(and_, map(self._met, node.subqueries), self._all)
            case q.Or():
                return reduce(or_, map(self._met, node.subqueries), 0)
            case q.Not():
                return self._all & ~self._met(node.query)
            case q.AndMaybe():
                return self._met(node.a)
            case Concerns() if node.months is not None:
                low, high = node.months
                fits = (bits for age, bits in self._ages.items() if low <= age[0] <= age[1] <= high)
                return reduce(or_, fits, 0)
            case Concerns():
                return self._fact(node)
            case _:
                raise QueryInvalid(f"A case cannot be asked for {node!r}. Write it with words.")

    def _fact(self, node: Concerns) -> int:
        concepts = self.values(node.field) if node.concepts is None else node.concepts
        statuses = COUNTED if node.statuses is None else node.statuses
        found = 0
        for concept in concepts:
            for (status, person), bits in self._bits.get((node.field, concept), {}).items():
                fits = not status or status in statuses
                if fits and (node.persons is None or person in node.persons):
                    found |= bits
        return found


def _cases(profiles: Iterable[Profile]) -> tuple[_Facts, _Ages]:
    """Return the facts of each case: of several statuses for one person the strongest."""
    strongest: dict[str, dict[tuple[str, str, str], str]] = defaultdict(dict)
    ages: _Ages = defaultdict(set)
    for profile in (one for one in profiles if one.scope is Scope.CASE):
        held = strongest[profile.id]
        for fact in profile.facts:
            key = (fact.field, fact.concept, fact.person)
            held[key] = min(held.get(key, fact.status), fact.status, key=_strength)
        if profile.age is not None:
            ages[profile.id].add(profile.age)
    facts = {
        case: {CaseFact(field, concept, status, who) for (field, concept, who), status in h.items()}
        for case, h in strongest.items()
    }
    return facts, ages


def _reviews(profiles: Iterable[Profile], cases: _Facts, ages: _Ages) -> tuple[_Facts, _Ages]:
    facts: _Facts = defaultdict(set)
    review_ages: _Ages = defaultdict(set)
    for profile in profiles:
        own = cases[profile.id] if profile.scope is Scope.CASE else profile.facts
        for review in profile.reviews:
            facts[review].update(own)
            if profile.scope is Scope.CASE:
                review_ages[review] |= ages.get(profile.id, set())
    return facts, review_ages


def _strength(status: str) -> int:
    return _STRENGTH.get(status, len(_STRENGTH))
