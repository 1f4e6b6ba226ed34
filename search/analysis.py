"""From text to the words that are compared: one analysis for every engine.

An engine receives words that are ready to be compared, so that two engines
cannot read the same text differently, and highlighting sees what was searched.
The stemmer is Porter's second English one (https://snowballstem.org), as
implemented in Whoosh.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from whoosh.lang.snowball.english import EnglishStemmer

__all__ = [
    "Analysed",
    "Token",
    "analyse",
    "fold",
    "is_acronym",
    "is_stop_word",
    "stem",
    "stems_and_words",
    "tokens",
]

# Signs that hyphenate or direct text without being seen: not the end of a word.
_UNSEEN = "\u00ad\u200b-\u200f\u2060"
# What stands between words in text of ASCII alone that has no apostrophe.
_SIGNS = {at: " " for at in range(128) if not chr(at).isalnum()}
_LONGEST_WORD = 64  # characters; what is longer is a code or an address, cut to this
# Capitals; the upper bound is that of the vocabulary's README.
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 6
_SHORTEST_IN_IZ = 4  # letters; "quiz" and "siz" are no such stems
_WORDS_REMEMBERED = 200_000


class Token(NamedTuple):
    """A word of a text: where it stands, and the two forms that are compared."""

    start: int
    end: int
    word: str
    stem: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text as an engine indexes it; words and stems stand at equal positions."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    acronyms: tuple[str, ...]


class _Forms(NamedTuple):
    word: str
    stem: str
    acronym: str


@dataclass(frozen=True, slots=True)
class _Rules:
    irregular: dict[str, str]
    spelling: dict[str, str]
    stop: frozenset[str]


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` with their offsets.

    >>> [(t.word, t.stem) for t in tokens("The children\u2019s needs")]
    [('the', 'the'), ('children', 'child'), ('needs', 'need')]
    """
    held = _held()
    for match in _word_pattern().finditer(text):
        start, end = match.span()
        word, stemmed, _ = held[text[start:end]]
        yield Token(start, end, word, stemmed)


def analyse(text: str) -> Analysed:
    """Return the words of `text` in the forms that are indexed."""
    held = _held()
    forms = list(map(held.__getitem__, _printed(text)))
    words, stems, acronyms = zip(*forms, strict=True) if forms else ((), (), ())
    return Analysed(words, stems, tuple(filter(None, acronyms)))


def stems_and_words(text: str) -> Counter[tuple[str, str]]:
    """Return how often each word stands in a long text, by its stem and its form.

    >>> stems_and_words("Needs, need, needs")[("need", "needs")]
    2
    """
    held, found = _held(), Counter[tuple[str, str]]()
    for printed, times in Counter(_printed(text)).items():
        word, stemmed, _ = held[printed]
        found[stemmed, word] += times
    return found


def _printed(text: str) -> list[str]:
    """Return the words of a text as printed; plain text needs no pattern: a third of the cost."""
    if text.isascii() and "'" not in text:
        return text.translate(_SIGNS).split()
    return _word_pattern().findall(text)


def fold(word: str) -> str:
    """Return one word in lower case, without accents, possessive or unseen signs."""
    return _held()[word].word


def stem(word: str) -> str:
    """Return the stem of one word.

    >>> stem("neglected") == stem("neglect")
    True
    """
    return _held()[word].stem


def is_acronym(word: str) -> bool:
    """Say whether a printed word is an acronym: two to six capitals or digits."""
    return _held()[word].acronym == word


def is_stop_word(word: str) -> bool:
    """Say whether a query of several words leaves this one out; "IT" in capitals it keeps."""
    return not is_acronym(word) and all(one.word in _rules().stop for one in tokens(word))


class _Held(dict[str, _Forms]):
    """The forms of each word met: a look-up costs half of what a call through a cache does."""

    def __missing__(self, printed: str) -> _Forms:
        if len(self) >= _WORDS_REMEMBERED:
            # Common words are back at once; what is held stays bounded.
            self.clear()
        forms = self[printed] = _forms(printed)
        return forms


@cache
def _held() -> _Held:
    return _Held()


def _forms(printed: str) -> _Forms:
    word = _unseen_pattern().sub("", printed).replace("\u2019", "'").lower()
    if not word.isascii():
        # Letters and digits only: some signs decompose into several words.
        parts = unicodedata.normalize("NFKD", word).lower()
        word = "".join(one for one in parts if one.isalnum() or one == "'") or word
    word = word.removesuffix("'s")[:_LONGEST_WORD]
    stemmed = _rules().irregular.get(word) or _respelt(_stemmer().stem(word))
    return _Forms(word, stemmed, _acronym(printed))


def _respelt(stemmed: str) -> str:
    """Return a stem in one spelling where there are two: "organiz" is "organis"."""
    if stemmed.endswith("iz") and len(stemmed) > _SHORTEST_IN_IZ:
        return f"{stemmed[:-1]}s"
    return _rules().spelling.get(stemmed, stemmed)


def _acronym(printed: str) -> str:
    capitals = printed.removesuffix("\u2019s").removesuffix("'s").removesuffix("s")
    if not _SHORTEST_ACRONYM <= len(capitals) <= _LONGEST_ACRONYM or not capitals.isascii():
        return ""
    return capitals if capitals.isupper() and capitals.isalnum() else ""


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(rf"[^\W_]+(?:['\u2019{_UNSEEN}]+[^\W_]+)*")


@cache
def _unseen_pattern() -> re.Pattern[str]:
    return re.compile(f"[{_UNSEEN}]")


@cache
def _stemmer() -> EnglishStemmer:
    return EnglishStemmer()


@cache
def _rules() -> _Rules:
    plain = tomllib.loads((files("search") / "rules" / "words.toml").read_text(encoding="utf-8"))
    return _Rules(plain["irregular"], plain["spelling"], frozenset(plain["stop"]["words"]))
