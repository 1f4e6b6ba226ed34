"""From the tree of words as typed to the tree that the engines run.

The refined tree holds few kinds of node (And, Or, Not, AndMaybe, Term, Phrase,
Prefix, Wildcard, FuzzyTerm, NumericRange, Every, NullQuery, and Concerns, which
`search.scoping` binds to cases as Within or OneOf), each with words as
they are indexed. Anything else is refused here, so that no engine meets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from whoosh import query as q

from graph.errors import QueryInvalid
from graph.vocabulary import Vocabulary
from search import leaves, values
from search.analysis import is_stop_word
from search.expansion import Ambiguity, Expander, Expansion
from search.fields import FIELDS, Field, FieldKind
from search.limits import QueryLimits
from search.nodes import Concerns, Group
from search.scoping import bind
from search.synonyms import FoundLabel, find_labels

__all__ = ["Refiner"]

_TEXT = FIELDS["text"]
_OF_WORDS = (FieldKind.PROSE, FieldKind.NAME)
_LARGEST_BOOST = 100.0


class Refiner:
    """Refines one query and keeps what there is to say about it.

    `expander` is None where synonyms are turned off.
    """

    def __init__(
        self, vocabulary: Vocabulary, expander: Expander | None, limits: QueryLimits
    ) -> None:
        self._vocabulary = vocabulary
        self._expander = expander
        self._limits = limits
        self._terms = 0
        self._patterns = 0
        self._arrangements = 0
        self.expansions: list[Expansion] = []
        self.ambiguities: list[Ambiguity] = []
        self.notes: list[str] = []

    def refine(self, node: q.Query) -> q.Query | None:  # noqa: C901, PLR0911 - one for each kind
        """Return the refined tree, None where nothing in it can be searched.

        Raises QueryInvalid, with what to mend, for what cannot be run.
        """
        match node:
            case q.And():
                return self._all(node.subqueries)
            case q.Or():
                return _joined(q.Or, map(self.refine, node.subqueries))
            case q.AndNot():
                return self._and_not(node)
            case q.AndMaybe():
                return self._and_maybe(node)
            case q.Require():
                return _joined(q.And, map(self.refine, node.subqueries))
            case q.Not():
                return self._not(node)
            case q.Every():
                return q.Every()
            case Concerns():
                return self._counted(node)
            case Group():
                found = self.refine(node.inside)
                return None if found is None else bind(found, node.scope)
            case _ if node is q.NullQuery:
                return None
            case _ if _is_bare(node):
                return self._all((node,))
            case _:
                return self._leaf(node)

    def _all(self, children: Iterable[q.Query]) -> q.Query | None:
        needed: list[q.Query] = []
        optional: list[q.Query] = []  # stop words, which a query of stop words alone is made of
        for bare, run in groupby(children, key=_is_bare):
            if bare:
                self._words(_with_letters(run), needed, optional)
            else:
                needed += [one for one in map(self.refine, run) if one is not None]
        if all(isinstance(one, q.Not) for one in needed):
            needed = [*optional, *needed]
        return _joined(q.And, needed)

    def _words(self, run: Sequence[q.Term], needed: list[q.Query], optional: list[q.Query]) -> None:
        done = 0
        for label in self._labels([term.text for term in run]):
            self._plain(run[done : label.start], needed, optional)
            typed: list[q.Query] = []
            stops: list[q.Query] = []
            self._plain(run[label.start : label.end], typed, stops)
            needed.append(q.Or([_joined(q.And, typed or stops), *label.synonyms]))
            done = label.end
        self._plain(run[done:], needed, optional)

    def _plain(self, run: Sequence[q.Term], needed: list[q.Query], optional: list[q.Query]) -> None:
        for term in run:
            found = self._counted(leaves.words(_TEXT, term.text, self._limits))
            if found is not None:
                stop = isinstance(found, q.Term) and is_stop_word(term.text)
                (optional if stop else needed).append(_boosted(found, term.boost))

    def _labels(self, typed: Sequence[str]) -> list[FoundLabel]:
        if self._expander is None:
            return []
        found, ambiguities = find_labels(typed, self._expander, self._vocabulary)
        self.ambiguities += ambiguities
        self.expansions += [label.expansion for label in found]
        return found

    def _leaf(self, node: q.Query) -> q.Query | None:
        field = FIELDS.get((node.fieldname or _TEXT.name).lower(), _TEXT)
        if isinstance(node, q.TermRange):
            return self._counted(self._range(field, node))
        if isinstance(node, q.Phrase):
            return _boosted(self._phrase(field, node), node.boost)
        if isinstance(node, q.Prefix | q.Wildcard):
            text = f"{node.text}*" if isinstance(node, q.Prefix) else node.text
            found = self._pattern(field, text)
        elif isinstance(node, q.FuzzyTerm):
            found = leaves.near_word(field, node.text, node.maxdist, self._limits)
        elif isinstance(node, q.Term):
            found = self._value(field, node.text)
        else:
            raise QueryInvalid(
                f"This kind of condition cannot be searched: {node}. Write it with words."
            )
        return _boosted(self._counted(found), node.boost)

    def _phrase(self, field: Field, node: q.Phrase) -> q.Query | None:
        text = " ".join(node.words)
        if field.kind not in _OF_WORDS:
            return self._counted(self._value(field, text))
        found = self._counted(leaves.words(field, text, self._limits, node.slop))
        if found is None or field is not _TEXT or node.slop != 1:
            return found
        labels = self._labels([text])
        return q.Or([found, *labels[0].synonyms]) if labels else found

    def _pattern(self, field: Field, text: str) -> q.Query | None:
        if field.kind not in (FieldKind.YEAR, FieldKind.DATE):
            return leaves.pattern(field, text, self._limits)
        return values.period(field, text)

    def _value(self, field: Field, text: str) -> q.Query | None:
        match field.kind:
            case FieldKind.PROSE | FieldKind.NAME:
                return leaves.words(field, text, self._limits)
            case FieldKind.KEYWORD:
                return q.Term(field.name, values.keyword(field, text))
            case FieldKind.CONCEPT:
                ids = values.concept_ids(field, text, self._vocabulary)
                return _joined(q.Or, [q.Term(field.name, one) for one in ids])
            case FieldKind.YEAR | FieldKind.DATE:
                return values.period(field, text)
            case FieldKind.AGE | FieldKind.STATUS | FieldKind.SCOPE:
                # Read by search.conditions wherever they have a meaning.
                raise QueryInvalid(f"{field.name}: cannot read {text!r}. Write one plain value.")

    def _range(self, field: Field, node: q.TermRange) -> q.Query | None:
        if field.kind in (FieldKind.YEAR, FieldKind.DATE):
            return values.period_between(
                field, node.start, node.end, after=node.startexcl, before=node.endexcl
            )
        # "[12 to 15 months]" in a sentence is no range.
        self.notes.append(f"{field.name}: has no order to search a range of: its words were.")
        typed = [one for one in (node.start, node.end) if one]
        return _joined(q.And, (leaves.words(_TEXT, one, self._limits) for one in typed))

    def _not(self, node: q.Not) -> q.Query | None:
        found = self.refine(node.query)
        return None if found is None else q.Not(found)

    def _and_not(self, node: q.AndNot) -> q.Query | None:
        wanted, unwanted = self.refine(node.a), self.refine(node.b)
        return wanted if unwanted is None else _joined(q.And, (wanted, q.Not(unwanted)))

    def _and_maybe(self, node: q.AndMaybe) -> q.Query | None:
        wanted, helpful = self.refine(node.a), self.refine(node.b)
        return q.AndMaybe(wanted, helpful) if wanted and helpful else wanted

    def _counted(self, found: q.Query | None) -> q.Query | None:
        self._terms += len(found.words) if isinstance(found, q.Phrase) else 1
        if self._terms > self._limits.terms:
            raise QueryInvalid(
                f"The query has more than {self._limits.terms} words and conditions."
                " Search for its most telling words."
            )
        self._check_cost(found)
        return found

    def _check_cost(self, found: q.Query | None) -> None:
        if isinstance(found, q.Prefix | q.Wildcard | q.FuzzyTerm):
            self._patterns += 1
        elif isinstance(found, q.Phrase):
            self._arrangements += found.slop ** (len(found.words) - 1)
        if self._patterns > self._limits.patterns:
            raise QueryInvalid(
                f"The query has more than {self._limits.patterns} words with * or ~."
                " Write some of them out."
            )
        if self._arrangements > self._limits.arrangements_in_all:
            raise QueryInvalid(
                "The query has too many phrases with words far apart."
                " Use smaller numbers after ~, or fewer phrases."
            )


def _is_bare(node: q.Query) -> bool:
    field = (getattr(node, "fieldname", None) or _TEXT.name).lower()
    return isinstance(node, q.Term) and FIELDS.get(field) is _TEXT


def _with_letters(run: Iterable[q.Term]) -> list[q.Term]:
    """Return the terms with "Child A" and "Mr X" each as one: a name, not two words."""
    terms: list[q.Term] = []
    for term in run:
        letter = len(term.text) == 1 and term.text.isupper()
        if letter and terms and " " not in terms[-1].text:
            name = q.Term(term.fieldname, f"{terms.pop().text} {term.text}", boost=term.boost)
            terms.append(name)
        else:
            terms.append(term)
    return terms


def _joined(kind: type[q.Query], parts: Iterable[q.Query | None]) -> q.Query | None:
    kept = [part for part in parts if part is not None]
    return kind(kept) if len(kept) > 1 else next(iter(kept), None)


def _boosted(node: q.Query | None, boost: float) -> q.Query | None:
    if node is None or boost == 1.0:
        return node
    return node.with_boost(min(boost, _LARGEST_BOOST))
