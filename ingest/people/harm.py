"""Who suffers where one person harms another (GOLD.md: abuse belongs to who suffers it)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.people.mentions import Mention, Roster
from ingest.people.persons import OUTSIDE
from ingest.rulebook import load_rules
from ingest.scopes import SubjectKind

__all__ = ["who_suffers"]

_MEN = frozenset({"father", "mothers-partner", "perpetrator"})
_PASSIVE = re.compile(
    r"(?i)\b(?:was|were|been|being|is|be|get|got)\s+(?:(?:\w+ly|not|never|also|again|being|been)\s+){0,2}$"
)
# Between a mention and a verb of harm stand at most so many characters.
_REACH = 60


def who_suffers(
    text: str,
    span: tuple[int, int],
    here: Sequence[Mention],
    place: tuple[int, int],
    roster: Roster,
) -> tuple[str, ...]:
    """Return the role of who suffers abuse in a couple at this place of a sentence.

    In a child's case the mother, unless the sentence makes a father or partner the
    one who is harmed; in an adult's case the subject, or whom the words name.
    """
    told = [one for one in here if one.roles and not one.consumed]
    if any(one.roles[0] == OUTSIDE and _is_object(one, text, span) for one in told):
        return (OUTSIDE,)
    if roster.kind is SubjectKind.CHILD and _of_earlier_partner(text, span, told):
        return (OUTSIDE,)
    victim = (
        _said_outright(text, span, told)
        or _object_of_harm(text, span, told, place)
        or _passive_subject(text, span, told)
    )
    if victim and victim.kind == "pro" and victim.sex != "male":
        victim = None  # "hit her": the default below is who "her" can only be
    if roster.kind is SubjectKind.ADULT:
        return _adult_victim(victim, roster)
    if victim and victim.roles[0] in _MEN:
        return victim.roles
    if victim and victim.roles[0] in ("grandparent", "extended-family"):
        return victim.roles
    return ("mother",)


def _of_earlier_partner(text: str, span: tuple[int, int], told: Sequence[Mention]) -> bool:
    """Say whether a sentence is about a man's earlier partner and not about the mother."""
    if any(one.roles[0] == "mother" for one in told):
        return False
    return _earlier_partner().search(text, *span) is not None


def _said_outright(text: str, span: tuple[int, int], told: Sequence[Mention]) -> Mention | None:
    """Return who "was a victim of" abuse, "experienced" it or was "subjected to" it."""
    for found in _suffering().finditer(text, *span):
        before = [one for one in told if one.end <= found.start() and one.kind != "out"]
        if before and found.start() - before[-1].end < _REACH:
            return before[-1]
    return None


def _adult_victim(victim: Mention | None, roster: Roster) -> tuple[str, ...]:
    if victim and victim.roles[0] not in ("practitioner", OUTSIDE, "family-group", "perpetrator"):
        known = next((r for r in victim.readings if r[0] in roster.roles), None)
        if known and victim.kind != "pro":
            return known
    if roster.subject[0] == "perpetrator":
        return ("intimate-partner",)
    return roster.subject


def _object_of_harm(
    text: str, span: tuple[int, int], told: Sequence[Mention], place: tuple[int, int]
) -> Mention | None:
    """Return the person that an active verb of harm near the place is done to."""
    for found in _harming().finditer(text, *span):
        if _is_passive(text, span, found):
            continue
        if abs(found.start() - place[0]) > 2 * _REACH:
            continue
        after = [
            one for one in told if found.end() <= one.start + 1 and one.start - found.end() < _REACH
        ]
        if after and re.fullmatch(r"\W*(?:\w+\W+){0,3}", text[found.end() : after[0].start]):
            return after[0]
    return None


def _passive_subject(text: str, span: tuple[int, int], told: Sequence[Mention]) -> Mention | None:
    """Return the subject of a passive verb of harm: "Father was assaulted by Mother"."""
    for found in _harming().finditer(text, *span):
        if not _is_passive(text, span, found):
            continue
        before = [
            one for one in told if one.end <= found.start() and found.start() - one.end < _REACH
        ]
        if before:
            return before[-1]
    return None


def _is_passive(text: str, span: tuple[int, int], verb: re.Match[str]) -> bool:
    """Say whether the verb is done to its subject; "had been violent to her" is not."""
    if verb[0].lower().startswith(("violen", "abusive")):
        return False
    before = text[max(span[0], verb.start() - _REACH) : verb.start()]
    return _PASSIVE.search(before) is not None


def _is_object(one: Mention, text: str, span: tuple[int, int]) -> bool:
    before = text[max(span[0], one.start - _REACH) : one.start]
    return _harming().search(before) is not None and not re.search(
        r"(?i)\bby\s+(?:\w+\s+)?$", before
    )


@cache
def _harming() -> re.Pattern[str]:
    return re.compile(load_rules("people")["experiencer"]["harming"])


@cache
def _earlier_partner() -> re.Pattern[str]:
    return re.compile(load_rules("people")["experiencer"]["earlier_partner"])


@cache
def _suffering() -> re.Pattern[str]:
    return re.compile(load_rules("people")["experiencer"]["suffering"])
