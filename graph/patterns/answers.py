"""Questions about cases, answered: the cases, and for each condition the words it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.patterns.compiling import compile_question, quotes_query
from graph.patterns.question import Condition, Factor, Question, Recommended
from graph.view import GraphView, Row

__all__ = ["FoundCase", "answer", "evidence", "evidence_rows"]


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that meets a question."""

    iri: str
    label: str


def answer(view: GraphView, question: Question) -> tuple[FoundCase, ...]:
    """Return every case that meets the question, once, in the order of their names."""
    rows = view.texts(compile_question(question))
    return tuple(FoundCase(case, label) for case, label in rows)


def evidence(
    view: GraphView, question: Question, cases: Sequence[str]
) -> dict[str, dict[str, list[Row]]]:
    """Return for each case (IRI) and each clause of the question the rows of its quotations.

    Each row has ?quote, the offsets and passage it stands in, and the document.
    Clauses without words (years, ages, the kind of review) have no entry.
    """
    found: dict[str, dict[str, list[Row]]] = {case: defaultdict(list) for case in cases}
    for clause, asked in _quotable(question):
        for case in cases:
            text = quotes_query(asked, case)
            if text:
                found[case][clause] += view.select(text)
    return found


def evidence_rows(
    view: GraphView, question: Question, cases: Sequence[FoundCase]
) -> Iterator[dict[str, str]]:
    """Yield one row for each case, clause and quotation, for a spreadsheet; clauses in order.

    A clause without words has one row with an empty quotation.
    """
    told = evidence(view, question, [one.iri for one in cases])
    for one in cases:
        for clause in question.clauses():
            for row in told[one.iri].get(clause) or [{}]:
                named = {
                    column: "" if row.get(column) is None else str(row.get(column))
                    for column in ("quote", "number", "page", "title", "document", "passage")
                }
                yield {"case": one.iri, "label": one.label, "condition": clause, **named}


def _quotable(question: Question) -> Iterator[tuple[str, Factor | Condition | Recommended]]:
    asked: list[Factor | Condition | Recommended] = [*question.factors, *question.conditions]
    if question.recommended:
        asked.append(question.recommended)
    yield from zip(question.clauses(), asked, strict=False)
