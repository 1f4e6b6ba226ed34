"""Patterns as JSON: the same questions and counts as the pages, under the same arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from graph.errors import LessonsError
from graph.patterns.answers import answer, evidence
from graph.patterns.compiling import compile_question
from graph.patterns.ready import ready_question, ready_questions
from web.content.asking import question_from
from web.content.counting import counting
from web.content.patterns_json import cross_rows, prevalence_rows, trend_rows
from web.paging import page_number
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("patterns_api", __name__)

_CASES = 50  # of a page, each with its quotations
_Json = dict[str, Any]


@blueprint.get("/api/patterns/<what>")
def api(what: str) -> tuple[Response, int]:
    """Answer `cases`, `together`, `prevalence`, `trends` or `questions`; 404 for anything else."""
    if what not in _ANSWERS:
        listed = ", ".join(_ANSWERS)
        return jsonify({"code": "not-found", "message": f"Ask for one of {listed}."}), 404
    try:
        return jsonify({"schema": f"lessons-patterns-{what}/1"} | _ANSWERS[what]()), 200
    except LessonsError as error:
        return jsonify({"code": error.code, "message": str(error)}), error.http_status


def _cases() -> _Json:
    shown, question = current_snapshot(), question_from(request.args)
    found = answer(shown.graph, question)
    page = page_number(request.args.get("page"))
    part = found[(page - 1) * _CASES : page * _CASES]
    told = evidence(shown.graph, question, [one.iri for one in part])
    return {
        "question": question.sentence(),
        "sparql": compile_question(question),
        "total": len(found),
        "page": page,
        "size": _CASES,
        "cases": [{"case": one.iri, "label": one.label, "evidence": told[one.iri]} for one in part],
    }


def _together() -> _Json:
    counted = counting(current_snapshot())
    rows = request.args.get("rows", "risk-factor")
    columns = request.args.get("columns", "risk-factor")
    crossed = counted.cross(rows, columns)
    return {
        "rows": rows,
        "columns": columns,
        "tested": crossed.tested,
        "pairs": cross_rows(counted.table, crossed),
    }


def _prevalence() -> _Json:
    by = request.args.get("by", "all")
    told = counting(current_snapshot()).prevalence("risk-factor", by)
    return {"by": by, "shares": prevalence_rows(*told)}


def _trends() -> _Json:
    scheme = request.args.get("scheme", "risk-factor")
    basis = request.args.get("by", "incident-year")
    found = counting(current_snapshot()).trends(scheme, basis)
    return {"scheme": scheme, "by": basis, "years": trend_rows(found)}


def _questions() -> _Json:
    name = request.args.get("name")
    if name:
        asked = ready_question(name)
        return {"title": asked.title, "rows": counting(current_snapshot()).answer(asked.query)}
    return {"questions": [{"name": one.name, "title": one.title} for one in ready_questions()]}


_ANSWERS: dict[str, Callable[[], _Json]] = {
    "cases": _cases,
    "together": _together,
    "prevalence": _prevalence,
    "trends": _trends,
    "questions": _questions,
}
