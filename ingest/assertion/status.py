"""Which cue decides a mention: scopes, islands, pseudo-cues, and the order of statuses.

The method is ConText: Harkema, Dowling, Thornblade and Chapman, "ConText: an
algorithm for determining negation, experiencer, and temporal status from
clinical reports", Journal of Biomedical Informatics 42 (2009).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick

from graph.model import Status
from ingest.assertion.cues import TOUCHING, Cue, CueSet, Look
from ingest.triggers import required_words

__all__ = ["Verdict", "assess"]

Span = tuple[int, int]
# In a list ("drugs, debt or neglect") each piece is this many words at most.
_LIST_PIECE = 5
_NOTHING = "nothing"
_JOINTS = re.compile(r",|\band\b|\bor\b|\bnor\b|/")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a mention (None: not spoken of), the rule that decided, and the trace."""

    status: Status | None
    rule: str
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    cue: Cue

    def touches(self, span: Span) -> bool:
        return self.start < span[1] and span[0] < self.end

    def hidden_by(self, other: _Found) -> bool:
        inside = other.start <= self.start and self.end <= other.end
        return inside and other.end - other.start > self.end - self.start


@dataclass(frozen=True, slots=True)
class _Reading:
    """The cues of one sentence, where scopes end, and clauses closed to the outside."""

    found: tuple[_Found, ...]
    pseudo: tuple[_Found, ...]
    ends: tuple[Span, ...]
    islands: tuple[Span, ...]


def assess(text: str, start: int, end: int, cues: CueSet) -> Verdict:
    """Return what the sentence `text` says of the mention at [start, end).

    The strongest cue whose scope holds the mention decides; without one the
    mention is asserted. `trace` names every cue that reached it.
    """
    reading = _read(text, cues)
    reached = [one for one in reading.found if _reaches(one, text, (start, end), reading)]
    reached += _touching(text, end, cues)
    hiding = [*reached, *(one for one in reading.pseudo if not one.touches((start, end)))]
    reached = [one for one in reached if not any(one.hidden_by(other) for other in hiding)]
    trace = tuple(f"{one.cue.id}: {text[one.start : one.end].strip()!r}" for one in reached)
    for says in cues.order:
        for one in reached:
            if one.cue.says == says:
                status = None if says == _NOTHING else Status(says)
                return Verdict(status, one.cue.id, trace)
    return Verdict(Status.ASSERTED, "no-cue", trace)


@lru_cache(maxsize=2048)
def _read(text: str, cues: CueSet) -> _Reading:
    found = [
        _Found(*match.span(), cue)
        for cue in _possible(text, cues)
        if cue.reach != TOUCHING
        for match in cue.pattern.finditer(text)
    ]
    return _Reading(
        found=tuple(one for one in found if one.cue.says != Status.ASSERTED),
        pseudo=tuple(one for one in found if one.cue.says == Status.ASSERTED),
        ends=tuple(match.span() for match in cues.ends.finditer(text)),
        islands=tuple(match.span() for match in cues.islands.finditer(text)),
    )


def _possible(text: str, cues: CueSet) -> list[Cue]:
    """Return the cues that a text holds a word of, in their order."""
    automaton, always = _words_of(cues)
    heard = {at for _, some in automaton.iter(text.lower()) for at in some}
    return [cues.cues[at] for at in sorted(heard | always)]


@cache
def _words_of(cues: CueSet) -> tuple[ahocorasick.Automaton, frozenset[int]]:
    """Return which cues each word speaks for, and those that must be tried everywhere."""
    of_word: dict[str, list[int]] = defaultdict(list)
    always = set()
    for at, cue in enumerate(cues.cues):
        words = required_words(cue.pattern.pattern)
        if not words:
            always.add(at)
        for word in words:
            of_word[word].append(at)
    automaton = ahocorasick.Automaton()
    for word, some in of_word.items():
        automaton.add_word(word, tuple(some))
    automaton.make_automaton()
    return automaton, frozenset(always)


def _touching(text: str, end: int, cues: CueSet) -> list[_Found]:
    matches = ((cue, cue.pattern.match(text, end)) for cue in cues.cues if cue.reach == TOUCHING)
    return [_Found(*match.span(), cue) for cue, match in matches if match]


def _reaches(one: _Found, text: str, mention: Span, reading: _Reading) -> bool:
    look = one.cue.look
    if look is Look.SENTENCE:
        return True
    if look is Look.AFTER:
        return one.start >= mention[1]
    if one.touches(mention):
        # A negator inside the mention ("no food in the house") is part of it; one that
        # begins before it ("no history of violence", with that label) speaks of it.
        return look is Look.FORWARD and one.start < mention[0]
    forward = one.end <= mention[0]
    if (look is Look.FORWARD and not forward) or (look is Look.BACK and forward):
        return False
    between = (one.end, mention[0]) if forward else (mention[1], one.start)
    return _open(one, mention, between, reading) and _near(one.cue, text, between, reading)


def _open(one: _Found, mention: Span, between: Span, reading: _Reading) -> bool:
    """Say whether no scope ends between cue and mention, and both lie in the same clause."""
    passed_over = []
    for island in reading.islands:
        holds_cue = island[0] <= one.start and one.end <= island[1]
        holds_mention = island[0] <= mention[0] and mention[1] <= island[1]
        if holds_cue != holds_mention and not _antecedent(one, island):
            return False
        if between[0] <= island[0] and island[1] <= between[1]:
            passed_over.append(island)
    return not any(
        between[0] <= end[0] < between[1]
        and not any(island[0] <= end[0] < island[1] for island in passed_over)
        for end in reading.ends
    )


def _antecedent(one: _Found, island: Span) -> bool:
    """Say whether a relative clause speaks of the cue's own person ("the tenant, who ...")."""
    return one.cue.says == Status.OTHER and 0 <= island[0] - one.end <= 1


def _near(cue: Cue, text: str, between: Span, reading: _Reading) -> bool:
    gap = text[between[0] : between[1]]
    for island in reversed(reading.islands):
        if between[0] <= island[0] and island[1] <= between[1]:
            gap = gap[: island[0] - between[0]] + gap[island[1] - between[0] :]
    if cue.stop is not None and cue.stop.search(gap):
        return False
    if not cue.reach or len(gap.split()) <= cue.reach:
        return True
    return all(len(piece.split()) <= _LIST_PIECE for piece in _JOINTS.split(gap))
