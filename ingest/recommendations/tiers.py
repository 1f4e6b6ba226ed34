"""Lines that name whom the recommendations below them are for, without being headings."""

from __future__ import annotations

import re

from graph.model import Passage, PassageKind
from ingest.agencies.mentions import generic_mentions
from ingest.agencies.names import named_bodies
from ingest.recommendations.wording import plain, wording

__all__ = ["is_name", "is_tier", "named_lead"]

_SECTIONS = frozenset({PassageKind.RECOMMENDATION, PassageKind.ACTION_PLAN})
# A longer line says something.
_LONGEST = 10


def is_tier(passage: Passage, after: Passage) -> bool:
    """Say whether a passage only names whom those after it speak to: "For the Board", "ICB"."""
    if passage.kind not in _SECTIONS or after.section != passage.section or passage.number:
        return False
    words = plain(passage.text).rstrip(" :")
    if len(words.split()) > _LONGEST or words.endswith((".", ";", ",")):
        return False
    if re.match(r"For (?:all|both|each|every|any)\b(?! (?:\w+ ){1,6}to\b)", words):
        return True
    if re.match(r"(?:For|To) (?:the |all |our |each |every )?[A-Z]", words):
        return not wording().modals.search(words)
    if wording().modals.search(words) or (wording().verbs.match(words) and not is_name(words)):
        return False
    return is_name(words)


def named_lead(words: str) -> str | None:
    """Return whom a text names first: "Castle Homes: a director ...", "The Board - to hold ..."."""
    found = re.match(
        r"(?:The |the )?([A-Z][^.:;?!\u2013\u2014]{1,90}?)(?::| [\u2013\u2014-]) (?=\S)", words
    )
    if found is None or wording().modals.search(found[1]):
        return None
    return found[1] if is_name(re.sub(r"\s*[+/]\s*", " and ", found[1])) else None


def is_name(words: str) -> bool:
    """Say whether a line is the name of a body, or of several, and nothing else."""
    bare = re.sub(r"\([^)]*\)", "", words)
    if re.fullmatch(r"[A-Z][A-Z&]{1,7}(?:\s*[/&+,]\s*[A-Z][A-Z&]{1,7})*", bare.strip()):
        return True
    spans = [(body.start, body.end) for body in named_bodies(bare)]
    spans += [(one.start, one.end) for one in generic_mentions(bare, 0, None)]
    covered = {at for start, end in spans for at in range(start, end)}
    left = "".join(" " if at in covered else mark for at, mark in enumerate(bare))
    rest = re.findall(r"\w+", re.sub(r"\b(?:and|the|all|of|for|to|with|0|19)\b", " ", left))
    return bool(spans) and len(rest) <= 1
