"""Records of as many cases as a test wants, each a review of its own, with true offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph

from graph.model import (
    Agency,
    Case,
    CaseFactor,
    FactorStatus,
    PassageKind,
    Recommendation,
    Record,
    Review,
)
from graph.store import vocabulary_quads
from graph.triples import triples
from graph.view import GraphView
from tests.document_factory import DocumentFactory

__all__ = ["MadeCase", "records_of", "view_of"]


@dataclass(frozen=True, slots=True)
class MadeCase:
    """What a case has; `asked` are (theme, name of the agency asked)."""

    id: str
    factors: tuple[str, ...] = ()
    agencies: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()


def records_of(cases: Iterable[MadeCase]) -> list[Record]:
    """Return one Record for each case."""
    return [_record(one) for one in cases]


def view_of(records: Sequence[Record]) -> GraphView:
    """Return the graph of Records and the vocabulary, in memory."""
    store = pyoxigraph.Store()
    store.extend(vocabulary_quads())
    for record in records:
        store.extend(triples(record))
    return GraphView(store)


def _record(made: MadeCase) -> Record:
    doc = DocumentFactory(f"doc-{made.id}", f"Review of {made.id}", "2015")
    factors = []
    for at, concept in enumerate(made.factors):
        doc.passage(f"1.{at}", PassageKind.NARRATIVE, f"There was {concept} at home.")
        evidence = doc.quote(f"1.{at}", concept, concept, person="mother", case=made.id)
        factors.append(CaseFactor(concept, FactorStatus.PRESENT, "mother", (evidence,)))
    agencies = []
    for at, (name, kind) in enumerate(made.agencies):
        doc.passage(f"2.{at}", PassageKind.NARRATIVE, f"{name} knew the family.")
        evidence = doc.quote(f"2.{at}", name, kind, case=made.id)
        agencies.append(Agency(f"a{at}", name, (), kind, (evidence,)))
    for at, outcome in enumerate(made.outcomes):
        doc.passage(f"3.{at}", PassageKind.NARRATIVE, f"What came of it was {outcome}.")
        doc.quote(f"3.{at}", outcome, outcome, person="subject-child", case=made.id)
    asked = []
    for at, (theme, name) in enumerate(made.asked):
        passage = doc.passage(f"4.{at}", PassageKind.RECOMMENDATION, f"{name} should improve.")
        asked.append(
            Recommendation(
                f"rec-{made.id}-{at}",
                str(at),
                f"{name} should improve.",
                passage,
                addressed_to=(name,),
                themes=(theme,),
            )
        )
    case = Case(made.id, f"Child {made.id}", outcomes=made.outcomes, factors=tuple(factors))
    return Record(
        document=doc.document(),
        reviews=(Review(f"review-{made.id}", "scr-child", (), None, (made.id,)),),
        cases=(case,),
        agencies=tuple(agencies),
        recommendations=tuple(asked),
        passages=tuple(doc.passages),
        evidence=tuple(doc.evidence),
    )
