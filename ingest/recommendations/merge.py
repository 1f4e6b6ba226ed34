"""Tellings of one recommendation (summary, body, plan, appendix) joined into one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from ingest.recommendations.found import Found
from ingest.recommendations.wording import plain

__all__ = ["told_once"]

# Percent of agreement above which two texts are one recommendation told twice; a
# part of the other counts when it is long enough to be no commonplace.
_SAME = 90.0
_SAME_WITH_NUMBER = 75.0
_PART = 94.0
_CATCHWORD = 60.0
_LONG_ENOUGH = 45


def told_once(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return each recommendation once, in the order of the first tellings.

    Of several tellings the fullest text stands, with any number, lead and date
    that one of them gives. Once a document lists its recommendations, a sentence
    of running text that repeats none of them is an argument, not one more.
    """
    tellings = sorted(found, key=lambda one: (not one.listed, one.start))
    kept: list[Found] = []
    listed = any(one.listed and one.number for one in tellings)
    for telling in tellings:
        same = next((at for at, one in enumerate(kept) if _same(one, telling)), None)
        if same is not None:
            kept[same] = _joined(kept[same], telling)
        elif telling.listed or not listed:
            kept.append(telling)
    return tuple(sorted(kept, key=lambda one: one.start))


def _same(one: Found, other: Found) -> bool:
    if one.passage == other.passage and one.number != other.number:
        return False
    left, right = _folded(one.text), _folded(other.text)
    agreement = fuzz.ratio(left, right)
    if one.number and other.number and one.number != other.number:
        return agreement >= _SAME and one.number.lower() == other.number.lower()
    if one.number and one.number == other.number:
        # A plan often gives only a catchword beside the number.
        catchword = bool(one.lead or one.due) != bool(other.lead or other.due)
        if agreement >= _SAME_WITH_NUMBER:
            return True
        if catchword and fuzz.token_set_ratio(left, right) >= _CATCHWORD:
            return True
    shorter = min(len(left), len(right))
    return agreement >= _SAME or (
        shorter >= _LONG_ENOUGH and fuzz.partial_ratio(left, right) >= _PART
    )


def _joined(one: Found, other: Found) -> Found:
    fuller = max((one, other), key=lambda telling: (telling.listed, len(plain(telling.text))))
    return replace(
        fuller,
        number=one.number or other.number,
        start=min(one.start, other.start) if one.listed == other.listed else one.start,
        headings=one.headings if one.listed else other.headings,
        lead=one.lead or other.lead,
        due=one.due or other.due,
    )


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", plain(text).casefold()).split())
