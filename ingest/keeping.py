"""The keeper: how likely each factor of a case is to be right, all its places together.

A logistic model over what can be seen of a row (a concept of a person in a case):
how far the trained reader hears it told, who read it, where, beside what else.
`ingest/training/keeper.py` writes the weights (`rules/keeper.toml`). The chance is
the confidence of the row's places; a row less sure than `keep_from` is no factor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from graph.model import Evidence, Passage, Status
from graph.vocabulary import Vocabulary, load_vocabulary
from ingest.confidence import BY_DEFAULT, confidence_of
from ingest.rulebook import load_rules
from ingest.statements import statements
from ingest.told_model import METHOD as MODEL
from ingest.told_model import support

__all__ = ["Row", "chance", "features", "is_kept", "keep_from", "keeping_from", "rows", "weighed"]

# What a place can say for a factor, the first that any gives being what all come to.
_SAID = (Status.ASSERTED, Status.HISTORICAL, Status.POSSIBLE)
# Parts that speak of practice rather than of lives.
_LEARNING = {"analysis", "finding", "conclusion", "lesson", "good-practice"}
_LABEL = "label"  # a label that is no ordinary word
_UNLEARNT = (0.25, -2.0)  # the support of a concept that the trained reader never learnt
_LEAST, _MOST = -0.2, 1.0  # support beyond these says no more
_ASKED: ContextVar[float | None] = ContextVar("keep from", default=None)
_NEVER_SURE = 0.98  # no row is surer: one error in fifty


@dataclass(frozen=True, slots=True)
class Row:
    """What all places say of one concept of one person in one case.

    `places` are those with the status that all come to; `sentences` theirs; `ids`
    those of all places, whatever they say.
    """

    case: str
    concept: str
    person: str
    status: Status
    places: tuple[Evidence, ...]
    sentences: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """What stands beside a row: the rows of its case, by what they share."""

    rows: tuple[Row, ...]
    here: Mapping[str, frozenset[str]]
    told: Mapping[str, int]
    length: int


def weighed(evidence: Sequence[Evidence], passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Return the evidence with the keeper's chance as the confidence of every factor's places.

    What the trained reader proposed stays only where its row is kept and nothing else
    says the same.
    """
    evidence = _without_echoes(evidence)
    sure = {
        identifier: round(chance(found), 3)
        for row, found in features(rows(evidence, passages), passages)
        for identifier in row.ids
    }
    return tuple(
        replace(one, confidence=sure[one.id]) if one.id in sure else one
        for one in evidence
        if not one.method.startswith(MODEL) or sure.get(one.id, 0.0) >= keep_from()
    )


def _without_echoes(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without what the trained reader hears where a rule found it too."""
    ruled = {
        (one.case, one.concept, one.person)
        for one in evidence
        if one.status in _SAID and not one.method.startswith(MODEL)
    }
    return tuple(
        one
        for one in evidence
        if not one.method.startswith(MODEL) or (one.case, one.concept, one.person) not in ruled
    )


def keep_from() -> float:
    """Return the chance below which a row is no factor."""
    asked = _ASKED.get()
    return float(load_rules("keeper")["keep_from"]) if asked is None else asked


@contextmanager
def keeping_from(cut_off: float) -> Iterator[None]:
    """Keep from another chance inside the block: 0 keeps everything, to train or to compare."""
    token = _ASKED.set(cut_off)
    try:
        yield
    finally:
        _ASKED.reset(token)


def is_kept(places: Iterable[Evidence]) -> bool:
    """Say whether the places of one row are sure enough for a factor; a denial always is."""
    said = [one for one in places if one.status in _SAID]
    return not said or max(one.confidence for one in said) >= keep_from()


def chance(found: Mapping[str, float]) -> float:
    """Return the chance, above 0 and below 1, that a careful reader agrees with a row."""
    model = load_rules("keeper")
    score = model["bias"] + sum(model["weights"][name] * found[name] for name in model["weights"])
    return min(_NEVER_SURE, max(1 - _NEVER_SURE, 1 / (1 + math.exp(-score))))


def rows(evidence: Sequence[Evidence], passages: Sequence[Passage]) -> tuple[Row, ...]:
    """Return the rows that the evidence states of its cases, in order of first mention."""
    vocabulary, texts = load_vocabulary(), _Sentences(passages)
    grouped: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        stated = one.case is not None and one.person is not None and one.status in _SAID
        if stated and vocabulary[one.concept].scheme == "risk-factor":
            grouped[one.case or "", one.concept, one.person or ""].append(one)
    found = []
    for key, places in grouped.items():
        status = next(one for one in _SAID if one in {place.status for place in places})
        main = tuple(one for one in places if one.status is status)
        sentences, ids = tuple(map(texts.of, main)), tuple(one.id for one in places)
        found.append(Row(*key, status, main, sentences, ids))
    return tuple(found)


def features(
    found: Sequence[Row], passages: Sequence[Passage]
) -> Iterator[tuple[Row, Mapping[str, float]]]:
    """Yield each row with what the keeper weighs of it, by name."""
    vocabulary = load_vocabulary()
    kinds = {one.id: str(one.kind) for one in passages}
    length = max((one.end for one in passages), default=1)
    by_case: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_case[row.case].append(row)
    cases = {case: _case(own, length) for case, own in by_case.items()}
    for row in found:
        case = cases[row.case]
        at = {kinds[one.passage] for one in row.places}
        yield row, {**_own(row, at), **_beside(row, case, vocabulary)}


def _own(row: Row, kinds: set[str]) -> dict[str, float]:
    """Return what the row's own places show."""
    heard = [support(text, row.concept) for text in dict.fromkeys(row.sentences)]
    words, order = max((one for one in heard if not math.isinf(one[0])), key=sum, default=_UNLEARNT)
    methods = {one.method.removesuffix(BY_DEFAULT) for one in row.places}
    return {
        "words": min(_MOST, max(_LEAST, words)),
        "order": order,
        "order_alone": order * float(methods == {MODEL}),
        "order_label": order * float(_LABEL in methods),
        "model_alone": float(methods == {MODEL}),
        "told": float(any(one.startswith("told:") for one in methods)),
        "labelled": float(_LABEL in methods),
        "rate": max(_log_odds(confidence_of(x.method, x.concept, x.status)) for x in row.places),
        "named": float(any(not one.method.endswith(BY_DEFAULT) for one in row.places)),
        "historical": float(row.status is Status.HISTORICAL),
        "possible": float(row.status is Status.POSSIBLE),
        "learning": float(kinds <= _LEARNING),
        "sentences": math.log(len(set(row.sentences))),
        "letters": math.log(max(1, min(map(len, row.sentences)))),
    }


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _beside(row: Row, case: _Case, vocabulary: Vocabulary) -> dict[str, float]:
    """Return what stands beside the row in its passages and its case."""
    here = {other for one in row.places for other in case.here[one.passage]} - {row.concept}
    kin = vocabulary[row.concept].broader
    family = any(
        other.concept in kin or row.concept in vocabulary[other.concept].broader
        for other in case.rows
    )
    grown = vocabulary[row.concept].experiencer not in {"child", "any"}
    return {
        "family_in_case": float(family),
        "narrower_here": float(any(vocabulary.is_a(other, row.concept) for other in here)),
        "broader_here": float(any(vocabulary.is_a(row.concept, other) for other in here)),
        "listed": math.log(min(case.told[text] for text in row.sentences)),
        "rows_of_case": math.log(len(case.rows)),
        "position": min(one.start for one in row.places) / max(1, case.length),
        "of_child_case": float(any(other.person == "subject-child" for other in case.rows)),
        "of_grown": float(grown),
    }


def _case(own: Sequence[Row], length: int) -> _Case:
    here: dict[str, set[str]] = defaultdict(set)
    told: dict[str, int] = defaultdict(int)
    for row in own:
        for place in row.places:
            here[place.passage].add(row.concept)
        for text in set(row.sentences):
            told[text] += 1
    return _Case(tuple(own), {at: frozenset(some) for at, some in here.items()}, told, length)


class _Sentences:
    """The folded sentence that each place stands in."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = {one.id: one for one in passages}
        self._read: dict[str, list[tuple[int, int, str]]] = {}

    def of(self, place: Evidence) -> str:
        if place.passage not in self._read:
            found = statements(self._passages[place.passage])
            self._read[place.passage] = [(one.start, one.end, one.text) for one in found]
        of_passage = self._read[place.passage]
        return next((x for first, end, x in of_passage if first <= place.start < end), place.quote)
