"""Questions about cases by their shape: the builder, and the questions that come with us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for
from rdflib import URIRef

from graph.errors import QueryInvalid
from graph.namespaces import V
from graph.patterns.answers import FoundCase, answer, evidence, evidence_rows
from graph.patterns.compiling import compile_question
from graph.patterns.question import Question
from graph.patterns.ready import ready_question, ready_questions
from graph.view import Row
from graph.vocabulary import load_vocabulary
from web.content.answer_table import answer_table
from web.content.asking import ABSENCES, ABSENT, DEGREES, PRESENT, Choice, choices, question_from
from web.content.cells import identifier
from web.content.counting import MOST_ROWS, counting
from web.content.patterns_json import as_csv, csv_answer
from web.content.quotations import Place, Quotation, place, quotations, texts
from web.language import later
from web.paging import page_number, paged
from web.snapshot import Snapshot, current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("patterns", __name__)


@dataclass(frozen=True, slots=True)
class _Said:
    """A recommendation as printed, and where it stands."""

    text: str
    place: Place


_CASES = 10  # of a page: each shows its quotations
_ROWS = 300  # of a ready question on its page; the CSV has all of them
# Field -> its words and its scheme, in the order of the form.
_OTHERS = {
    "outcome": (later("What came of it"), "harm-outcome"),
    "agency": (later("An agency that had a part"), "agency-type"),
    "legal": (later("A legal status in force"), "legal-status"),
    "review": (later("Kind of review"), "review-type"),
    "action": (later("Its review recommends"), "recommendation-action"),
    "theme": (later("On the theme"), "practice-theme"),
    "to": (later("To the kind of agency"), "agency-type"),
}
# The kinds of a library's things that have a page -> (endpoint, its parameter).
_PAGES = {
    "case": "cases.case",
    "review": "reviews.review",
    "agency": "agencies.agency",
    "recommendation": "recommendations.recommendation",
    "lesson": "lessons.lesson",
    "document": "documents.document",
}
# The schemes whose concepts have a page of their own; others stand in the vocabulary.
_CONCEPT_PAGES = {"risk-factor": "factors.factor", "practice-theme": "themes.theme"}


@blueprint.get("/patterns")
def patterns() -> str:
    """Show what can be asked of all cases together."""
    return render_template("patterns.html", questions=ready_questions())


@blueprint.get("/patterns/cases")
def cases() -> tuple[str, int]:
    """Show the builder, and the cases that meet what it asks; 400 for what cannot be asked."""
    shown, error, status = current_snapshot(), None, 200
    try:
        question = question_from(request.args)
    except QueryInvalid as cause:
        question, error, status = Question(), cause, cause.http_status
    found = answer(shown.graph, question) if question else ()
    page = paged(list(found), page_number(request.args.get("page")), _CASES)
    told = render_template(
        "pattern-cases.html",
        error=error,
        question=question,
        sparql=compile_question(question) if question else "",
        page=page,
        total=len(found),
        answered=_answered(shown, question, page.items),
        lists=_lists(),
        others=_OTHERS,
        present=PRESENT,
        absent=ABSENT,
        degrees=DEGREES,
        absences=ABSENCES,
        given=request.args,
    )
    return told, status


@blueprint.get("/patterns/cases.csv")
def cases_csv() -> Response:
    """Return every case of a question with its quotations, one row for each."""
    shown, question = current_snapshot(), question_from(request.args)
    found = answer(shown.graph, question)
    columns = ("case", "label", "condition", "quote", "number", "page", "title")
    return csv_answer(as_csv(evidence_rows(shown.graph, question, found), columns), "cases")


@blueprint.get("/patterns/questions/<name>")
def question(name: str) -> str:
    """Show a question that comes with the project, and its answer."""
    asked, shown = ready_question(name), current_snapshot()
    rows = counting(shown).answer(asked.query)
    return render_template(
        "pattern-question.html",
        asked=asked,
        table=answer_table(name, rows[:_ROWS], _address_of),
        total=len(rows),
        most=MOST_ROWS,
    )


@blueprint.get("/patterns/questions/<name>.csv")
def question_csv(name: str) -> Response:
    """Return the whole answer of a question that comes with the project."""
    return csv_answer(as_csv(current_snapshot().graph.select(ready_question(name).query)), name)


def _answered(
    shown: Snapshot, question: Question, found: Sequence[FoundCase]
) -> dict[str, list[tuple[str, tuple[Quotation | _Said, ...]]]]:
    """Return for each case (IRI) each clause in words with its quotations."""
    told = evidence(shown.graph, question, [one.iri for one in found])
    return {
        one.iri: [(clause, _quoted(told[one.iri].get(clause, []))) for clause in question.clauses()]
        for one in found
    }


def _quoted(rows: Sequence[Row]) -> tuple[Quotation | _Said, ...]:
    # A recommendation is quoted whole; a place of evidence within its paragraph.
    if rows and "item" in rows[0]:
        return tuple(_Said(str(row["quote"]), place(row)) for row in rows)
    return quotations(rows, texts(rows))


def _lists() -> Mapping[str, list[Choice]]:
    """Return what each list of the form offers, by scheme."""
    vocabulary = load_vocabulary()
    schemes = {"risk-factor", "person-role", *(scheme for _, scheme in _OTHERS.values())}
    return {scheme: choices(vocabulary, scheme) for scheme in schemes}


def _address_of(value: object) -> str:
    """Return the address of the page of what a cell names, empty where there is none."""
    text = str(value)
    if not isinstance(value, URIRef):
        return ""
    if text.startswith(str(V)):
        return _concept_address(identifier(text))
    kind = text.rsplit("/", 2)[-2]
    if kind == "evidence":  # shown where its document says it
        return url_for("linked.thing", kind=kind, name=identifier(text))
    return url_for(_PAGES[kind], identifier=identifier(text)) if kind in _PAGES else ""


def _concept_address(concept: str) -> str:
    vocabulary = load_vocabulary()
    if concept not in vocabulary:
        return ""
    endpoint = _CONCEPT_PAGES.get(vocabulary[concept].scheme)
    if endpoint:
        return url_for(endpoint, identifier=concept)
    return url_for("vocabulary.concept", name=concept)
