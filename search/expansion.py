"""Synonyms from the vocabulary: "DV" also finds "domestic abuse", and the other way."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.vocabulary import Concept, Vocabulary
from search.analysis import Token, is_acronym, tokens

__all__ = ["Ambiguity", "Expander", "Expansion", "Match", "Synonym", "expander"]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was added to a query: the words typed, their concept, its other labels."""

    typed: str
    concept: str
    label: str
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words that name several things: nothing was added, the user may choose.

    `concepts` are those of the vocabulary; `meanings` the words to search for each.
    """

    typed: str
    concepts: tuple[str, ...]
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synonym:
    """A label to search for: an acronym as printed, or stems side by side.

    It does not count in a text that holds one of the phrases of `unless`, in
    which the same words mean something else.
    """

    label: str
    stems: tuple[str, ...]
    acronym: bool
    unless: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` (exclusive) of a query are a label of these concepts."""

    start: int
    end: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    schemes: tuple[str, ...]
    never_concepts: frozenset[str]
    never_first: frozenset[str]
    weight: float
    ambiguous: Mapping[str, tuple[str, ...]]


class Expander:
    """Finds labels in the words of a query and names their synonyms."""

    def __init__(self, vocabulary: Vocabulary, *, narrower: bool = False) -> None:
        self._vocabulary = vocabulary
        self._narrower = narrower
        self._by_label: dict[tuple[str, ...], list[Concept]] = defaultdict(list)
        self._excluded: dict[str, frozenset[tuple[str, ...]]] = {}
        for concept in self._concepts():
            for label in concept.labels:
                words = tuple(tokens(label))
                if words and label not in concept.weak_labels:
                    self._by_label[_key(_printed(words, label), words)].append(concept)
            self._excluded[concept.id] = frozenset(map(_stems, concept.exclusions))
        self._longest = max(map(len, self._by_label), default=0)

    @property
    def weight(self) -> float:
        """How much a synonym weighs beside the words typed."""
        return _rules().weight

    def meanings(self, typed: str) -> tuple[str, ...]:
        """Return what an acronym stands for in different reviews, nothing where it is clear."""
        return _rules().ambiguous.get(typed.removesuffix("s"), ())

    def matches(self, words: Sequence[Token], text: str) -> Iterator[Match]:
        """Yield the labels among the words of `text`: leftmost first, the longest there."""
        printed = _printed(words, text)
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + self._longest), at, -1):
                found = self._found(printed, words, at, end)
                if found:
                    yield Match(at, end, self._choose(printed[at:end], found))
                    at = end - 1
                    break
            at += 1

    def synonyms(self, concept_id: str, typed: Sequence[Token]) -> tuple[Synonym, ...]:
        """Return the other labels of a concept (and of those below it, where asked for)."""
        below = sorted(self._vocabulary.narrower(concept_id) - {concept_id})
        seen = {tuple(word.stem for word in typed)}
        found = []
        for one in (concept_id, *(below if self._narrower else ())):
            concept = self._vocabulary[one]
            for label in concept.labels:
                synonym = _synonym(label, concept)
                if synonym is not None and synonym.stems not in seen:
                    seen.add(synonym.stems)
                    found.append(synonym)
        return tuple(found)

    def _concepts(self) -> Iterator[Concept]:
        rules = _rules()
        for scheme in rules.schemes:
            for concept in self._vocabulary.schemes.get(scheme, ()):
                if concept.id not in rules.never_concepts:
                    yield concept

    def _choose(self, printed: Sequence[str], found: Iterable[Concept]) -> tuple[str, ...]:
        concepts = {concept.id: concept for concept in found}
        typed = " ".join(printed).lower()
        preferred = [one.id for one in concepts.values() if one.pref_label.lower() == typed]
        return tuple(preferred) if len(preferred) == 1 else tuple(concepts)

    def _found(
        self, printed: Sequence[str], words: Sequence[Token], start: int, end: int
    ) -> list[Concept]:
        named = self._by_label.get(_key(printed[start:end], words[start:end]))
        if not named:
            return []
        stems = tuple(word.stem for word in words)
        around = {
            stems[first:last] for first in range(start + 1) for last in range(end, len(stems) + 1)
        }
        return [concept for concept in named if not around & self._excluded[concept.id]]


@cache
def expander(vocabulary: Vocabulary, *, narrower: bool = False) -> Expander:
    """Return the expander of a vocabulary (built once for each)."""
    return Expander(vocabulary, narrower=narrower)


def _synonym(label: str, concept: Concept) -> Synonym | None:
    words = tuple(tokens(label))
    if not words or label in concept.weak_labels or words[0].word in _rules().never_first:
        return None
    stems = tuple(word.stem for word in words)
    unless = tuple(phrase for phrase in map(_stems, concept.exclusions) if _contains(phrase, stems))
    return Synonym(label, stems, is_acronym(label), unless)


def _contains(phrase: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(phrase[at : at + len(part)] == part for at in range(len(phrase) - len(part) + 1))


def _key(printed: Sequence[str], words: Sequence[Token]) -> tuple[str, ...]:
    # Capitals of an acronym count; one word must be that very word ("caring" is not
    # "care"); of several words the stems are enough.
    if len(words) > 1:
        return tuple(word.stem for word in words)
    return (printed[0] if is_acronym(printed[0]) else f"={words[0].word}",) if words else ()


def _printed(words: Iterable[Token], text: str) -> tuple[str, ...]:
    return tuple(text[word.start : word.end] for word in words)


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(word.stem for word in tokens(phrase))


@cache
def _rules() -> _Rules:
    path = files("search") / "rules" / "expansion.toml"
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Rules(
        schemes=tuple(plain["schemes"]),
        never_concepts=frozenset(plain["never_concepts"]),
        never_first=frozenset(plain["never_first"]),
        weight=plain["synonyms"]["weight"],
        ambiguous={name: tuple(meanings) for name, meanings in plain["ambiguous"].items()},
    )
