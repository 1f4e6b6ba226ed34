"""A passage with its mentions found, its clauses told apart and its pronouns resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.people.mentions import Mention, Roster, mentions_of
from ingest.people.pronouns import Context, resolved
from ingest.rulebook import load_rules
from ingest.sentences import Span, sentences

__all__ = ["NOTHING", "ReadPassage", "begin", "clause_around", "read_passage"]


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """Text, sentences and resolved mentions (offsets are those of the passage).

    `subjects` are the offsets of the mentions that are the subject of a clause.
    """

    text: str
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    subjects: frozenset[int]


# A preposition or a verb that governs a mention stands this close before it.
_GOVERNING = 60
NOTHING = ReadPassage("", (), (), frozenset())


def read_passage(text: str, roster: Roster, before: ReadPassage) -> ReadPassage:
    """Return a passage read; `before` is the one before it, for pronouns that reach back."""
    spans = sentences(text)
    mentions = mentions_of(text, roster)
    subjects = frozenset(one.start for one in mentions if _is_subject(one, text, spans))
    context = Context(spans, subjects, before.mentions, before.subjects, roster)
    return ReadPassage(text, spans, tuple(resolved(mentions, context)), subjects)


def begin(one: Mention) -> int:
    """Return where a mention's phrase begins: "Mother's brother" at the M."""
    return one.lead if one.lead >= 0 else one.start


def _is_subject(mention: Mention, text: str, spans: Sequence[Span]) -> bool:
    """Say whether a mention can be the subject of its clause: no verb or preposition governs it."""
    if mention.consumed or mention.possessive:
        return False
    if mention.kind == "pro":
        return text[mention.start : mention.end].lower() in ("he", "she", "they")
    start = next((left for left, right in spans if left <= mention.start < right), 0)
    begins = max(begin(mention), start)
    governing = text[max(start, begins - _GOVERNING) : begins]
    return _object_before().search(governing) is None


def clause_around(text: str, span: Span, at: int) -> Span:
    """Return the clause of the sentence around an offset."""
    ends = [found.span() for found in _clause_end().finditer(text, *span)]
    start = max((right for left, right in ends if left < at), default=span[0])
    end = min((left for left, _ in ends if left >= at), default=span[1])
    return min(start, at), end


@cache
def _object_before() -> re.Pattern[str]:
    return re.compile(load_rules("people")["experiencer"]["object_before"])


@cache
def _clause_end() -> re.Pattern[str]:
    return re.compile(load_rules("people")["experiencer"]["clause_end"])
