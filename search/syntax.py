"""Reading the text of a query with Whoosh's parser, into Whoosh's query tree.

Only the reading is Whoosh's. The tree that comes back holds the words as typed:
no schema is given to the parser, and `search.refine` does all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import process
from whoosh import query as whoosh_query
from whoosh.qparser import QueryParser, plugins
from whoosh.qparser.common import QueryParserError

from graph.errors import QueryInvalid
from search.fields import FIELDS
from search.limits import QueryLimits

__all__ = ["Parsed", "read_syntax"]

# How alike (0 to 100) a field must be to what was typed, to be suggested for it.
_ALIKE = 70

Parsed = tuple[whoosh_query.Query, tuple[str, ...]]

# Signs that carry no meaning but can hide in pasted text: controls and directions.
_INVISIBLE = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_CURLY_QUOTES = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"'}
)


def read_syntax(text: str, limits: QueryLimits) -> Parsed:
    """Return the tree of the words as typed, and notes on what was read leniently.

    Raises QueryInvalid for a query beyond the limits.
    """
    if len(text) > limits.characters:
        raise QueryInvalid(
            f"The query has {len(text):,} characters; {limits.characters:,} can be read."
            " Search for its most telling words."
        )
    clean = _invisible().sub(" ", text).translate(_CURLY_QUOTES)
    _check_depth(clean, limits)
    notes = tuple(_notes(clean))
    try:
        return _parser().parse(clean, normalize=False), notes
    except (
        AssertionError,
        AttributeError,
        IndexError,
        QueryParserError,
        RecursionError,
        TypeError,
        ValueError,
    ) as cause:
        # Whoosh's parser names no errors of its own for what it cannot arrange.
        raise QueryInvalid(
            "The query cannot be read: an operator has nothing to join."
            " Check AND, OR, NOT and brackets, or search for the words alone."
        ) from cause


def _check_depth(text: str, limits: QueryLimits) -> None:
    depth = deepest = 0
    for sign in text:
        depth = depth + (sign == "(") - (sign == ")" and depth > 0)
        deepest = max(deepest, depth)
    if deepest > limits.depth:
        raise QueryInvalid(
            f"The query has brackets {deepest} deep; {limits.depth} can be read."
            " Take some of the brackets away."
        )


def _notes(text: str) -> Iterator[str]:
    outside = _phrase_pattern().sub(" ", text)
    if '"' in outside:
        yield "A quotation mark is not closed: its words were searched one by one."
    if outside.count("(") != outside.count(")"):
        yield "A bracket has no partner and was left out."
    for name in dict.fromkeys(_field_like_pattern().findall(outside)):
        if name.lower() not in FIELDS:
            yield f"There is no field {name!r}: it was searched as a word.{_nearest(name)}"


def _nearest(name: str) -> str:
    near = process.extractOne(name.lower(), list(FIELDS), score_cutoff=_ALIKE)
    return f" Did you mean {near[0]}:?" if near else ""


@cache
def _parser() -> QueryParser:
    names = "|".join(sorted(FIELDS, key=len, reverse=True))
    return QueryParser(
        "text",
        None,
        plugins=[
            plugins.FieldsPlugin(rf"(?<!\w)(?P<text>(?i:{names})):"),
            plugins.WildcardPlugin(),
            plugins.PhrasePlugin(),
            plugins.RangePlugin(),
            plugins.GroupPlugin(),
            plugins.OperatorsPlugin(),
            plugins.BoostPlugin(),
            plugins.EveryPlugin(),
            plugins.FuzzyTermPlugin(),
            # Only straight after a field: elsewhere the sign is part of a sentence.
            plugins.GtLtPlugin(r"(?<=:)(?P<rel><=|>=|=<|=>|<|>)"),
        ],
    )


@cache
def _invisible() -> re.Pattern[str]:
    return re.compile(_INVISIBLE)


@cache
def _phrase_pattern() -> re.Pattern[str]:
    return re.compile(r'"[^"]*"')


@cache
def _field_like_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)([A-Za-z]{3,20}):(?=[\w\[(])")
