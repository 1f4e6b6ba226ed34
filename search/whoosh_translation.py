"""From the refined query tree to one that Whoosh can run; raises on a node it does not know.

The tree is Whoosh's own, so most nodes stay as they are. The exceptions are
where Whoosh runs a node otherwise than it reads. Near words are looked up here,
because its own search for them depends on how many segments an index has.
Numbers are indexed as terms of equal length, because its ranges over unsigned
numbers also find some below them (2.7.5: 2012 to 9999 finds 2010).
"""

from __future__ import annotations

from rapidfuzz.distance import OSA
from whoosh import query as q
from whoosh.reading import IndexReader

from graph.errors import QueryInvalid
from search.nodes import OneOf

__all__ = ["as_term", "to_whoosh"]

_DIGITS = 8  # of the longest number that is indexed, a date


def to_whoosh(  # noqa: C901, PLR0911 - one for each kind
    node: q.Query, reader: IndexReader
) -> q.Query:
    """Return Whoosh's query for a refined tree over one index.

    Raises QueryInvalid for a kind of node that `search.refine` does not make.
    """
    match node:
        case q.And():
            return q.And([to_whoosh(one, reader) for one in node.subqueries], boost=node.boost)
        case q.Or():
            return q.Or([to_whoosh(one, reader) for one in node.subqueries], boost=node.boost)
        case q.Not():
            return q.Not(to_whoosh(node.query, reader))
        case q.AndMaybe():
            return q.AndMaybe(to_whoosh(node.a, reader), to_whoosh(node.b, reader))
        case q.ConstantScoreQuery():
            return q.ConstantScoreQuery(to_whoosh(node.child, reader), node.score)
        case OneOf():
            terms = [q.Term(node.fieldname, one) for one in node.values]
            return q.ConstantScoreQuery(q.Or(terms), 0.0)
        case q.FuzzyTerm():
            return _near(node, reader)
        case q.Term() | q.Phrase() | q.Prefix() | q.Wildcard() | q.Every():
            return node
        case q.NumericRange():
            return q.TermRange(node.fieldname, as_term(node.start), as_term(node.end))
        case _ if node is q.NullQuery:
            return node
        case _:
            raise QueryInvalid(f"Whoosh has no translation of {node!r}. Write it with words.")


def as_term(number: int) -> str:
    """Return a number as the term it is indexed by, in the order of numbers.

    >>> as_term(2012)
    '00002012'
    """
    return str(number).zfill(_DIGITS)


def _near(node: q.FuzzyTerm, reader: IndexReader) -> q.Query:
    words = (value.decode() for value in reader.lexicon(node.fieldname))
    near = [
        q.Term(node.fieldname, word)
        for word in words
        if OSA.distance(word, node.text, score_cutoff=node.maxdist) <= node.maxdist
    ]
    return q.Or(near, boost=node.boost) if near else q.NullQuery
