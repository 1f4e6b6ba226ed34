"""Binding facts to cases: from Concerns, wherever they stand, to what an index can answer.

A query with facts asks for entries for which some case exists that all the
facts are about. OR passes through "some case"; what is joined by AND stays
together, and OR between words and facts under an AND is multiplied out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from whoosh import query as q

from graph.errors import QueryInvalid
from search.fields import REFINED_FIELDS
from search.nodes import Concerns, OneOf, Scope, Within

__all__ = ["ANY", "bind", "fact_key", "in_passage"]

# Stands for any concept in the key of a passage's fact.
ANY = "*"
# Ways in which words and facts can be joined by OR and AND before it is too much.
_WAYS = 64


def bind(node: q.Query, scope: Scope) -> q.Query:  # noqa: PLR0911 - one for each kind
    """Return the tree with every Concerns bound within `scope`; others stay as they are.

    Raises QueryInvalid for a tree that joins words and facts in too many ways.
    """
    if not _holds_facts(node):
        return node
    if scope is Scope.PASSAGE:
        return _each(node)
    match node:
        case q.Or():
            return q.Or([bind(one, scope) for one in node.subqueries], boost=node.boost)
        case q.AndMaybe():
            return q.AndMaybe(bind(node.a, scope), bind(node.b, scope))
        case _ if _is_pure(node):
            return Within(scope, node)
        case q.And():
            return _all(node, scope)
        case _:
            return _any_way(node, scope)


def in_passage(one: Concerns) -> q.Query:
    """Return the condition that an entry itself is evidence for a fact."""
    if one.months is not None:
        return Within(Scope.CASE, one)  # an age is of the case, not of a passage
    plain = one.statuses is None and one.persons is None
    if one.field not in REFINED_FIELDS or plain:
        if one.concepts is None:
            return q.Prefix(one.field, "")
        return OneOf(one.field, tuple(sorted(one.concepts)))
    if one.concepts is None and one.statuses is None:
        return OneOf("person", tuple(sorted(one.persons or ())))
    keys = product(
        sorted(one.concepts) if one.concepts is not None else (ANY,),
        sorted(one.statuses) if one.statuses is not None else ("",),
        sorted(one.persons) if one.persons is not None else ("",),
    )
    return OneOf("fact", tuple(fact_key(one.field, *key) for key in keys))


def fact_key(field: str, concept: str, status: str, person: str) -> str:
    """Return the term by which an entry's fact is indexed; empty parts stand for any."""
    return f"{field}|{concept}|{status}|{person}"


def _all(node: q.And, scope: Scope) -> q.Query:
    """Bind conditions joined by AND; those without facts are kept out, and scored once."""
    facts = [one for one in node.subqueries if _holds_facts(one)]
    others = [one for one in node.subqueries if not _holds_facts(one)]
    if len(facts) == 1:
        bound = bind(facts[0], scope)
    elif all(map(_is_pure, facts)):
        bound = Within(scope, q.And(facts))
    else:
        bound = _any_way(q.And(facts), scope)
    return q.And([*others, bound], boost=node.boost) if others else bound


def _any_way(node: q.Query, scope: Scope) -> q.Query:
    ways = [_way(way, scope) for way in _ways(node)]
    return ways[0] if len(ways) == 1 else q.Or(ways)


def _each(node: q.Query) -> q.Query:
    match node:
        case q.And() | q.Or():
            return type(node)([_each(one) for one in node.subqueries], boost=node.boost)
        case q.Not():
            return q.Not(_each(node.query))
        case q.AndMaybe():
            return q.AndMaybe(_each(node.a), _each(node.b))
        case Concerns():
            return in_passage(node)
        case _:
            return node


def _ways(node: q.Query) -> list[tuple[q.Query, ...]]:
    """Return the alternatives of a tree: each the conditions that must be met together."""
    if not _holds_facts(node) or _is_pure(node):
        return [(node,)]
    match node:
        case q.Or():
            return _few([way for one in node.subqueries for way in _ways(one)])
        case q.And():
            found: list[tuple[q.Query, ...]] = [()]
            for one in node.subqueries:
                inner = _ways(one)
                found = _few([(*way, *more) for way in found for more in inner])
            return found
        case q.Not():
            return _ways(_inward(node.query))
        case q.AndMaybe():
            return _ways(node.a)
        case _:
            return [(node,)]


def _few(ways: list[tuple[q.Query, ...]]) -> list[tuple[q.Query, ...]]:
    if len(ways) > _WAYS:
        raise QueryInvalid(
            f"The query joins words and facts by OR in more than {_WAYS} ways."
            " Search for one of them at a time."
        )
    return ways


def _inward(node: q.Query) -> q.Query:
    """Return NOT of a tree with the NOT on its parts (De Morgan)."""
    match node:
        case q.And():
            return q.Or([q.Not(one) for one in node.subqueries])
        case q.Or():
            return q.And([q.Not(one) for one in node.subqueries])
        case q.AndMaybe():
            return q.Not(node.a)
        case q.Not():
            return node.query
        case _:
            return q.Not(node)


def _way(conditions: tuple[q.Query, ...], scope: Scope) -> q.Query:
    facts = [one for one in conditions if _holds_facts(one)]
    others = [one for one in conditions if not _holds_facts(one)]
    if facts:
        others.append(Within(scope, facts[0] if len(facts) == 1 else q.And(facts)))
    return others[0] if len(others) == 1 else q.And(others)


def _loose(node: q.Query) -> Iterator[q.Query]:
    """Yield the leaves that are not bound yet, and every Within as one leaf."""
    match node:
        case q.And() | q.Or():
            for one in node.subqueries:
                yield from _loose(one)
        case q.Not():
            yield from _loose(node.query)
        case q.AndMaybe():
            yield from _loose(node.a)
            yield from _loose(node.b)
        case _:
            yield node


def _holds_facts(node: q.Query) -> bool:
    return any(isinstance(one, Concerns) for one in _loose(node))


def _is_pure(node: q.Query) -> bool:
    return all(isinstance(one, Concerns) for one in _loose(node))
