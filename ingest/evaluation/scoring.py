"""The scores of GOLD.md, each added up over all documents, and every disagreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.model import Record
from graph.vocabulary import Vocabulary
from ingest.evaluation import cases, factors, learning
from ingest.evaluation.gold import GoldDocument
from ingest.evaluation.places import judged_places
from ingest.evaluation.sheet import Sheet

__all__ = ["Evaluation", "evaluate"]


@dataclass(slots=True)
class Evaluation:
    """All counts of one run over `documents` gold documents."""

    sheet: Sheet
    documents: int = 0


def evaluate(
    gold: Iterable[GoldDocument],
    extract: Callable[[GoldDocument], Record],
    vocabulary: Vocabulary,
) -> Evaluation:
    """Return the evaluation of `extract` over all gold documents.

    Errors of `extract` are not caught: a document that should be read and is not
    must stop a measurement.
    """
    evaluation = Evaluation(Sheet())
    for document in gold:
        _score(document, extract(document), vocabulary, evaluation.sheet)
        evaluation.documents += 1
    return evaluation


def _score(gold: GoldDocument, record: Record, vocabulary: Vocabulary, sheet: Sheet) -> None:
    sheet.document = gold.path.name
    cases.score_review(gold, record, sheet)
    pairs = cases.pair_cases(gold, record)
    cases.score_cases(gold, record, pairs, sheet)
    factors.score_factors(pairs, record, vocabulary, sheet)
    factors.score_leaks(gold, record, vocabulary, sheet)
    factors.score_legal(pairs, record, sheet)
    for place in judged_places(gold, record, pairs, vocabulary):
        scheme = vocabulary[place.evidence.concept].scheme
        sheet.stated[scheme].append((place.evidence.confidence, place.right))
    learning.score_agencies(gold, record, sheet)
    learning.score_lessons(gold, record, sheet)
    learning.score_recommendations(gold, record, sheet)
