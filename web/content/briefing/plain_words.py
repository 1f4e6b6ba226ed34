"""Sentences without identifying detail: no name, pseudonym, place, age or date.

What is not known to be harmless is taken to identify: a sentence too few is
better than a family that a room recognises.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["identifies", "unidentifying"]

_DATA = "plain_words.toml"
_FEWEST = 40  # characters: less says too little by itself


@dataclass(frozen=True, slots=True)
class _Rules:
    openings: frozenset[str]
    offices: frozenset[str]
    told: re.Pattern[str]


def identifies(text: str) -> bool:
    """Tell whether any sentence may identify somebody.

    >>> identifies("The worker called again."), identifies("Leanne called.")
    (False, True)
    """
    return any(map(_identifies, _sentences(text)))


def unidentifying(text: str) -> str:
    """Return the first run of sentences that identify nobody; empty where it says too little.

    >>> unidentifying("Kai was three. The worker did not ask who else lived in the home.")
    'The worker did not ask who else lived in the home.'
    """
    run: list[str] = []
    for sentence in [*_sentences(text), "1"]:  # a figure ends the last run
        if not _identifies(sentence):
            run.append(sentence)
        elif len(" ".join(run)) >= _FEWEST:
            return " ".join(run)
        else:
            run = []
    return ""


def _identifies(sentence: str) -> bool:
    rules = _rules()
    if rules.told.search(sentence):
        return True
    capitals = list(_capital().finditer(sentence))
    begins = _letter().search(sentence)
    return any(
        found[0] not in rules.offices
        and not (begins and found.start() == begins.start() and found[0] in rules.openings)
        for found in capitals
    )


def _sentences(text: str) -> list[str]:
    return [one for one in _sentence_end().split(" ".join(text.split())) if one]


@cache
def _rules() -> _Rules:
    data = tomllib.loads(files(__package__).joinpath(_DATA).read_text("utf-8"))
    numbers, stretches = "|".join(data["numbers"]), "|".join(data["stretches"])
    return _Rules(
        frozenset(data["openings"]),
        frozenset(data["offices"]),
        # any figure at all, or a number in words before a stretch of time
        re.compile(rf"\d|\b(?:{numbers})[\s-](?:\w+[\s-])?(?:{stretches})\b", re.IGNORECASE),
    )


@cache
def _capital() -> re.Pattern[str]:
    # a word that holds a capital anywhere: "Kai", "LN15", "McKay", "K"
    return re.compile(r"\b[\w’'-]*[^\W\d_a-zß-ÿ][\w’'-]*\b(?<=[\w])")


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]")


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
