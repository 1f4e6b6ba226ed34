"""A list of queries, counted case by case: a page, a CSV file, and an API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from flask import Blueprint, Response, jsonify, render_template, request

from graph.errors import LessonsError, UsageInvalid
from search.batch import Counted, Term, checked_terms, count_terms, read_terms, written_terms
from search.entry import EntryKind
from search.query import Filter
from web.exports.batches import batch_json, case_address, write_batch_csv
from web.exports.cases import QUERY, labels_by_case
from web.exports.source import edition_of, search_path
from web.searching import KIND_FACET
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("batch", __name__)

# Terms of one request: each is a search of the whole library while a person waits.
_MOST = 200
_LARGEST = 400_000  # bytes of a request: 200 queries of the longest kind
_CASES_SHOWN = 200  # of a term on the page; the file holds them all
_KINDS = {
    EntryKind.PASSAGE.value: "passages",
    EntryKind.LESSON.value: "lessons",
    EntryKind.RECOMMENDATION.value: "recommendations",
    EntryKind.REVIEW.value: "reviews",
}


@blueprint.get("/search/batch")
def batch() -> str:
    """Show the form."""
    current_snapshot()
    return _page("")


@blueprint.post("/search/batch")
def count() -> str | Response | tuple[str, int]:
    """Show the counts of a list, or send them as CSV; a bad list gets a message and status 400."""
    request.max_content_length = _LARGEST
    text = request.form.get("terms", "")
    try:
        terms = _form_terms(text)
        if request.form.get("as") == "csv":
            return _csv(terms)
    except UsageInvalid as error:
        return _page(text, error=error), error.http_status
    return _page(written_terms(terms), list(_counted(terms)))


@blueprint.post("/api/batch")
def api() -> tuple[Response, int]:
    """Count a list in JSON: `{"queries": [...]}`, or a list as text/plain, or text/csv."""
    request.max_content_length = _LARGEST
    try:
        counted = _counted(_body_terms())
        shown = current_snapshot()
        labels = labels_by_case(shown.table(QUERY))
        edition = edition_of(shown.generation)
        return jsonify(batch_json(counted, labels, request.url_root.rstrip("/"), edition)), 200
    except LessonsError as error:
        return jsonify({"code": error.code, "message": str(error)}), error.http_status


def _form_terms(text: str) -> tuple[Term, ...]:
    """Return the terms of the form: those of its file where there is one."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return read_terms(text, most=_MOST)
    as_csv = file.filename.lower().endswith(".csv")
    return read_terms(_decoded(file.read()), most=_MOST, as_csv=as_csv)


def _body_terms() -> tuple[Term, ...]:
    if request.is_json:
        told = request.get_json(silent=True)
        queries = told.get("queries") if isinstance(told, dict) else None
        if not isinstance(queries, list) or not all(isinstance(one, str) for one in queries):
            raise UsageInvalid('Send {"queries": ["...", "..."]} as JSON, or a list as text/plain.')
        return checked_terms((Term(one.strip()) for one in queries), _MOST)
    as_csv = request.mimetype == "text/csv"
    return read_terms(_decoded(request.get_data()), most=_MOST, as_csv=as_csv)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageInvalid("The list is not in UTF-8. Save it as “CSV UTF-8” or as text.") from None


def _counted(terms: tuple[Term, ...]) -> Iterator[Counted]:
    return count_terms(
        current_snapshot().index,
        terms,
        filters=[Filter(KIND_FACET, _kind())],
        expand=request.values.get("expand") != "no",
    )


def _kind() -> str:
    asked = request.values.get("kind", "")
    return asked if asked in _KINDS else EntryKind.PASSAGE.value


def _csv(terms: tuple[Term, ...]) -> Response:
    shown = current_snapshot()
    edition, today = edition_of(shown.generation), dt.datetime.now(dt.UTC).date()
    labels, site = labels_by_case(shown.table(QUERY)), request.url_root.rstrip("/")
    rows = write_batch_csv(_counted(terms), labels, site, edition, f"{today:%F}")
    answer = Response(rows, content_type="text/csv; charset=utf-8")
    name = f"lessons-batch-edition-{edition.number}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _page(
    text: str, counted: list[Counted] | None = None, error: UsageInvalid | None = None
) -> str:
    return render_template(
        "batch.html",
        text=text,
        counted=counted,
        error=error,
        kinds=_KINDS,
        kind=_kind(),
        expand=request.values.get("expand") != "no",
        most=_MOST,
        most_cases=_CASES_SHOWN,
        labels=labels_by_case(current_snapshot().table(QUERY)),
        case_address=case_address,
        search_path=search_path,
    )
