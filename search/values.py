"""Reading what stands after `field:` where it is not prose: concepts, years, dates."""

from __future__ import annotations

from rapidfuzz import process
from whoosh import query as q

from graph.errors import QueryInvalid
from graph.model import PassageKind
from graph.vocabulary import Vocabulary
from search.entry import EntryKind
from search.fields import Field, FieldKind
from search.periods import Period, date_period

__all__ = ["concept_ids", "keyword", "period", "period_between"]

_SUGGESTIONS = 3
# How alike (0 to 100) a suggestion must be to what was typed.
_ALIKE = 60
_CLOSED = {"kind": tuple(map(str, EntryKind)), "section": tuple(map(str, PassageKind))}
_FIRST, _LAST = 1, 99_999_999


def concept_ids(field: Field, value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the concept that `value` names by id or label, and all below it, sorted.

    Raises QueryInvalid with the nearest names when the field's scheme has none such.
    """
    wanted = value.strip().lower()
    names = {
        name.lower(): concept.id
        for concept in reversed(vocabulary.scheme(field.scheme))
        for name in (*reversed(concept.labels), concept.id)
    }
    if wanted not in names:
        raise QueryInvalid(f"{field.name}: knows no {value!r}. {_suggest(wanted, list(names))}")
    return tuple(sorted(vocabulary.narrower(names[wanted])))


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


def _suggest(wanted: str, names: list[str]) -> str:
    near = process.extract(wanted, names, limit=_SUGGESTIONS, score_cutoff=_ALIKE)
    if not near:
        return "Look it up on the vocabulary page."
    return f"Try {', '.join(repr(name) for name, *_ in near)}."
