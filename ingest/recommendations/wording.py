"""How a recommendation is worded, and what only looks like one (`rules/recommendations.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.rulebook import load_rules

__all__ = [
    "BODIES",
    "Wording",
    "does_what",
    "is_directive",
    "is_excluded",
    "is_imperative",
    "is_lead_in",
    "plain",
    "split_number",
    "wording",
]

# Where the verb of a request stands: a "should" further on belongs to a reason.
_OPENING = 320
# How many characters may stand before "to" for an agency that is asked.
_LONGEST_SUBJECT = 140
# What follows "to" where it is no verb: "According to the Panel".
_NOT_VERBS = "the|an?|this|that|these|those|its?|their|our|his|her|each|every|all|any|some"
# Names of bodies, joined as a subject joins them.
BODIES = (
    r"[A-Z][\w'&/-]*"
    r"(?:,? (?:[A-Z(][\w'&/()-]*|and|of|for|the|&|each|other|every|in|all|its)){0,14}?"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The compiled patterns; all are read against `plain` text."""

    number: re.Pattern[str]
    modals: re.Pattern[str]
    narrated: re.Pattern[str]
    verbs: re.Pattern[str]
    gerunds: re.Pattern[str]
    done: re.Pattern[str]
    excluded: re.Pattern[str]
    question: re.Pattern[str]
    marked: re.Pattern[str]
    resolution: re.Pattern[str]
    completed: re.Pattern[str]
    lead_in: re.Pattern[str]
    openers: re.Pattern[str]
    inline: re.Pattern[str]
    merged: re.Pattern[str]
    reasons: re.Pattern[str]
    row_done: re.Pattern[str]
    columns: Mapping[str, frozenset[str]]
    noun: re.Pattern[str]
    states: re.Pattern[str]
    part: re.Pattern[str]
    bare_label: re.Pattern[str]
    list_heading: re.Pattern[str]
    things: re.Pattern[str]
    counted: re.Pattern[str]
    everyone: re.Pattern[str]
    passive: re.Pattern[str]


# The tables of patterns under [not] that keep a sentence out wherever it stands.
_EXCLUDED = (
    "other_review",
    "committee",
    "none_made",
    "conclusion",
    "guidance",
    "done_mark",
    "remark",
)


@cache
def wording() -> Wording:
    """Return the patterns shipped with this release (compiled on first use)."""
    data = load_rules("recommendations")
    directive, no, running = data["directive"], data["not"], data["running"]
    verbs = sorted(directive["verbs"], key=len, reverse=True)
    columns = data["columns"]
    return Wording(
        number=_number(data["number"]["labels"], data["number"]["forms"]),
        modals=_any(directive["modals"]),
        narrated=_any(directive["narrated"]),
        verbs=re.compile(rf"(?:{'|'.join(verbs)})\b", re.IGNORECASE),
        gerunds=re.compile(rf"\b(?:{'|'.join(_gerund(verb) for verb in verbs)})\b"),
        done=_any(no["done"]),
        excluded=_any([pattern for name in _EXCLUDED for pattern in no[name]]),
        question=_any(no["question"]),
        marked=_any([no["recommendation_mark"]]),
        resolution=_any([no["resolution_heading"]]),
        completed=_any([no["completed"]]),
        lead_in=_any(no["lead_in"]),
        openers=_any(running["openers"]),
        inline=_any(running["inline"]),
        merged=re.compile(running["merged"]),
        reasons=re.compile(running["reasons"]),
        row_done=re.compile(columns["done"], re.IGNORECASE),
        columns={
            name: frozenset(headers)
            for name, headers in columns.items()
            if name not in {"done", "shapes"}
        },
        noun=re.compile(directive["noun"]),
        states=re.compile(directive["states"]),
        part=re.compile(data["number"]["part"]),
        bare_label=re.compile(data["number"]["bare_label"]),
        list_heading=re.compile(data["number"]["list_heading"], re.IGNORECASE),
        things=re.compile(running["things"], re.IGNORECASE),
        counted=re.compile(running["counted"], re.IGNORECASE),
        everyone=_any([data["addressee"]["everyone"]]),
        passive=_any([data["addressee"]["passive"]]),
    )


def plain(text: str) -> str:
    """Return text with single spaces and straight quotes."""
    straight = text.translate(str.maketrans("‘’“”", "''\"\""))
    return " ".join(straight.split())


def split_number(text: str) -> tuple[str | None, str, bool]:
    """Return (number token, the rest, whether a word like "Recommendation" stood before it).

    >>> split_number("Recommendation 4a: The Board should")
    ('4a', 'The Board should', True)
    >>> split_number("14 months later the Board met")
    (None, '14 months later the Board met', False)
    """
    match = wording().number.match(text)
    if not match:
        return None, text, False
    token = match["labelled"] or match["bare"]
    return token, text[match.end() :].lstrip(), bool(match["labelled"])


def is_lead_in(text: str) -> bool:
    """Say whether a text introduces recommendations and is none itself."""
    words = plain(text)
    return bool(wording().lead_in.search(words)) and not wording().modals.search(words)


def is_excluded(text: str) -> bool:
    """Say whether a text only looks like a recommendation of this review."""
    words = plain(text)
    if wording().excluded.search(words) or wording().question.search(words):
        return True
    done = wording().done.search(words)
    asked = wording().verbs.match(words) or wording().modals.search(words)
    return bool(done) and not (asked and asked.start() <= (done.start() if done else 0))


def is_directive(text: str) -> bool:
    """Say whether a text asks somebody to do something, in any of the usual shapes."""
    whole = plain(text)
    words = whole[:_OPENING]
    rules = wording()
    return bool(
        rules.modals.search(words)
        or _asked_at_last(whole)
        or is_imperative(words)
        or re.match(r"(?:to|that) [a-z]", words, re.IGNORECASE)
        or _agency_to(words)
        or _agency_doing(words)
        or _agency_told(words)
    )


def is_imperative(words: str) -> bool:
    """Say whether a text begins with a bare verb: "Review the protocol", not "Review staff are"."""
    return bool(wording().verbs.match(words)) and not wording().noun.match(words)


def does_what(text: str) -> bool:
    """Say whether a body is the subject of a plain verb: "Police Scotland agrees that ...".

    Only items of a list of recommendations are meant so; elsewhere it is narrative.
    """
    verbs = wording().verbs.pattern.removesuffix(r"\b")
    return bool(
        re.match(rf"(?:[Tt]he |[Tt]hat )?{BODIES} (?:\w+ly )?(?-i:{verbs})(?:e?s)?\b", text)
        and not wording().states.match(text)
    )


def _agency_told(words: str) -> bool:
    """Match "Ardmoray Council Education: visit every family ..."."""
    before, found, after = words.partition(": ")
    return (
        bool(found)
        and before[:1].isupper()
        and len(before) < _LONGEST_SUBJECT
        and not re.search(r"[.;]", before)
        and not wording().narrated.search(before)
        and bool(wording().verbs.match(after))
    )


def _asked_at_last(words: str) -> bool:
    """Match a request behind its reasons: its last sentence begins with who should do it."""
    last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", words)[-1]
    return bool(re.match(r"(?:The |the )?[A-Z][\w']*(?: [\w'&]+){0,6} (?:should|must)\b", last))


def _agency_to(words: str) -> bool:
    """Match "Quayhead Surgery to tell ..." and "Selby Police: to stop ..."."""
    before, found, after = words.partition(" to ")
    return (
        bool(found)
        and bool(
            re.match(rf"(?!have\b|be (?:a|an|the|more|less)\b|(?:{_NOT_VERBS})\b)[a-z]+\b", after)
        )
        and len(before) < _LONGEST_SUBJECT
        and not wording().narrated.search(before)
    )


def _agency_doing(words: str) -> bool:
    """Match "NHS Brennan funding a second nurse ..."."""
    found = wording().gerunds.search(words)
    return bool(found) and bool(
        re.fullmatch(
            r"(?:the )?[A-Z][\w'&-]*(?:[ ,]+(?:[A-Z][\w'&-]*|and|of|for|the|&))* (?:\w+ly )?",
            words[: found.start()] if found else "",
        )
    )


def _number(labels: Iterable[str], forms: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(label) for label in labels), key=len, reverse=True))
    spelt = "one|two|three|four|five|six|seven|eight|nine|ten"
    printed = r"[A-Z]{0,5}-?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?"
    labelled = (
        rf"(?:{words})\b\.?\s*(?:no\.?\s*|number\s*)?"
        rf"(?P<labelled>{printed}|{spelt}|(?-i:[A-Z]))\b\s*[:.)–-]?(?=\s|[A-Z]|$)"
    )
    bare = "|".join(forms)
    return re.compile(rf"\s*(?:{labelled}|\(?(?P<bare>{bare})[.):]*(?=\s|[A-Z]))", re.IGNORECASE)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _gerund(verb: str) -> str:
    first, *rest = verb.split()
    stem = first[:-1] if first.endswith("e") and first not in {"see", "agree"} else first
    doubled = (
        stem + stem[-1]
        if first in {"set", "put", "stop", "embed", "fit", "run", "map", "plan"}
        else stem
    )
    return " ".join([doubled + "ing", *rest])
