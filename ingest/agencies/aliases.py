"""Other forms of a name that the document itself gives: acronyms, short forms, new names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.model import PassageKind
from ingest.agencies.names import flat
from ingest.outline import Outline
from ingest.rulebook import load_rules

__all__ = [
    "acronyms",
    "became",
    "initials",
    "meant_forms",
    "new_names",
    "same_bodies",
    "short_forms",
    "successions",
]

# How many words may stand before "(ABC)" for each letter of the acronym.
_WORDS_PER_LETTER = 3
_NAME = r"\b[A-ZÀ-Þ][\w’'-]{0,40}(?:,? (?:(?:of|and|&|for|the) ){0,2}[A-ZÀ-Þ][\w’'-]{0,40}){0,9}"


def acronyms(outline: Outline) -> dict[str, str]:
    """Return acronym -> long form, from first uses and from the document's glossary.

    The letters are matched to the words before the bracket from the right, as in
    Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation
    definitions". The first definition of an acronym stands.
    """
    found: dict[str, str] = {}
    for short, long in (*_bracketed(outline.text), *_glossary(outline)):
        found.setdefault(short, long)
    return found


def short_forms(text: str) -> Iterator[tuple[int, str]]:
    """Yield (end of the name before it, form) for '("Three Rivers")' and '(the Trust)'."""
    for match in _quoted().finditer(text):
        yield match.start(), flat(match["quoted"] or match["plain"])


def meant_forms(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start of the name behind it, form) for '"the Trust" means Wendle NHS Trust'."""
    for match in _meant().finditer(text):
        yield match.end(), flat(match["form"])


def same_bodies(text: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that the text says are one body ("X, formerly Y")."""
    for pattern in _same():
        for match in pattern.finditer(text):
            yield flat(match["name"]), flat(match["alias"])


def new_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield (where it says so, new name) for "The department is now called ..."."""
    for match in _before().finditer(text):
        yield match.start(), flat(match["alias"])


def successions(text: str) -> Iterator[tuple[str, str]]:
    """Yield (old, new) for two bodies of which one took over ("A was replaced by B")."""
    yield from _pairs("patterns", text)


def became(text: str) -> Iterator[tuple[str, str]]:
    """Yield (old, new) for "A has since become B": one body renamed, or another."""
    yield from _pairs("either", text)


def _pairs(which: str, text: str) -> Iterator[tuple[str, str]]:
    for pattern in _succession(which):
        for match in pattern.finditer(text):
            yield flat(match["old"]), flat(match["new"])


def initials(name: str) -> str:
    """Return the capitals of a name's words ("HSCB"), small words left out."""
    return "".join(word[0] for word in flat(name).split() if word[:1].isupper())


@cache
def _before() -> re.Pattern[str]:
    return re.compile(load_rules("agencies")["same"]["before"].replace("{name}", _NAME))


@cache
def _quoted() -> re.Pattern[str]:
    lead = r"(?:hereafter|hereinafter|here|known (?:here )?as|referred to (?:here )?as|or)?,?\s*"
    return re.compile(
        rf"\s*\({lead}(?:(?:the\s+)?[\"“‘'](?:the\s+)?(?P<quoted>[A-Z][\w’' &-]{{1,40}})[\"”’']"
        r"|(?P<plain>the\s+[A-Z]\w+(?:\s[A-Z]\w+){0,3}))\)"
    )


@cache
def _meant() -> re.Pattern[str]:
    return re.compile(
        r"[\"“‘'](?P<form>(?:[Tt]he\s+)?[A-Z]\w+(?:\s[A-Z]\w+){0,3})[\"”’']\s+"
        r"(?:is|are|means|meaning|refers\s+to|stands\s+for|denotes)\s+(?:always\s+|here\s+)?(?:the\s+)?"
    )


@cache
def _same() -> tuple[re.Pattern[str], ...]:
    rules = load_rules("agencies")
    return tuple(
        re.compile(pattern.replace("{name}", _NAME)) for pattern in rules["same"]["patterns"]
    )


@cache
def _succession(which: str) -> tuple[re.Pattern[str], ...]:
    rules = load_rules("agencies")["succession"]
    return tuple(
        re.compile(one.replace("{name}", _NAME).replace("{when}", rules["when"]))
        for one in rules[which]
    )


@cache
def _first_use() -> re.Pattern[str]:
    return re.compile(r"\((?:the )?([A-Z][A-Za-z&-]{1,9})(?:,? (?:or|the) [^)]{0,30})?\)")


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    for match in _first_use().finditer(text):
        short = match.group(1)
        if sum(letter.isupper() for letter in short) < len(short) / 2:
            continue
        before = re.split(r"[.;:()\n]\s", text[max(0, match.start() - 150) : match.start()])[-1]
        long = _long_form(short, before.split())
        if long:
            yield short, long


def _long_form(short: str, words: list[str]) -> str:
    """Return the fewest last words whose initials spell the acronym, or ""."""
    letters = [letter.lower() for letter in short if letter.isupper()]
    most = min(len(words), len(letters) * _WORDS_PER_LETTER)
    for count in range(len(letters) - 2, most + 1):
        chosen = words[len(words) - count :] if count > 0 else []
        if chosen and _spells(letters, chosen):
            return flat(" ".join(chosen)).strip("\"“”‘’', ")
    return ""


def _spells(letters: list[str], words: list[str]) -> bool:
    parts = [part for word in words for part in re.split(r"[-/]", word.strip("“”‘’\"',")) if part]
    small = {"of", "and", "for", "the", "&", "in", "to", "on", "with"}
    initials = [part[0].lower() for part in parts if part.lower() not in small]
    return initials == letters


def _glossary(outline: Outline) -> Iterator[tuple[str, str]]:
    entry = re.compile(
        r"(?:^|(?<=[.;\n|])\s*)([A-Z][A-Za-z&]{1,8})\s*[:,|–-]?\s+([A-Za-z][^.;|\n(]{4,70})"
    )
    for passage in outline.passages:
        if passage.kind is not PassageKind.GLOSSARY:
            continue
        for match in entry.finditer(passage.text):
            short, long = match.group(1), match.group(2).strip(" ,")
            letters = [letter.lower() for letter in short if letter.isupper()]
            if len(letters) > 1 and _spells(letters, long.split()):
                yield short, flat(long)
