"""Requests told in prose: which sentences of a paragraph each ask for something of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.recommendations.tiers import is_name, named_lead
from ingest.recommendations.wording import BODIES, is_imperative, plain, wording
from ingest.rulebook import load_rules
from ingest.sentences import sentences

__all__ = ["asks_a_body", "asks_plainly", "requests_in", "whom_asked"]

# A subject that points back: the request belongs to the one before it.
_POINTS_BACK = re.compile(
    r"(?:it|this|that|these|those|they|such|he|she|which|there|you|some of|nothing)\b"
)
_FEWEST_WORDS = 4
# "CWD Team: see the child at every review".
_TOLD = re.compile(r"(?:The |the )?([A-Z][^.:;?!]{1,90}): (?=[a-z])")
# Words that join a sentence to the one before and are no part of a request, and
# those that are printed with it.
_JOINING = (
    r"(?:Also|Further(?:more)?|Equally|Next|Similarly|In addition"
    r"|In particular|Therefore|Accordingly|To this end),?"
)
_ADVERB = re.compile(rf"{_JOINING}\s+")
_TRAILING = re.compile(rf"(?:(?<=[.;])\s+{_JOINING}|[,;]?(?:\s+and)?[,;]?)$")
_CONJUNCTION = re.compile(
    r"(?:And|But|So|Then|First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?|Fifth(?:ly)?"
    r"|Finally|Last(?:ly)?(?: of all)?|In the (?:first|second|third|last) place),?\s+"
    r"|(?:Turning|Coming|Moving) to [^,.]{3,60},\s+"
    r"|(?:As|So far as) (?:for|to|regards) [^,.]{3,80}, (?=its |the |their |we |i )",
    re.IGNORECASE,
)


def requests_in(text: str) -> tuple[tuple[int, str], ...]:
    """Return (offset, text) of each request that a paragraph of prose makes.

    A request begins with a sentence that asks: "We ask that ...", "The Trust
    needs to ...", "Provide a travel cot.". Sentences that explain it or point
    back ("It should report in a year.") belong to it; those before the first
    request only lead in. A paragraph that asks for nothing gives nothing.
    """
    starts: list[int] = []
    last: str | None = None
    for start, sentence in _sentences(text):
        subject = _subject(sentence)
        if subject is None or _POINTS_BACK.match(subject):
            continue
        if subject and subject == last:
            continue  # the same body is asked for one thing more
        if not subject and starts and named_lead(plain(text[starts[-1] :])) is not None:
            continue  # "Harbour Trust: audit all referrals. Report in May."
        starts.append(start)
        last = subject
    return tuple(
        (start, _TRAILING.sub("", text[start:end].rstrip()))
        for start, end in pairwise([*starts, len(text)])
    )


def whom_asked(text: str) -> str | None:
    """Return whom the first sentence of a text asks ("" for nobody named), None where none does."""
    return next((_subject(sentence) for _, sentence in _sentences(text)), None)


def asks_a_body(text: str) -> bool:
    """Say whether a text begins by telling a body what it should do: "Housing should not ..."."""
    asked = _asked().match(plain(text))
    return asked is not None and bool(asked["modal"]) and _is_body(asked["subject"])


def asks_plainly(sentence: str) -> bool:
    """Say whether a sentence asks in the reviewer's own voice, or tells a body what to do."""
    words = plain(sentence)
    joined = _CONJUNCTION.match(words)
    words = words[joined.end() :] if joined else words
    asked = _asking().match(words) or _may_be_asked(words)
    return asked is not None or asks_a_body(words)


def _is_body(subject: str) -> bool:
    """Say whether a subject is a body, by its name or by its kind: "the Trust"."""
    return bool(_bodies().match(subject)) or is_name(subject)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, text) of sentences, those joined by ", and the Board must" parted."""
    for start, end in sentences(text):
        edges = [start, *(found.end() for found in _joined().finditer(text, start, end)), end]
        for left, right in pairwise(edges):
            adverb = _ADVERB.match(text, left, right)
            at = adverb.end() if adverb else left
            yield at, text[at:right]


def _subject(sentence: str) -> str | None:
    """Return whom a sentence asks ("" for nobody in particular), or None where it does not ask."""
    words = plain(sentence)
    joined = _CONJUNCTION.match(words)
    words = words[joined.end() :] if joined else words
    if len(words.split()) < _FEWEST_WORDS or words.endswith("?"):
        return None
    named = _named_before(words)
    if named is not None:
        return named.casefold()
    if _asking().match(words) or is_imperative(words):
        return ""
    asked = _asked().match(words) or _may_be_asked(words)
    if asked is None or _reported().search(asked["subject"]):
        return None
    if asked["modal"] and re.match(
        r" (?:not )?have \w+(?:ed|en|t|de|ne|wn)\b", words[asked.end() :]
    ):
        return None  # "The surgery should have written": that is past
    narrated = not asked["modal"] and wording().narrated.search(asked["subject"])
    return None if narrated else asked["subject"].casefold().removeprefix("the ")


def _named_before(words: str) -> str | None:
    """Return whom "Castle Homes: a director ..." or "CWD Team: see the child" names first."""
    told = _TOLD.match(words)
    if told is not None and wording().verbs.match(words[told.end() :]):
        return told[1]
    return named_lead(words)


@cache
def _asking() -> re.Pattern[str]:
    patterns = load_rules("recommendations")["prose"]["asking"]
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(load_rules("recommendations")["prose"]["bodies"], re.IGNORECASE)


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(load_rules("recommendations")["prose"]["reported"], re.IGNORECASE)


@cache
def _asked() -> re.Pattern[str]:
    modals = "|".join(load_rules("recommendations")["prose"]["modals"])
    verbs = wording().verbs.pattern
    return re.compile(
        rf"(?P<subject>[^.;:?!]{{2,120}}?)[:,]? (?:(?P<modal>{modals})\b|to (?:\w+ly )?{verbs}"
        r"|to be \w{2,}(?:ed|en|t|wn|ne|de|ught|ld|pt)\b)",
        re.IGNORECASE,
    )


def _may_be_asked(words: str) -> re.Match[str] | None:
    found = _may().match(words)
    return found if found is not None and _is_body(found["subject"]) else None


@cache
def _may() -> re.Pattern[str]:
    """Match a body that "might" or "could" do something; anybody else only may."""
    soft = "|".join(load_rules("recommendations")["prose"]["soft"])
    return re.compile(
        rf"(?P<subject>{BODIES})[:,]? (?P<modal>{soft}) (?:(?:well|also|now) )?"
        r"(?!(?:be|have|not)\b)[a-z]"
    )


@cache
def _joined() -> re.Pattern[str]:
    modals = r"(?:should|must|needs? to|ought to|(?:is|are) (?:asked|invited|urged) to)\b"
    return re.compile(rf",\s+and\s+(?=(?:the\s+)?[A-Z][\w'’&-]*(?:\s[\w'’&-]+){{0,6}}?\s{modals})")
