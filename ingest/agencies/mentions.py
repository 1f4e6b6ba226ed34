"""Every place where a document names a body or a service, in one pass per passage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
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
    "headless_names",
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
# Those who work for a body: "a support worker at Bright Days".
_WORKERS = ("officer", "worker", "adviser", "advisor", "counsellor", "advocate")
# "The Limes" may be anything where a sentence begins; "The Fen Rise" is a name.
_ARTICLE_AND_NAME = 2
# How many spans taken can lie before a mention's end and still reach into it.
_NEIGHBOURS = 4


# A text, its offset in the document, and its passage (None for a heading).
Text = tuple[str, int, Passage | None]


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed form at [start, end) of the document's text.

    `passage` is None in a heading. `type` is an agency type or None; `named`
    tells a body with a name of its own from a service called by its kind.
    """

    start: int
    end: int
    form: str
    type: str | None
    named: bool
    passage: Passage | None


def named_mentions(text: str, offset: int, passage: Passage | None) -> Iterator[Mention]:
    """Yield the named bodies of a text that begins at `offset` in the document."""
    for body in named_bodies(text):
        yield _mention(body, offset, passage)


def headless_names(text: str) -> dict[str, str]:
    """Return names that only the words beside them make a body ("Ty Celyn, a children's home")."""
    found: dict[str, str] = {}
    for pattern in _beside():
        for match in pattern.finditer(text):
            name = flat(match["name"]).strip(".,")
            kind = agency_rules().kinds[_kind(match["kind"])]
            before = text[max(0, match.start("name") - 3) : match.start("name")]
            inside = re.search(r"[\w,(]\s+$", before) is not None
            if _may_be_headless(name, kind, inside=inside):
                found.setdefault(name, kind)
                bare = name.removeprefix("The ")
                found.setdefault(bare if " " in bare else name, kind)
    for pattern in _settings():
        for match in pattern.finditer(text):
            setting = _setting_type(match["kind"])
            if setting and match["name"] not in agency_rules().openers:
                found.setdefault(match["name"], setting)
    return found


@cache
def _settings() -> tuple[re.Pattern[str], ...]:
    """Match names of one word beside a word for a setting: "the Lodge, a pupil referral unit"."""
    words = alternation(load_rules("agencies")["settings"]["words"])
    name = r"(?P<name>[A-Z][a-z][\w’'-]{2,30})"
    some = r"(?:[\w-]+\s+){0,3}?"
    return (
        re.compile(
            rf"(?<![\w’'-])(?:[a-z][\w’']*,?\s)(?:the\s)?{name},\s(?:an?|its|the)\s{some}(?P<kind>{words})\b"
        ),
        re.compile(rf"\b(?P<kind>{words})(?:,)?\s(?:called|named|known as)\s(?:the\s)?{name}\b"),
    )


def _setting_type(printed: str) -> str | None:
    plain = flat(printed).lower()
    own = load_rules("agencies")["settings"]["types"].get(plain)
    return own or agency_rules().kinds.get(plain)


def mentions_of(
    names: Mapping[str, str | None], text: str, offset: int, passage: Passage | None
) -> Iterator[Mention]:
    """Yield every place where one of `names` (form -> type) stands as a whole, longest first."""
    if not names:
        return
    words = text.replace("’", "'").replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")
    reached = 0
    for start, end, form in sorted(_hits(_automaton(tuple(sorted(names))), words), key=_longest):
        if start >= reached:
            reached = end
            at, to = offset + start, offset + end
            yield Mention(at, to, form, names[form], named=True, passage=passage)


def generic_mentions(text: str, offset: int, passage: Passage | None) -> Iterator[Mention]:
    """Yield services called by their kind ("the health visitor", "police")."""
    rules = agency_rules()
    for match in _generic().finditer(text):
        form = flat(match.group())
        before = flat(text[max(0, match.start() - _BEFORE) : match.start()] + "|")[:-1]
        if rules.not_after.match(text, match.end()) or _is_no_service(form, before):
            continue
        kind = _generic_kind(form)
        if kind:
            yield Mention(
                offset + match.start(),
                offset + match.end(),
                form,
                kind,
                named=False,
                passage=passage,
            )


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


def _may_be_headless(name: str, kind: str, *, inside: bool) -> bool:
    """Say whether a name can be a body's; inside a sentence it may begin with any word."""
    rules = agency_rules()
    first = name.split(maxsplit=1)[0] if name else ""
    house = kind in rules.homes and name.endswith((" House", " Lodge", " Court", " Place"))
    if re.match(r"(?:Mr|Mrs|Ms|Miss|Dr|PC)\b|.*[A-Z]\d", name) or name in rules.known:
        return False
    if name in rules.stop_names or (rules.not_a_body.search(name) and not house):
        return False
    article = first == "The" and len(name.split()) > _ARTICLE_AND_NAME
    begins = inside or article or first not in rules.openers
    return len(name.split()) > 1 and begins and bool(distinctive(name))


@cache
def _beside() -> tuple[re.Pattern[str], ...]:
    word, joint = r"[A-Z][\w’']{0,40}", r"(?:na |yr |y |the |of |in |for |on the |on )?"
    name = rf"\b(?P<name>{word}(?: {joint}{word}){{1,3}})"
    # "Young Carers" is a name of its own.
    titles = [kind.title() for kind in agency_rules().kinds if kind != "carers"]
    plain = rf"(?P<kind>{alternation([*agency_rules().kinds, *titles])})s?\b"
    kinds = rf"(?P<kind>(?i:{alternation(agency_rules().kinds)}))s?\b"
    workers = alternation([k for k in agency_rules().kinds if k.endswith(_WORKERS)])
    some = r"(?:(?:a|an|the|its|their|local)\s+)?(?:[\w-]+\s+){0,2}?"
    quoted = r"[\"“‘'](?P<name>[A-Z][\w’']{0,40}(?: [A-Z][\w’']{0,40}){0,3})[\"”’']"
    return (
        re.compile(rf"{name}[\"”’']?,\s(?:an?|the|its|their)\s(?:[\w-]+\s+){{0,3}}?{kinds}"),
        re.compile(rf"{name}\s\({some}{kinds}"),
        re.compile(rf"\b{kinds}(?:,|\s(?:from|called|named|run by|employed by))\s(?:the\s)?{name}"),
        re.compile(rf"\b(?P<kind>(?i:(?:[a-z]+ )?charity))\s{name}"),
        re.compile(
            rf"\b(?P<kind>(?i:{workers}))s?,?\s\(?(?:of|at|from|with|employed by)\s(?:the\s)?{name}"
        ),
        re.compile(rf"\b{kinds},?\s(?:called\s)?{quoted}"),
        re.compile(rf"{name}\s{plain}"),
        re.compile(rf"{name}\s(?:is|was)\s(?:an?|the)\s(?:[\w-]+\s){{0,2}}?{plain}"),
    )


def _kind(printed: str) -> str:
    plain = flat(printed).lower()
    known = agency_rules().kinds
    # "a housing charity" where only "charity" has a type of its own.
    return next((kind for kind in known if kind.lower() == plain), plain.rsplit(maxsplit=1)[-1])


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
    return re.compile(rf"{_LEFT_EDGE}[Tt]he\s+(?P<word>(?i:{words}))(?![\w-])")
