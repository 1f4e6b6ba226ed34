"""Which words can name a theme: ordinary ones, not the names of places, boards and people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from graph.vocabulary import load_vocabulary
from search.analysis import is_acronym, stem, tokens
from search.families.terms import rules

__all__ = ["Printed"]


class Printed:
    """How the words of a text are printed: small, or in capitals where no sentence begins."""

    def __init__(self, text: str) -> None:
        """Count the words of a text by their stems."""
        self._small = _by_stem(Counter(_small().findall(text)))
        capitals = Counter(_capital().findall(text))
        self._short = _by_stem(Counter({one: n for one, n in capitals.items() if is_acronym(one)}))
        self._capital = _by_stem(capitals) - self._short

    def prints_small(self, word: str) -> bool:
        """Say whether the text has a word of this stem in small letters."""
        return word in self._small

    def can_name(self, word: str, everything: Printed) -> bool:
        """Say whether the word of this stem may name a theme of this text.

        Words of the vocabulary and abbreviations may, whatever their capitals ("Police",
        "MARAC"). Any other must be printed small more often than like a name; one that
        only begins sentences here must be small somewhere in `everything`.

        >>> read = Printed("Share with Northfold what fathers say")
        >>> [read.can_name(one, read) for one in ("father", "northfold", "march")]
        [True, False, False]
        """
        if word in rules().nameless:
            return False
        if word in _vocabulary_stems() or (self._short[word] and not self._capital[word]):
            return True
        if self._small[word] or self._capital[word]:
            return self._small[word] > self._capital[word]
        return everything.prints_small(word)


def _by_stem(counted: Counter[str]) -> Counter[str]:
    found = Counter[str]()
    for printed, times in counted.items():
        found[stem(printed)] += times
    return found


@cache
def _vocabulary_stems() -> frozenset[str]:
    return frozenset(_of_vocabulary())


def _of_vocabulary() -> Iterator[str]:
    for concept in load_vocabulary():
        yield from (one.stem for one in tokens(concept.pref_label))
        for label in concept.alt_labels:  # "Greater Glasgow" has no ordinary word
            yield from (one.stem for one in tokens(label) if label[one.start].islower())


@cache
def _small() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[a-z][^\W_]*(?:['\u2019][^\W_]+)*")


@cache
def _capital() -> re.Pattern[str]:
    # behind a word, a comma or a bracket: no sentence begins there
    return re.compile(
        r"(?<=[^\W_] |[,;)(\u2019] | [(\u2018\u201c])[A-Z][^\W_]*(?:['\u2019][^\W_]+)*"
    )
