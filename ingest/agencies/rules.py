"""How organisations are named: `rules/agencies.toml`, compiled once and on first use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.rulebook import load_rules

__all__ = [
    "AgencyRules",
    "InvolvementRules",
    "agency_rules",
    "alternation",
    "involvement_rules",
]


@dataclass(frozen=True, slots=True)
class AgencyRules:
    """The tables of `agencies.toml`; regular expressions are compiled."""

    heads: re.Pattern[str]
    lower_heads: re.Pattern[str]
    tails: frozenset[str]
    prefixes: frozenset[str]
    not_prefixed: frozenset[str]
    known: Mapping[str, str]
    types: tuple[tuple[re.Pattern[str], str], ...]
    kinds: Mapping[str, str]
    references: Mapping[str, tuple[str, ...]]
    generic: Mapping[str, str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    bare: frozenset[str]
    bare_before: re.Pattern[str]
    apart_before: re.Pattern[str]
    post_before: re.Pattern[str]
    stop_names: frozenset[str]
    stop_endings: tuple[str, ...]
    openers: frozenset[str]
    titles: re.Pattern[str]
    not_followed: re.Pattern[str]
    sent_to: re.Pattern[str]
    not_a_body: re.Pattern[str]
    homes: frozenset[str]
    with_commas: str
    part_of: Mapping[str, str]
    context: Mapping[str, re.Pattern[str]]
    labels: Mapping[str, str]
    plain_words: frozenset[str]
    loose_types: frozenset[str]
    adult_services: frozenset[str]


@dataclass(frozen=True, slots=True)
class InvolvementRules:
    """The tables of `agencies.toml` by which a mention makes a body an agency of the case."""

    membership: re.Pattern[str]
    authors: re.Pattern[str]
    contributors: re.Pattern[str]
    bystanders: frozenset[str]
    settings: frozenset[str]
    slight: frozenset[str]
    boards: frozenset[str]
    unnamed_bystanders: frozenset[str]
    resolutions: re.Pattern[str]
    reviewers: re.Pattern[str]
    notified: re.Pattern[str]


def alternation(phrases: Iterable[str]) -> str:
    """Return a pattern that matches any of the phrases, the longest first.

    White space between words may be any, and apostrophes straight or curly.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(_flexible(phrase) for phrase in ordered)


@cache
def agency_rules() -> AgencyRules:
    """Return the rules shipped with this release (read once per process)."""
    data = load_rules("agencies")
    stop, beside = data["stop"], data["not_generic"]
    return AgencyRules(
        heads=re.compile(rf"\b(?:{alternation([*data['heads'], *data['known']])})(?![\w-])"),
        lower_heads=re.compile(rf"\s(?:{alternation(data['lower_heads'])})\b"),
        tails=frozenset(data["tails"]),
        prefixes=frozenset(data["prefixes"]),
        not_prefixed=frozenset(data["not_prefixed"]),
        known={_key(name): concept for name, concept in data["known"].items()},
        types=tuple((re.compile(row["pattern"]), row["type"]) for row in data["types"]),
        kinds={_key(kind): concept for kind, concept in data["kinds"].items()},
        references={word: tuple(types) for word, types in data["references"].items()},
        generic={
            phrase: concept for concept, phrases in data["generic"].items() for phrase in phrases
        },
        not_before=re.compile(rf"\b(?:{alternation(beside['before'])})\s$", re.IGNORECASE),
        not_after=re.compile(rf"\s(?:{alternation(beside['after'])})\b"),
        bare=frozenset(beside["bare"]),
        bare_before=re.compile(beside["bare_before"], re.IGNORECASE),
        apart_before=re.compile(beside["apart_before"], re.IGNORECASE),
        post_before=re.compile(beside["post_before"], re.IGNORECASE),
        stop_names=frozenset(stop["names"]),
        stop_endings=tuple(stop["endings"]),
        openers=frozenset(data["openers"]["words"]),
        titles=re.compile(rf"(?:{alternation(data['titles']['words'])})\b"),
        not_followed=re.compile(rf"\s+(?:{alternation(data['not_followed']['words'])})\b"),
        sent_to=re.compile("|".join(data["sent_to"]["cues"]), re.IGNORECASE),
        not_a_body=re.compile("|".join(data["sent_to"]["not_a_body"]), re.IGNORECASE),
        homes=frozenset(data["sent_to"]["homes"]),
        with_commas=alternation(name for name in data["known"] if "," in name),
        part_of=data["part_of"],
        context={kind: re.compile(words, re.IGNORECASE) for kind, words in data["context"].items()},
        labels=data["labels"],
        plain_words=frozenset(data["plain"]["words"]),
        loose_types=frozenset(data["loose"]["types"]),
        adult_services=frozenset(data["plain"]["adult_services"]),
    )


@cache
def involvement_rules() -> InvolvementRules:
    """Return the rules of involvement shipped with this release (read once per process)."""
    data = load_rules("agencies")
    beside = data["bystanders"]
    return InvolvementRules(
        membership=re.compile("|".join(data["membership"]["cues"]), re.IGNORECASE),
        contributors=re.compile("|".join(data["contributors"]["cues"]), re.IGNORECASE),
        authors=re.compile("|".join(data["authors"]["cues"]), re.IGNORECASE),
        bystanders=frozenset(beside["types"]),
        settings=frozenset(beside["settings"]),
        slight=frozenset(beside["slight"]),
        boards=frozenset(beside["boards"]),
        unnamed_bystanders=frozenset(beside["unnamed"]),
        resolutions=re.compile(beside["resolutions"], re.IGNORECASE),
        reviewers=re.compile(beside["reviewers"], re.IGNORECASE),
        notified=re.compile(data["sent_to"]["notified"]),
    )


def _flexible(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\ ", r"\s+")
    return re.sub(r"['’]", "['’]", escaped)


def _key(name: str) -> str:
    return name.replace("’", "'")
