"""From the refined query tree to tantivy's queries; raises on a node it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, product

from tantivy import FieldType, Occur, Query, Schema
from whoosh import query as q

from graph.errors import QueryInvalid
from search.indexed import PROFILE, WORDS
from search.nodes import OneOf

__all__ = ["finds_profiles", "to_tantivy"]

_PAIR = 2
# The fields that a profile is found by (search.tantivy_schema).
_OF_PROFILES = frozenset({PROFILE, "document", "review"})
_WILDCARDS = {"*": ".*", "?": "."}
# What tantivy's regular expressions give a meaning; it refuses a backslash before all else.
_SIGNS = frozenset("\\.+*?()|[]{}^$#&-~")


def to_tantivy(node: q.Query, schema: Schema) -> Query:
    """Return tantivy's query for a refined tree.

    Raises QueryInvalid for a kind of node that `search.refine` does not make.
    """
    found = _translate(node, schema)
    boost = getattr(node, "boost", 1.0)
    return found if boost == 1.0 else Query.boost_query(found, boost)


def finds_profiles(node: q.Query) -> bool:
    """Say whether a refined tree might find what is no entry, and so has to keep it out.

    Most cannot, and keeping out costs as much again as finding a common word.
    """
    match node:
        case q.And():
            return all(map(finds_profiles, node.subqueries))
        case q.Or():
            return any(map(finds_profiles, node.subqueries))
        case q.AndMaybe():
            return finds_profiles(node.a)
        case q.ConstantScoreQuery():
            return finds_profiles(node.child)
        case q.Not() | q.Every():
            return True
        case _:
            return getattr(node, "fieldname", None) in _OF_PROFILES


def _translate(node: q.Query, schema: Schema) -> Query:  # noqa: PLR0911 - one for each kind
    match node:
        case q.And():
            return _all(node.subqueries, schema)
        case q.Or():
            parts = [(Occur.Should, to_tantivy(one, schema)) for one in node.subqueries]
            return Query.boolean_query(parts)
        case q.Not():
            return _all((node,), schema)
        case q.AndMaybe():
            wanted, helpful = (to_tantivy(one, schema) for one in (node.a, node.b))
            return Query.boolean_query([(Occur.Must, wanted), (Occur.Should, helpful)])
        case q.ConstantScoreQuery():
            return Query.const_score_query(to_tantivy(node.child, schema), node.score)
        case q.Every():
            return Query.all_query()
        case _ if node is q.NullQuery:
            return Query.empty_query()
        case _:
            return _leaf(node, schema)


def _leaf(node: q.Query, schema: Schema) -> Query:  # noqa: PLR0911 - one for each kind
    match node:
        case q.Term():
            return _term(node, schema)
        case q.Phrase():
            return _phrase(node, schema)
        case OneOf():
            return Query.const_score_query(
                Query.term_set_query(schema, node.fieldname, node.values), 0.0
            )
        case q.Prefix():
            return _pattern(node.fieldname, f"{node.text}*", schema)
        case q.Wildcard():
            return _pattern(node.fieldname, node.text, schema)
        case q.FuzzyTerm():
            return Query.fuzzy_term_query(schema, node.fieldname, node.text, node.maxdist)
        case q.NumericRange():
            return Query.range_query(
                schema, node.fieldname, FieldType.Unsigned, node.start, node.end
            )
        case _:
            raise QueryInvalid(f"tantivy has no translation of {node!r}. Write it with words.")


def _term(node: q.Term, schema: Schema) -> Query:
    found = Query.term_query(schema, node.fieldname, node.text)
    return found if node.fieldname in WORDS else Query.const_score_query(found, 0.0)


def _all(nodes: tuple[q.Query, ...], schema: Schema) -> Query:
    parts = [
        (Occur.MustNot, to_tantivy(one.query, schema))
        if isinstance(one, q.Not)
        else (Occur.Must, to_tantivy(one, schema))
        for one in nodes
    ]
    if all(occur == Occur.MustNot for occur, _ in parts):
        # Without anything to take away from, tantivy finds nothing.
        parts.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(parts)


def _phrase(node: q.Phrase, schema: Schema) -> Query:
    """Return phrases that together let each word stand up to `slop` after the one before.

    tantivy's own slop goes both ways from where a word is expected, and all
    words share it. For two words it can be centred to mean the same; for more,
    there is a phrase for each way in which they can stand.
    """
    if len(node.words) == _PAIR:
        phrases = list(_pair(node, schema))
    else:
        steps = [range(1, node.slop + 1)] * (len(node.words) - 1)
        phrases = [_placed(node, schema, gaps) for gaps in product(*steps)]
    return phrases[0] if len(phrases) == 1 else Query.disjunction_max_query(phrases)


def _pair(node: q.Phrase, schema: Schema) -> Iterator[Query]:
    # `width` to both sides of the middle is exactly 1 to slop, if slop is odd.
    middle = (node.slop + 1) // 2
    yield _placed(node, schema, (middle,), width=middle - 1)
    if node.slop % 2 == 0:
        yield _placed(node, schema, (node.slop,))


def _placed(node: q.Phrase, schema: Schema, gaps: tuple[int, ...], width: int = 0) -> Query:
    places: list[str | tuple[int, str]] = [
        *zip(accumulate(gaps, initial=0), node.words, strict=True)
    ]
    return Query.phrase_query(schema, node.fieldname, places, width)


def _pattern(field: str, text: str, schema: Schema) -> Query:
    regex = "".join(_WILDCARDS.get(sign) or _literal(sign) for sign in text)
    return Query.regex_query(schema, field, regex)


def _literal(sign: str) -> str:
    return f"\\{sign}" if sign in _SIGNS else sign
