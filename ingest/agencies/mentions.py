"""Every place where a document names a body or a service, in one pass per passage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import ahocorasick

from graph.model import Passage
from ingest.agencies.names import NamedBody, distinctive, flat, named_bodies
from ingest.agencies.rules import agency_rules, alternation
from ingest.rulebook import load_rules

__all__ = [
    "Mention",
    "Text",
    "generic_mentions",
    "is_plural",
    "label_mentions",
    "mentions_of",
    "named_mentions",
    "outside",
    "reference_mentions",
]

# A word may begin behind a digit: paragraph numbers are printed glued to the text.
_LEFT_EDGE = r"(?<![^\W\d_])(?<!-)"
# How far before a service what makes it none is looked for.
_BEFORE = 90
_AUTHORITY = "local-authority-body"
# How many spans taken can lie before a mention's end and still reach into it.
_NEIGHBOURS = 4


# A text, its offset in the document, and its passage (None for a heading).
Text = tuple[str, int, Passage | None]


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed form at [start, end) of the document's text.

    `passage` is None in a heading. `type` is an agency type or None; `named`
    tells a body with a name of its own from a service called by its kind. `fuller`
    is the form with the words around it that belong to it ("community dental service").
    """

    start: int
    end: int
    form: str
    type: str | None
    named: bool
    passage: Passage | None
    fuller: str = ""


def named_mentions(text: str, offset: int, passage: Passage | None) -> Iterator[Mention]:
    """Yield the named bodies of a text that begins at `offset` in the document."""
    for body in named_bodies(text):
        yield _mention(body, offset, passage)


def mentions_of(
    names: Mapping[str, str | None], text: str, offset: int, passage: Passage | None
) -> Iterator[Mention]:
    """Yield every place where one of `names` (form -> type) stands as a whole, longest first."""
    if not names:
        return
    words, places = _single_spaced(text)
    reached = 0
    for start, end, form in sorted(_hits(_automaton(tuple(sorted(names))), words), key=_longest):
        if start >= reached:
            reached = end
            at, to = offset + places[start], offset + places[end - 1] + 1
            yield Mention(at, to, form, names[form], named=True, passage=passage)


def _single_spaced(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with single spaces and straight apostrophes, and the place of each character.

    A blank line parts paragraphs: it stays two spaces.
    """
    words = text.replace("’", "'").replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")
    if "  " not in words:
        return words, range(len(words))
    kept = [
        at
        for at, one in enumerate(words)
        if one != " " or words[at - 1 : at] != " " or text[at - 1 : at + 1] == "\n\n"
    ]
    return "".join(words[at] for at in kept), kept


def generic_mentions(text: str, offset: int, passage: Passage | None) -> Iterator[Mention]:
    """Yield services called by their kind ("the health visitor", "police")."""
    rules = agency_rules()
    for match in _generic().finditer(text):
        form = flat(match.group())
        before = flat(text[max(0, match.start() - _BEFORE) : match.start()] + "|")[:-1]
        if rules.not_after.match(text, match.end()) or _is_no_service(form, before):
            continue
        kind = _generic_kind(form)
        if kind and not (kind == _AUTHORITY and _possessor().match(text, match.end())):
            at, to = offset + match.start(), offset + match.end()
            fuller = _fuller(text, match)
            yield Mention(at, to, form, kind, named=False, passage=passage, fuller=fuller)


def _fuller(text: str, match: re.Match[str]) -> str:
    """Return a service with the words beside it that belong to its name, or ""."""
    before = _belongs_before().search(text[max(0, match.start() - _BEFORE) : match.start()])
    after = _belongs_after().match(text, match.end())
    own = before.group() if before else ""
    return flat(f"{own}{match.group()}{after.group() if after else ''}") if own or after else ""


def _is_no_service(form: str, before: str) -> bool:
    """Say whether what stands before a service makes it none of the case's, or a place."""
    rules = agency_rules()
    place = form.lower() in rules.bare and rules.bare_before.search(before)
    apart = rules.apart_before.search(before) or rules.post_before.search(before)
    barred = rules.not_before.search(before)
    if barred and form.isupper() and barred.group().lower() == "at ":
        barred = None  # "heard at MARAC": a place is no acronym
    return bool(place or barred or apart)


def is_plural(form: str) -> bool:
    """Say whether a service is spoken of in the plural ("schools")."""
    return form.endswith("s") and not form.endswith("ss")


def label_mentions(text: str, offset: int, passage: Passage | None) -> Iterator[Mention]:
    """Yield the agency that a paragraph is about, told before its first colon."""
    match = _label().match(text)
    if match:
        at, end = offset + match.start("label"), offset + match.end("label")
        form = flat(match["label"])
        yield Mention(at, end, form, agency_rules().labels[form], named=False, passage=passage)


def reference_mentions(text: str, offset: int, passage: Passage | None) -> Iterator[Mention]:
    """Yield short references to a body ("the Trust"); `form` is the word in lower case."""
    for match in _reference().finditer(text):
        if _possessor().match(text, match.end()):
            continue
        yield Mention(
            offset + match.start("word"),
            offset + match.end("word"),
            flat(match.group()),
            None,
            named=False,
            passage=passage,
        )


def outside(mentions: Iterable[Mention], taken: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that overlap none of those already taken."""
    spans = sorted((one.start, one.end) for one in taken)
    starts = [start for start, _ in spans]

    def free(one: Mention) -> bool:
        # Spans taken do not overlap each other by much: the few before the end decide.
        at = bisect_left(starts, one.end)
        return all(end <= one.start for _, end in spans[max(0, at - _NEIGHBOURS) : at])

    return [one for one in mentions if free(one)]


def _mention(body: NamedBody, offset: int, passage: Passage | None) -> Mention:
    named = bool(distinctive(body.name)) or body.name in agency_rules().known
    return Mention(offset + body.start, offset + body.end, body.name, body.type, named, passage)


def _hits(automaton: Any, words: str) -> Iterator[tuple[int, int, str]]:
    for last, form in automaton.iter(words):
        start, end = last + 1 - len(form), last + 1
        before, after = words[start - 1 : start], words[end : end + 1]
        if not (before.isalpha() or before == "-" or after.isalnum() or after == "-"):
            yield start, end, form


def _longest(hit: tuple[int, int, str]) -> tuple[int, int]:
    return hit[0], -hit[1]


@lru_cache(maxsize=64)
def _automaton(names: tuple[str, ...]) -> Any:
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


@cache
def _generic() -> re.Pattern[str]:
    phrases = agency_rules().generic
    return re.compile(rf"{_LEFT_EDGE}(?:{alternation(phrases)})(?:s|es)?(?![\w-])", re.IGNORECASE)


@cache
def _possessor() -> re.Pattern[str]:
    """Match the rest of "local authority's education department": the one body is meant."""
    phrases = alternation(agency_rules().generic)
    return re.compile(rf"['’]s\s(?:own\s)?(?:{phrases})\b", re.IGNORECASE)


@cache
def _belongs_before() -> re.Pattern[str]:
    words = load_rules("agencies")["fuller"]["before"]
    return re.compile(rf"(?<![\w’'-])(?:(?:{words})\s)+$", re.IGNORECASE)


@cache
def _belongs_after() -> re.Pattern[str]:
    words = load_rules("agencies")["fuller"]["after"]
    return re.compile(rf"\s(?:{words})s?\b")


@cache
def _generic_kind(form: str) -> str | None:
    """Return the type of a generic form; acronyms count in capitals only."""
    generic = agency_rules().generic
    for phrase, kind in generic.items():
        for candidate in (form, form.removesuffix("s"), form.removesuffix("es")):
            exact = phrase[:1].isupper()  # "GP", "Government": in their own capitals only
            if candidate == phrase or (not exact and candidate.lower() == phrase.lower()):
                return kind
    return None


@cache
def _label() -> re.Pattern[str]:
    labels = alternation(agency_rules().labels)
    return re.compile(rf"(?:[\d.]+\s+)?(?P<label>{labels})\s*(?:\([^)]{{1,40}}\))?\s*[:.]\s")


@cache
def _reference() -> re.Pattern[str]:
    words = alternation(agency_rules().references)
    return re.compile(rf"{_LEFT_EDGE}[Tt]he\s+(?P<word>(?i:{words}))(?![\w-]|\s+of\s)")
