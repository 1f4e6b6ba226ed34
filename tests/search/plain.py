"""What a refined query means, read off one entry without any index: slow and plain."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from typing import Any

from rapidfuzz.distance import OSA
from whoosh import query as q

from search.casebook import Casebook
from search.entry import Entry
from search.indexed import indexed
from search.nodes import OneOf

__all__ = ["meets"]


def meets(entry: Entry, tree: q.Query, casebook: Casebook | None = None) -> bool:
    """Say whether an entry meets a refined tree; its cases are those of the casebook."""
    node = (casebook or Casebook(())).resolve(tree)
    values = indexed(entry)
    terms: dict[str, list[str]] = {name: words.split() for name, words in values.words.items()}
    terms |= {name: list(many) for name, many in values.keywords.items()}
    return _meets(node, terms, values.numbers)


def _meets(  # noqa: C901, PLR0911, PLR0912 - one branch for each kind of node
    node: q.Query, terms: dict[str, list[str]], numbers: dict[str, int]
) -> bool:
    def inside(one: q.Query) -> bool:
        return _meets(one, terms, numbers)

    def some(field: str, test: Any) -> bool:
        return any(test(term) for term in terms.get(field, ()))

    match node:
        case q.And():
            return all(map(inside, node.subqueries))
        case q.Or():
            return any(map(inside, node.subqueries))
        case q.Not():
            return not inside(node.query)
        case q.AndMaybe():
            return inside(node.a)
        case q.Every():
            return True
        case OneOf():
            return some(node.fieldname, lambda term: term in node.values)
        case q.Term():
            return some(node.fieldname, lambda term: term == node.text)
        case q.Phrase():
            return _stand(terms.get(node.fieldname, []), node.words, node.slop)
        case q.Prefix():
            return some(node.fieldname, lambda term: term.startswith(node.text))
        case q.Wildcard():
            return some(node.fieldname, lambda term: fnmatch.fnmatchcase(term, node.text))
        case q.FuzzyTerm():
            return some(node.fieldname, lambda term: OSA.distance(term, node.text) <= node.maxdist)
        case _ if node is q.NullQuery:
            return False
        case q.NumericRange():
            return bool(node.start <= numbers.get(node.fieldname, -1) <= node.end)
    raise AssertionError(node)


def _stand(terms: Sequence[str], words: Sequence[str], slop: int) -> bool:
    ends = {at for at, term in enumerate(terms) if term == words[0]}
    for word in words[1:]:
        ends = {
            at
            for end in ends
            for at in range(end + 1, min(end + slop + 1, len(terms)))
            if terms[at] == word
        }
    return bool(ends)
