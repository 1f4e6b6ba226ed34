"""Where the text prints a label of the vocabulary: mentions, not yet facts.

Matching is Aho and Corasick's (Communications of the ACM 18, 1975): all labels
of all concepts in one pass over each sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick

from graph.vocabulary import Concept, Vocabulary
from ingest.folded import fold
from ingest.rulebook import load_rules
from ingest.statements import Statement

__all__ = ["Lexicon", "Mention"]

Span = tuple[int, int]
# The one label with a bracket that reports do print.
_PRINTED_BRACKET = "HSG(94)27"


@dataclass(frozen=True, slots=True)
class Mention:
    """A label in a sentence; `start` and `end` are offsets in its folded text.

    `concepts` are all of one scheme that the label can name. A weak mention
    counts only where a person of the case is spoken of too; a `past` one is
    history where it is asserted; `cases` limits it to cases about a "child" or an
    "adult"; `of_subject` that nobody else can be meant.
    """

    statement: Statement
    start: int
    end: int
    concepts: tuple[str, ...]
    weak: bool = False
    method: str = "label"
    past: bool = False
    cases: str = ""
    of_subject: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one label says when it is found; one that swallows hides what lies inside it."""

    concept: str
    scheme: str
    capitals: bool = False
    weak: bool = False
    excludes: bool = False
    swallows: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    entry: _Entry

    def inside(self, other: _Hit) -> bool:
        return other.start <= self.start and self.end <= other.end


def _rules() -> Mapping[str, Any]:
    return load_rules("mentions")


class Lexicon:
    """All labels of a vocabulary, ready to be found in sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._order = {concept.id: at for at, concept in enumerate(vocabulary)}
        found: dict[str, set[_Entry]] = defaultdict(set)
        for concept in vocabulary:
            for label, entry in _entries(concept):
                for form in _forms(label):
                    found[form].add(entry)
        self._automaton = ahocorasick.Automaton()
        for form, entries in found.items():
            self._automaton.add_word(form, (len(form), tuple(entries)))
        self._automaton.make_automaton()

    def mentions(self, statement: Statement) -> Iterator[Mention]:
        """Yield the mentions of a sentence, the longest label at each place."""
        hits = self._hits(statement)
        vetoes = [hit for hit in hits if hit.entry.excludes or hit.entry.swallows]
        kept = [hit for hit in hits if not hit.entry.excludes]
        kept = [hit for hit in kept if not any(_vetoed(hit, veto) for veto in vetoes)]
        for scheme in _rules()["schemes"]:
            own = [hit for hit in kept if hit.entry.scheme == scheme]
            if scheme in _rules()["swallowing_schemes"]:
                # "supervision" inside "supervision order" is no theme of practice.
                own = [hit for hit in own if not any(_swallowed(hit, other) for other in kept)]
            longest = _longest(own)
            for (start, end), entries in sorted(longest.items()):
                concepts = sorted({one.concept for one in entries}, key=self._order.__getitem__)
                weak = all(one.weak for one in entries)
                method = "label:weak" if weak else "label"
                yield Mention(statement, start, end, tuple(concepts), weak, method)

    def _hits(self, statement: Statement) -> list[_Hit]:
        text, printed = statement.folded.labels(), statement.text
        hits = []
        for last, (length, entries) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if not _whole_words(text, start, end):
                continue
            capitals = printed[start:end].rstrip("s").isupper()
            hits += [_Hit(start, end, entry) for entry in entries if capitals or not entry.capitals]
        return hits


def _entries(concept: Concept) -> Iterator[tuple[str, _Entry]]:
    """Yield (label, entry) for all that a concept contributes."""
    rules = _rules()
    swallows = concept.scheme in rules["swallowing_schemes"]
    if not swallows and concept.scheme not in rules["schemes"]:
        return
    weak = {label.lower() for label in concept.weak_labels} | _listed("weak", concept.id)
    unsafe = _listed("unsafe", concept.id)
    for label in concept.labels:
        if "(" in label and label != _PRINTED_BRACKET:
            continue
        capitals = _all_capitals(label)
        if swallows:
            if label.lower() not in rules["not_swallowing"]:
                yield label, _Entry(concept.id, concept.scheme, capitals, swallows=True)
        elif not unsafe & {label.lower(), "*"}:
            yield label, _Entry(concept.id, concept.scheme, capitals, label.lower() in weak)
    if not swallows:
        for label in concept.exclusions:
            if not label.startswith(tuple(rules["status_exclusions"])):
                yield label, _Entry(concept.id, concept.scheme, excludes=True)


def _listed(name: str, concept: str) -> set[str]:
    pairs = (row.split(":", 1) for row in _rules()[name])
    return {label for owner, label in pairs if owner == concept}


def _all_capitals(label: str) -> bool:
    return label.isupper() and len(label) <= _rules()["capitals_letters"]


def _forms(label: str) -> tuple[str, ...]:
    form = fold(label.strip()).labels()
    return (form,) if form.endswith("s") or not form[-1:].isalpha() else (form, f"{form}s")


def _whole_words(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def _vetoed(hit: _Hit, veto: _Hit) -> bool:
    if veto.entry.excludes:
        return hit.inside(veto) and hit.entry.concept == veto.entry.concept
    return _swallowed(hit, veto)


def _swallowed(hit: _Hit, other: _Hit) -> bool:
    return hit.inside(other) and hit.end - hit.start < other.end - other.start


def _longest(hits: Iterable[_Hit]) -> dict[Span, list[_Entry]]:
    """Return entries by span: longest first, then leftmost, none overlapping."""
    chosen: dict[Span, list[_Entry]] = {}
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        span = hit.start, hit.end
        if span in chosen:
            chosen[span].append(hit.entry)
        elif not any(start < hit.end and hit.start < end for start, end in chosen):
            chosen[span] = [hit.entry]
    return chosen
