"""Labels among the words of a query, and the conditions that find their synonyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoosh import query as q

from graph.vocabulary import Vocabulary
from search.analysis import Token, tokens
from search.expansion import Ambiguity, Expander, Expansion, Match, Synonym
from search.fields import ACRONYMS

__all__ = ["FoundLabel", "find_labels"]

_FIELD = "text"


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """Typed terms `start` to `end` (exclusive) are a label; `synonyms` find its others."""

    start: int
    end: int
    synonyms: tuple[q.Query, ...]
    expansion: Expansion


def find_labels(
    typed: Sequence[str], expander: Expander, vocabulary: Vocabulary
) -> tuple[list[FoundLabel], list[Ambiguity]]:
    """Return the labels among typed terms, and those that name several concepts.

    A label that begins or ends inside a term ("multi" in "multi-agency") is none.
    """
    text = " ".join(typed)
    words, owners = _words(typed)
    found: list[FoundLabel] = []
    ambiguous: list[Ambiguity] = []
    for match in expander.matches(words, text):
        printed = text[words[match.start].start : words[match.end - 1].end]
        if not _ends_with_terms(match, owners):
            continue
        meanings = expander.meanings(printed)
        if meanings or len(match.concepts) > 1:
            named = meanings or tuple(map(vocabulary.label, match.concepts))
            ambiguous.append(Ambiguity(printed, match.concepts, named))
            continue
        concept = match.concepts[0]
        synonyms = expander.synonyms(concept, words[match.start : match.end])
        if synonyms:
            added = tuple(synonym.label for synonym in synonyms)
            found.append(
                FoundLabel(
                    start=owners[match.start],
                    end=owners[match.end - 1] + 1,
                    synonyms=tuple(_condition(one, expander.weight) for one in synonyms),
                    expansion=Expansion(printed, concept, vocabulary.label(concept), added),
                )
            )
    return found, ambiguous


def _words(typed: Sequence[str]) -> tuple[list[Token], list[int]]:
    """Return the words of all terms, at their offsets in the joined text, and their terms."""
    words: list[Token] = []
    owners: list[int] = []
    offset = 0
    for number, term in enumerate(typed):
        for word in tokens(term):
            words.append(word._replace(start=word.start + offset, end=word.end + offset))
            owners.append(number)
        offset += len(term) + 1
    return words, owners


def _ends_with_terms(match: Match, owners: Sequence[int]) -> bool:
    first, last = match.start, match.end - 1
    starts = first == 0 or owners[first - 1] != owners[first]
    return starts and (last == len(owners) - 1 or owners[last + 1] != owners[last])


def _condition(synonym: Synonym, weight: float) -> q.Query:
    acronym = q.Term(ACRONYMS, synonym.label)
    found = acronym if synonym.acronym else _side_by_side(synonym.stems)
    if synonym.unless:
        found = q.And([found, *(q.Not(_side_by_side(phrase)) for phrase in synonym.unless)])
    return found.with_boost(weight)


def _side_by_side(stems: tuple[str, ...]) -> q.Query:
    return q.Term(_FIELD, stems[0]) if len(stems) == 1 else q.Phrase(_FIELD, list(stems))
