"""Reading what stands after `field:` where it is not prose: concepts, years, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz import process
from whoosh import query as q

from graph.errors import QueryInvalid
from graph.model import FactorStatus, PassageKind
from graph.vocabulary import Vocabulary
from search.ages import Months, age_between
from search.entry import EntryKind
from search.fields import Field, FieldKind
from search.periods import Period, date_period

__all__ = [
    "ValueUnknown",
    "ages",
    "concept_ids",
    "concept_named",
    "keyword",
    "period",
    "period_between",
    "status",
]

_SUGGESTIONS = 3
# How alike (0 to 100) a suggestion must be to what was typed.
_ALIKE = 60
_CLOSED = {"kind": tuple(map(str, EntryKind)), "section": tuple(map(str, PassageKind))}
# Other words for what all the evidence of a factor comes to.
_STATUSES = {
    "asserted": "present",
    "stated": "present",
    "history": "historical",
    "past": "historical",
    "suspected": "possible",
    "ruled-out": "negated",
    "ruled out": "negated",
    "absent": "negated",
}
_LOOK_IT_UP = "Look it up on the vocabulary page."
_FIRST, _LAST = 1, 99_999_999


class ValueUnknown(QueryInvalid):
    """A field knows no such value; `nearest` are those that it does know."""

    def __init__(self, message: str, typed: str, nearest: tuple[str, ...]) -> None:
        super().__init__(message)
        self.typed = typed
        self.nearest = nearest


def concept_ids(field: Field, value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the concept that `value` names by id or label, and all below it, sorted.

    Raises QueryInvalid with the nearest names when the field's scheme has none such.
    """
    return tuple(sorted(vocabulary.narrower(concept_named(field, value, vocabulary))))


def concept_named(field: Field, value: str, vocabulary: Vocabulary) -> str:
    """Return the id of the concept that `value` names; raises QueryInvalid as `concept_ids`."""
    wanted = value.strip().lower()
    names = _names(vocabulary, field.scheme)
    if wanted not in names:
        near = _nearest(wanted, list(names))
        advice = f"Try {', '.join(map(repr, near))}." if near else _LOOK_IT_UP
        raise ValueUnknown(f"{field.name}: knows no {value!r}. {advice}", value, near)
    return names[wanted]


def status(value: str) -> str:
    """Return the status that `value` names; raises QueryInvalid for one there is not."""
    wanted = value.strip().lower()
    found = _STATUSES.get(wanted, wanted)
    if found not in set(map(str, FactorStatus)):
        raise QueryInvalid(f"status: knows no {value!r}. It is one of {', '.join(FactorStatus)}.")
    return found


def ages(
    field: Field, start: str, end: str, *, after: bool = False, before: bool = False
) -> Months:
    """Return the months of an age or a range of ages; `<1` and `>=16` are ranges too.

    Raises QueryInvalid for what is no age and for bounds that run backwards.
    """
    sign = _comparison().fullmatch(start.strip()) if start == end else None
    if sign is not None:
        below, bound = sign["sign"].startswith("<"), sign["age"]
        strict = "=" not in sign["sign"]
        start, end = ("", bound) if below else (bound, "")
        after, before = strict and not below, strict and below
    found = age_between(start, end, after=after, before=before)
    if found is None:
        raise QueryInvalid(
            f"{field.name}: cannot read {(start or end).strip()!r}."
            ' Write it as 14, 16..17, <1 or "5 months".'
        )
    if found[0] > found[1]:
        raise QueryInvalid(f"{field.name}: runs from {start} back to {end}. Swap the two.")
    return found


def keyword(field: Field, value: str) -> str:
    """Return a keyword as it is indexed; raises QueryInvalid outside a closed set."""
    wanted = value.strip().lower()
    allowed = _CLOSED.get(field.name)
    if allowed is not None and wanted not in allowed:
        raise QueryInvalid(f"{field.name}: knows no {value!r}. It is one of {', '.join(allowed)}.")
    return wanted


def period(field: Field, value: str) -> q.Query:
    """Return the query for `2012`, `2012-03` or `2012..2015` in a year or date field.

    Raises QueryInvalid for anything else.
    """
    if value.strip() == "*":
        return q.NumericRange(field.name, _FIRST, _LAST)
    start, dots, end = value.partition("..")
    return period_between(field, start, end if dots else start)


def period_between(
    field: Field,
    start: str | None,
    end: str | None,
    *,
    after: bool = False,
    before: bool = False,
) -> q.Query:
    """Return the query for a range, open where a bound is empty.

    `after` and `before` leave the bounds themselves out. Raises QueryInvalid
    for bounds that are no dates or run backwards.
    """
    low, high = _bound(field, start), _bound(field, end)
    first = (low[1] + 1 if after else low[0]) if low else _FIRST
    last = (high[0] - 1 if before else high[1]) if high else _LAST
    if first > last:
        raise QueryInvalid(f"{field.name}: runs from {start} back to {end}. Swap the two.")
    return q.NumericRange(field.name, first, last)


@lru_cache(maxsize=64)
def _names(vocabulary: Vocabulary, scheme: str) -> Mapping[str, str]:
    """Return the concepts of a scheme by their ids and labels; an id outweighs a label."""
    concepts = vocabulary.scheme(scheme)
    labels = {name.lower(): one.id for one in reversed(concepts) for name in reversed(one.labels)}
    return labels | {one.id.lower(): one.id for one in concepts}


@cache
def _comparison() -> re.Pattern[str]:
    return re.compile(r"(?P<sign><=|>=|<|>)(?P<age>.+)")


def _bound(field: Field, text: str | None) -> Period | None:
    if text is None or not text.strip():
        return None
    found = date_period(text)
    if found is None:
        form = "2012" if field.kind is FieldKind.YEAR else "2012, 2012-03 or 2012-03-09"
        raise QueryInvalid(f"{field.name}: cannot read {text.strip()!r}. Write it as {form}.")
    if field.kind is FieldKind.YEAR:
        return found[0] // 10_000, found[1] // 10_000
    return found


def _nearest(wanted: str, names: list[str]) -> tuple[str, ...]:
    near = process.extract(wanted, names, limit=_SUGGESTIONS, score_cutoff=_ALIKE)
    return tuple(name for name, *_ in near)
