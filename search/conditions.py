"""From the tree as typed to conditions on facts: `factor:neglect status:possible person:mother`.

`status:` and `person:` are no conditions of their own but refine the factor (or
legal status) that they accompany: the nearest before them in the same brackets,
else the nearest after. `same:` says within what the facts of its brackets meet.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from whoosh import query as q

from graph.errors import QueryInvalid
from graph.vocabulary import Vocabulary
from search import values
from search.casebook import COUNTED
from search.fields import FACT_FIELDS, FIELDS, REFINED_FIELDS, Field, FieldKind
from search.limits import QueryLimits
from search.nodes import Concerns, Group, Scope, leaves_of

__all__ = ["gather"]

_REFINING = ("status", "person")
_READ = (q.Term, q.Phrase, q.Prefix, q.Wildcard)


def gather(node: q.Query, vocabulary: Vocabulary, limits: QueryLimits, notes: list[str]) -> q.Query:
    """Return the tree with conditions on facts read: Concerns and Group nodes in place of terms.

    What was left out goes to `notes`. Raises QueryInvalid, with the nearest
    names, for a concept, status or scope there is not.
    """
    return _Gatherer(vocabulary, limits, notes).gather(node)


@dataclass(slots=True)
class _Refinement:
    """Statuses or persons that a factor is narrowed to, and how the persons were named."""

    statuses: frozenset[str] | None = None
    persons: frozenset[str] | None = None
    told: str = ""

    def alone(self) -> Concerns:
        return self.narrow(Concerns("factor", None))

    def narrow(self, one: Concerns) -> Concerns:
        told = " or ".join(filter(None, (one.person_told, self.told)))
        return Concerns(
            one.field,
            one.concepts,
            told=one.told,
            statuses=_united(one.statuses, self.statuses),
            persons=_united(one.persons, self.persons),
            person_told=told,
            months=one.months,
        )


@dataclass(slots=True)
class _Gatherer:
    vocabulary: Vocabulary
    limits: QueryLimits
    notes: list[str]
    _scopes: list[Scope] = field(default_factory=list)

    def gather(self, node: q.Query) -> q.Query:  # noqa: PLR0911 - one for each kind
        match node:
            case q.And():
                return self._all(node)
            case q.Or():
                parts = [self.gather(one) for one in node.subqueries]
                return q.Or([one for one in parts if one is not q.NullQuery], boost=node.boost)
            case q.Not():
                inner = self.gather(node.query)
                return q.NullQuery if inner is q.NullQuery else q.Not(inner)
            case q.AndMaybe() | q.AndNot() | q.Require():
                return type(node)(self.gather(node.a), self.gather(node.b))
            case _ if self._refinement(node) is not None:
                return self._only(node).alone()
            case _ if _is_of(node, FieldKind.SCOPE):
                return self._lonely()
            case _:
                return self._leaf(node)

    def _all(self, node: q.And) -> q.Query:
        scopes = [one for one in node.subqueries if _is_of(one, FieldKind.SCOPE)]
        others = [one for one in _flat(node.subqueries) if one not in scopes]
        found = q.And(list(self._refined(others)), boost=node.boost)
        if not scopes:
            return found
        if len(scopes) > 1:
            self.notes.append("same: was given several times in one place: the last one counts.")
        scope = _scope(scopes[-1])
        if not found.subqueries:
            return self._lonely()
        return Group(scope, found)

    def _lonely(self) -> q.Query:
        self.notes.append("same: has no conditions beside it, so it was left out.")
        return q.NullQuery

    def _refined(self, nodes: Iterable[q.Query]) -> Iterator[q.Query]:
        done: list[q.Query] = []
        waiting: list[_Refinement] = []
        last = -1  # where the factor stands that a refinement accompanies
        for node in nodes:
            refinement = self._refinement(node)
            if refinement is None:
                done.append(self.gather(node))
                if _is_refinable(done[-1]):
                    last = len(done) - 1
                    done[last] = _with_all(done[last], waiting)
                    waiting = []
            elif last >= 0:
                done[last] = _with_all(done[last], [refinement])
            else:
                waiting.append(refinement)
        if waiting:
            done.append(_with_all(Concerns("factor", None), waiting))
        return (one for one in done if one is not q.NullQuery)

    def _refinement(self, node: q.Query) -> _Refinement | None:
        """Return what a node of statuses alone, or of persons alone, narrows to; else None."""
        if isinstance(node, q.Not):
            return self._without(node)
        named = list(leaves_of(node))
        for name in _REFINING:
            if named and all(isinstance(one, _READ) and _named(one) == name for one in named):
                return self._of_field(name, named)
        return None

    def _only(self, node: q.Query) -> _Refinement:
        return self._refinement(node) or _Refinement()

    def _without(self, node: q.Not) -> _Refinement | None:
        inner = self._refinement(node.query)
        if inner is None:
            return None
        if inner.statuses is not None:
            return _Refinement(statuses=COUNTED - inner.statuses)
        everyone = frozenset(one.id for one in self.vocabulary.scheme("person-role"))
        return _Refinement(
            persons=everyone - (inner.persons or frozenset()), told=f"not {inner.told}"
        )

    def _of_field(self, name: str, named: Iterable[q.Query]) -> _Refinement:
        texts = [_text(one) for one in named]
        if name == "status":
            return _Refinement(statuses=frozenset(map(values.status, texts)))
        found = [self._concepts(FIELDS[name], text) for text in texts]
        told = " or ".join(self._label(FIELDS[name], text) for text in texts)
        return _Refinement(persons=frozenset().union(*found), told=told)

    def _leaf(self, node: q.Query) -> q.Query:
        name = _named(node)
        kind = FIELDS[name].kind if name in FIELDS else None
        if name in FACT_FIELDS and isinstance(node, _READ):
            return self._fact(FIELDS[name], _text(node))
        if kind is FieldKind.AGE and isinstance(node, (*_READ, q.TermRange)):
            return _age(node)
        return node

    def _fact(self, field_: Field, text: str) -> Concerns:
        if text == "*":
            return Concerns(field_.name, None)
        return Concerns(field_.name, self._concepts(field_, text), told=self._label(field_, text))

    def _concepts(self, field_: Field, text: str) -> frozenset[str]:
        if "*" not in text and "?" not in text:
            return frozenset(values.concept_ids(field_, text, self.vocabulary))
        pattern = text.lower().replace("[", "[[]")
        if not pattern[: self.limits.pattern_start].strip("*?"):
            raise QueryInvalid(
                f"{text!r} would look through every concept there is."
                " Begin it with a letter, as in 'neglect*'."
            )
        ids = (one.id for one in self.vocabulary.scheme(field_.scheme))
        found = [one for one in ids if fnmatch.fnmatchcase(one, pattern)]
        return frozenset().union(*map(self.vocabulary.narrower, found)) if found else frozenset()

    def _label(self, field_: Field, text: str) -> str:
        if "*" in text or "?" in text:
            return text
        return self.vocabulary.label(values.concept_named(field_, text, self.vocabulary))


def _flat(nodes: Iterable[q.Query]) -> Iterator[q.Query]:
    """Yield conditions joined by AND, those of an inner AND of factors too.

    An inner AND with a `same:`, `status:` or `person:` of its own stays one.
    """
    for node in nodes:
        names = {_named(one) for one in node.subqueries} if isinstance(node, q.And) else set()
        if names & set(REFINED_FIELDS) and not names & {"same", *_REFINING}:
            yield from _flat(node.subqueries)
        else:
            yield node


def _with_all(node: q.Query, refinements: Iterable[_Refinement]) -> q.Query:
    for one in refinements:
        node = _with(node, one.narrow)
    return node


def _with(node: q.Query, narrow: Callable[[Concerns], Concerns]) -> q.Query:
    match node:
        case q.And() | q.Or():
            return type(node)([_with(one, narrow) for one in node.subqueries], boost=node.boost)
        case q.Not():
            return q.Not(_with(node.query, narrow))
        case Group():
            return Group(node.scope, _with(node.inside, narrow))
        case Concerns():
            return narrow(node)
        case _:
            return node


def _is_refinable(node: q.Query) -> bool:
    named = list(leaves_of(node))
    return bool(named) and all(
        isinstance(one, Concerns) and one.field in REFINED_FIELDS for one in named
    )


def _age(node: q.Query) -> Concerns:
    name = FIELDS["age"]
    if isinstance(node, q.TermRange):
        start, end = node.start or "", node.end or ""
        months = values.ages(name, start, end, after=node.startexcl, before=node.endexcl)
        told = f"{_over(start, node.startexcl, 'over')}..{_over(end, node.endexcl, 'under')}"
        return Concerns("age", None, told=told, months=months)
    text = _text(node)
    if text == "*":
        return Concerns("age", None, months=values.ages(name, "", ""))
    start, dots, end = text.partition("..")
    return Concerns("age", None, told=text, months=values.ages(name, start, end if dots else start))


def _over(bound: str, left_out: bool, sign: str) -> str:
    return f"{sign} {bound}" if bound and left_out else bound


def _scope(node: q.Query) -> Scope:
    typed = _text(node).strip().lower()
    if typed not in set(map(str, Scope)):
        raise QueryInvalid(f"same: knows no {typed!r}. It is one of {', '.join(Scope)}.")
    return Scope(typed)


def _is_of(node: q.Query, kind: FieldKind) -> bool:
    name = _named(node)
    return isinstance(node, _READ) and name in FIELDS and FIELDS[name].kind is kind


def _named(node: q.Query) -> str:
    return (getattr(node, "fieldname", None) or "text").lower()


def _text(node: q.Query) -> str:
    if isinstance(node, q.Phrase):
        return " ".join(node.words)
    return f"{node.text}*" if isinstance(node, q.Prefix) else str(node.text)


def _united(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one | other
