"""A draft recommendation as it would be read once published, and what is vague in it.

The draft goes through the same reading as a document, so its addressees, kinds of
action, strength and deadline are those that its library would show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.errors import UsageInvalid
from graph.model import Agency, Recommendation, Strength
from graph.vocabulary import Vocabulary, load_vocabulary
from ingest.agencies.addressees import Directory
from ingest.extract import extract
from ingest.recommendations.actions import actions_of, strength_of
from ingest.recommendations.deadlines import deadline_of
from ingest.recommendations.prose import requests_in
from ingest.recommendations.wording import plain, split_number, wording
from ingest.rulebook import load_rules
from ingest.themes import find_factors, find_themes

__all__ = ["Draft", "Gap", "read_drafts"]

# Signs that no text has and that make a file look like none: pasted along by accident.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OPENING_WORDS = 8  # of an ask, by which it is told from others


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is vague: its code, what is said of it, how to mend it, the words at fault."""

    code: str
    told: str
    mend: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One recommendation of a draft, as read, and its gaps."""

    recommendation: Recommendation
    types: tuple[str, ...]
    gaps: tuple[Gap, ...]


def read_drafts(text: str, vocabulary: Vocabulary | None = None) -> tuple[Draft, ...]:
    """Return each recommendation of a draft; all of it is one where none can be told apart.

    `types` are the kinds of agency that it asks. Raises UsageInvalid for an empty
    text and for one beyond the limits of `ingest/rules/draft.toml`.
    """
    limits = load_rules("draft")["limits"]
    if not re.search(r"\w", text):
        raise UsageInvalid("There is nothing to read. Paste the recommendation's words.")
    if len(text) > limits["characters"]:
        raise UsageInvalid(
            f"A draft may have {limits['characters']:,} characters, this has {len(text):,}. "
            "Paste fewer recommendations at once."
        )
    concepts = vocabulary or load_vocabulary()
    text = _CONTROLS.sub(" ", text)
    framed = load_rules("draft")["frame"]["heading"] + text
    record = extract(framed.encode("utf-8", errors="replace"), "draft.txt")
    found = record.recommendations or (_whole(text, record.agencies, concepts),)
    if len(found) > limits["requests"]:
        raise UsageInvalid(
            f"A draft may have {limits['requests']} recommendations, this has {len(found)}. "
            "Paste fewer at once."
        )
    return tuple(_draft(one, record.agencies) for one in found)


def _whole(text: str, agencies: Sequence[Agency], vocabulary: Vocabulary) -> Recommendation:
    """Return a text as one recommendation, though nothing in it says that it asks."""
    number, rest, _ = split_number(" ".join(text.split()))
    directory = Directory(agencies)
    addressed = directory.addressed(rest)
    actions = actions_of(rest, vocabulary, directory.types(addressed))
    return Recommendation(
        id="",
        number=number,
        text=rest,
        passage="",
        addressed_to=addressed,
        actions=actions,
        strength=strength_of(rest, actions, vocabulary),
        themes=find_themes(rest, vocabulary),
        factors=find_factors(rest, vocabulary),
        deadline=deadline_of(rest),
    )


def _draft(one: Recommendation, agencies: Sequence[Agency]) -> Draft:
    types = Directory(agencies).types(one.addressed_to)
    return Draft(one, tuple(sorted(filter(None, types))), tuple(_gaps(one)))


def _gaps(one: Recommendation) -> Iterator[Gap]:
    words = plain(one.text)
    if _matches("owner", "everyone", words):
        yield _gap("everyone")
    elif not one.addressed_to and not _matches("owner", "bodies", words):
        yield _gap("owner")
    if one.deadline is None and not _matches("date", "given", words):
        yield _gap("date")
    if not _matches("measure", "given", words):
        yield _gap("measure")
    reminders = _matches("action", "reminders", words)
    if one.strength is Strength.WEAK or (reminders and one.strength is not Strength.STRONG):
        yield _gap("action", reminders)
    if hedges := _matches("hedge", "words", words):
        yield _gap("hedge", hedges)
    if len(asks := _asks(words)) > load_rules("draft")["asks"]["most"]:
        yield _gap("asks", asks)


def _gap(code: str, words: Iterable[str] = ()) -> Gap:
    told = load_rules("draft")["told"][code]
    return Gap(code, told["gap"], told["mend"], tuple(dict.fromkeys(words)))


def _matches(table: str, name: str, words: str) -> list[str]:
    return [found.group() for found in _pattern(table, name).finditer(words)]


def _asks(words: str) -> list[str]:
    """Return how each thing that is asked for begins, those that tell of its result left out."""
    asked = [text for _, text in requests_in(words)] or [words]
    begins = [_opening(one) for one in asked]
    for one in asked:
        further = _joined().finditer(one)
        begins += [found["ask"] for found in further if not _says_twice(one[: found.start()])]
    return begins


def _says_twice(before: str) -> bool:
    """Tell whether a verb stands right before "and": "review and update" is one ask."""
    last = before.split()[-1:]
    return bool(last) and bool(wording().verbs.fullmatch(last[0]))


def _opening(text: str) -> str:
    return " ".join(text.split()[:_OPENING_WORDS])


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    given = load_rules("draft")[table][name]
    patterns = [given] if isinstance(given, str) else given
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


@cache
def _joined() -> re.Pattern[str]:
    """Match a further verb of a request and the beginning of what it is done to."""
    rules = load_rules("draft")["asks"]
    verbs = wording().verbs.pattern
    measures = "|".join(rules["measures"])
    return re.compile(
        rf"{rules['joins']}(?P<ask>(?!(?:{measures})\b)(?:{verbs}){rules['object']})",
        re.IGNORECASE,
    )
