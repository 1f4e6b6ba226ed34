"""The words by which a lesson or recommendation is compared, and what each weighs."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from graph.identifiers import content_id, fingerprint
from search.analysis import Token, is_stop_word, stem, tokens
from search.vectors import known_words

__all__ = [
    "Rules",
    "content_stems",
    "lead_stems",
    "printed_form",
    "rules",
    "rules_fingerprint",
    "weight",
]

_LEAD = 170  # characters within which somebody is asked


@dataclass(frozen=True, slots=True)
class Rules:
    """`rules.toml`: what likeness is made of, and the limits of families."""

    frame: frozenset[str]
    nameless: frozenset[str]
    most_weight: float
    lead_weight: float
    words: float
    meaning: float
    sense: float
    themes: float
    least_meaning: float
    edge: float
    family: float
    neighbours: int


def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words that say what is asked, each once, sorted.

    >>> content_stems("The Board should ensure that fathers are assessed.")
    ('assess', 'father')
    """
    return tuple(sorted({one.stem for one in _content(text)}))


def lead_stems(text: str) -> tuple[str, ...]:
    """Return those that stand only before what is asked of somebody: they tell whom, not what.

    >>> lead_stems("Midwives should ask about fathers."), lead_stems("Fathers should be seen.")
    (('midwiv',), ())
    """
    asking = _asking().search(text, 0, _LEAD)
    if asking is None or asking["passive"]:
        return ()
    lead = {one.stem for one in _content(text) if one.start < asking.start()}
    return tuple(sorted(lead - {one.stem for one in _content(text) if one.start > asking.start()}))


def _content(text: str) -> Iterator[Token]:
    frame = rules().frame
    for one in tokens(text):
        if one.stem not in frame and not one.word.isdigit() and not is_stop_word(one.word):
            yield one


def weight(word: str) -> float:
    """Return what a stem weighs: the rarer it is in recommendations, the more.

    Inverse document frequency, smoothed, from a table that ships with us: what two
    texts have in common does not depend on what else a library holds.
    """
    texts, counts = _rarity()
    return min(1 + math.log((1 + texts) / (1 + counts.get(word, 0))), rules().most_weight)


def printed_form(word: str) -> str:
    """Return a word of this stem that has a vector, the shortest; the stem where there is none."""
    return _forms().get(word, word)


@cache
def rules() -> Rules:
    """Return the rules that ship with us."""
    plain = _load("rules")
    return Rules(
        frame=frozenset(map(stem, plain["frame"]["words"])),
        nameless=frozenset(map(stem, chain.from_iterable(plain["names"].values()))),
        most_weight=plain["weights"]["most"],
        lead_weight=plain["weights"]["lead"],
        words=plain["shares"]["words"],
        meaning=plain["shares"]["meaning"],
        sense=plain["shares"]["sense"],
        themes=plain["shares"]["themes"],
        least_meaning=plain["meaning"]["least"],
        edge=plain["limits"]["edge"],
        family=plain["limits"]["family"],
        neighbours=plain["limits"]["neighbours"],
    )


@cache
def _asking() -> re.Pattern[str]:
    # "Fathers should be seen" is about fathers, "midwives should see them" not about midwives.
    return re.compile(
        r"\b(?:should|must|shall|needs? to|(?:is|are) to|to)\s+(?P<passive>be\b|have been\b)?",
        re.IGNORECASE,
    )


@cache
def rules_fingerprint() -> str:
    """Return what names these rules, rarities and word vectors together."""
    folder = files("search")
    parts = ("families/rules.toml", "families/rarity.toml", "models/words.npz", "rules/words.toml")
    return content_id("rules", *(fingerprint((folder / one).read_bytes()) for one in parts))


@cache
def _forms() -> dict[str, str]:
    longest_first = sorted(known_words(), key=lambda word: (-len(word), word))
    return {stem(word): word for word in longest_first}


@cache
def _rarity() -> tuple[int, dict[str, int]]:
    plain = _load("rarity")
    return plain["texts"], plain["counts"]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("search.families") / f"{name}.toml").read_text(encoding="utf-8"))
