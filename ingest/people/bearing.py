"""Who stands where a person who has an attribute stands: as its owner, its subject, its agent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.people.mentions import Mention
from ingest.people.reading import ReadPassage, begin, clause_around
from ingest.rulebook import load_rules
from ingest.sentences import Span

__all__ = ["bearers", "named_with"]

# Of a sentence longer than any author's, what lies this far from the place says nothing of it.
_REACH = 1_500
# A possessor stands at most this many characters before what it owns ("her long-standing ...").
_OWNER_REACH = 36
# A place that begins with a person, or with a word before one, is that person's own.
_AT_START = 4
# A sentence that names nobody is about one of the last so many subjects before it.
_TOPICS = 2
# Two people named together, as in "Mother and Father" or "She and E's father".
_UNION = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+|his\s+|her\s+|their\s+)?")
# Between somebody and the clause about them: ", who", " (24), who".
_RELATIVE = re.compile(r"\s*(?:\([^)]{0,40}\))?\s*,?\s*(?:who|whose)", re.IGNORECASE)
# Adjectives, and "use of" and the like, between an owner and what is owned.
_OWNED = re.compile(r"(?:['\u2019]s?)?\s+(?:[\w-]+\s+){0,3}?(?:of\s+)?(?:[\w-]+\s+)?")


def bearers(read: ReadPassage, span: Span, at: int, until: int) -> Iterator[Mention]:
    """Yield who may have what stands at [at, until) of a sentence, the likeliest first.

    Its owner ("her depression"), the subject of its clause, who follows as its agent
    ("heroin use by Father"), the subjects of earlier clauses, anybody in the
    sentence; of a sentence that names nobody, who the sentences before were about.
    """
    left, right = max(span[0], at - _REACH), min(span[1], until + _REACH)
    here = [one for one in read.mentions if left <= one.start < right and not one.consumed]
    seen: set[int] = set()
    for one in _ordered(read, span, here, at, until):
        told_by = one.kind == "out" and not _is_attributed(one, read.text, at)
        if one.start not in seen and not told_by:
            seen.add(one.start)
            yield one


def _ordered(
    read: ReadPassage, span: Span, here: Sequence[Mention], at: int, until: int
) -> Iterator[Mention]:
    start, end = clause_around(read.text, span, at)
    inside = [one for one in here if start <= one.start < max(end, until)]
    leading = [one for one in inside if one.start < until and one.start in read.subjects]
    yield from _owners(inside, read.text, at, until)
    yield from _antecedent(here, read.text, start, at)
    yield from [one for one in leading if at <= begin(one) <= at + _AT_START]
    yield from reversed([one for one in leading if one.start < at])
    yield from [one for one in leading if one.start >= at]
    yield from _agents(inside, read.text, until)
    yield from reversed([one for one in here if one.start < start and one.start in read.subjects])
    yield from reversed([one for one in here if one.start < at])
    yield from [one for one in here if one.start >= at]
    if not here:
        yield from _topic(read, span)


def named_with(one: Mention, read: ReadPassage) -> list[Mention]:
    """Return a mention with the one it is coordinated with, in printed order."""
    index = read.mentions.index(one)
    for other in read.mentions[max(0, index - 2) : index + 3]:
        if other is one or not other.roles or other.roles == one.roles:
            continue
        first, second = sorted((one, other), key=lambda mention: mention.start)
        between = read.text[first.end : max(begin(second), first.end)]
        if between and _UNION.fullmatch(between):
            return [first, second]
    return [one]


def _topic(read: ReadPassage, span: Span) -> list[Mention]:
    """Return who the sentences before were about, unless this one opens on nobody."""
    no_topic = load_rules("people")["experiencer"]["no_topic"]
    if re.match(no_topic, read.text[span[0] :]):
        return []
    before = [one for one in read.mentions if one.start < span[0] and one.start in read.subjects]
    return list(reversed(before))[:_TOPICS]


def _owners(here: Sequence[Mention], text: str, at: int, until: int) -> list[Mention]:
    """Return who owns what is at the place: "her long-standing depression", "Mother's use of"."""
    return [
        one
        for one in reversed(here)
        if one.possessive and one.start < until and (one.start >= at or _is_owned(one, text, at))
    ]


def _antecedent(here: Sequence[Mention], text: str, start: int, at: int) -> list[Mention]:
    """Return whom a relative clause is about: "killed by his mother, who was psychotic"."""
    before = [one for one in here if one.end <= start <= at]
    if not before or start > at:
        return []
    last = before[-1]
    return [last] if _RELATIVE.fullmatch(text[last.end : start].rstrip()) else []


def _is_owned(owner: Mention, text: str, at: int) -> bool:
    between = text[owner.end : at]
    return len(between) <= _OWNER_REACH and _OWNED.fullmatch(between) is not None


def _agents(here: Sequence[Mention], text: str, until: int) -> list[Mention]:
    """Return who has it by what follows: "heroin use by Father", "violence towards Ms R"."""
    return [
        one for one in here if one.start >= until and _agent_after().search(text[until : one.start])
    ]


def _is_attributed(outsider: Mention, text: str, at: int) -> bool:
    """Say whether an outsider has the attribute rather than tells of it."""
    if outsider.start >= at:
        return False
    between = text[outsider.end : at][: 2 * _OWNER_REACH + 60]
    if len(between) < at - outsider.end:
        return False  # too far off to be said of the outsider
    own = re.match(r"(?:['\u2019]s?)\s+(?:own\s+)?(?:[\w-]+\s+){0,2}$", between)
    attributed = load_rules("people")["experiencer"]["attributed"]
    return own is not None or re.match(attributed, between) is not None


@cache
def _agent_after() -> re.Pattern[str]:
    return re.compile(load_rules("people")["experiencer"]["agent_after"])
