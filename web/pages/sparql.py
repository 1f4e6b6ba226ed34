"""The SPARQL endpoint (SPARQL 1.1 Protocol, reading only) and its page for people."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound

from graph.errors import LessonsError, QueryTooLarge, ServiceBusy
from graph.results import QueryResult, write_result
from graph.untrusted import MAX_QUERY_LENGTH, run_untrusted
from web.config import Settings
from web.content.asked_query import AskedQuery, asked_query
from web.content.questions import question, questions
from web.content.result_table import result_table
from web.content.service_description import service_description
from web.negotiation import (
    GRAPH_TYPES,
    HTML,
    ROW_TYPES,
    negotiated,
    opened_to_all,
    page_or_graph,
    wants_html,
)
from web.slots import RETRY_AFTER, Slots
from web.snapshot import current_snapshot

__all__ = ["blueprint"]

blueprint = Blueprint("sparql", __name__)

# A query's process steps back behind the pages wherever both want the processor.
_NICE = 10
_SHOWN_ROWS = 500  # of the page's table; the files hold the rest
# Format -> media type, the first of each: of JSON the one that is SPARQL's own.
_TYPES = {form: kind for kind, form in reversed([*ROW_TYPES.items(), *GRAPH_TYPES.items()])}


@blueprint.route("/sparql", methods=["GET", "POST"], provide_automatic_options=False)
def endpoint() -> Response:
    """Answer a query; without one, show the page or describe the service."""
    asked = asked_query(request)
    if not asked.text.strip():
        return _without_a_query()
    negotiated((*ROW_TYPES, *GRAPH_TYPES, HTML))  # in vain for a client that takes nothing of these
    if not asked.download and wants_html():
        return _page(asked)
    return _written(_answer(asked), asked)


@blueprint.route("/sparql", methods=["OPTIONS"], provide_automatic_options=False)
def options() -> Response:
    """Let pages of other origins ask (the preflight of CORS)."""
    allowed = {
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Max-Age": "86400",
        "Allow": "GET, HEAD, POST, OPTIONS",
    }
    return Response(status=204, headers=opened_to_all(allowed))


@blueprint.errorhandler(LessonsError)
@blueprint.errorhandler(HTTPException)
def _failed(error: LessonsError | HTTPException) -> Response:
    """Answer programs in one line of plain text, people with the page and their query."""
    if isinstance(error, LessonsError):
        code, told = error.http_status, str(error)
    else:
        code, told = error.code or 500, error.description or error.name
    headers = opened_to_all()
    if isinstance(error, ServiceBusy):
        headers["Retry-After"] = str(RETRY_AFTER)
    if wants_html():
        return _shown(request.values.get("query", ""), code, headers, problem=told)
    return Response(f"{told}\n", code, headers, mimetype="text/plain")


def _without_a_query() -> Response:
    if page_or_graph() == HTML:
        return _shown(_example(), headers=opened_to_all())
    kind = negotiated(GRAPH_TYPES)
    about = service_description(url_for("sparql.endpoint", _external=True), GRAPH_TYPES[kind])
    return Response(about, headers=opened_to_all(), mimetype=kind)


def _example() -> str:
    """Return the text of the ready question that the address names, if any."""
    name = request.args.get("example", "")
    if not name:
        return ""
    found = question(name)
    if found is None:
        raise NotFound
    return found.text


def _answer(asked: AskedQuery) -> QueryResult:
    settings: Settings = current_app.config["SETTINGS"]
    slots: Slots = current_app.extensions["slots"]
    snapshot = current_snapshot().generation.graph
    with slots.taken():
        return run_untrusted(
            snapshot,
            asked.text,
            seconds=settings.sparql_seconds,
            max_rows=settings.sparql_rows,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            nice=_NICE,
        )


def _written(found: QueryResult, asked: AskedQuery) -> Response:
    if found.truncated:
        # A cut answer looks whole in most formats, and would be counted.
        raise QueryTooLarge(
            f"The answer has more than {current_app.config['SETTINGS'].sparql_rows} rows, or is "
            "too long. Ask for less at a time with LIMIT and OFFSET, or take the whole graph "
            "from /data."
        )
    headers = opened_to_all()
    if asked.download:
        form, kind = asked.download, _TYPES.get(asked.download, "text/plain")
        headers["Content-Disposition"] = f'attachment; filename="answer.{form}"'
    else:
        kinds = ROW_TYPES if found.triples is None else GRAPH_TYPES
        kind = negotiated(kinds)
        form = kinds[kind]
    # written first: an unknown format ends here
    return Response(write_result(found, form), headers=headers, mimetype=kind)


def _page(asked: AskedQuery) -> Response:
    return _shown(asked.text, found=_answer(asked), headers=opened_to_all())


def _shown(
    text: str,
    code: int = 200,
    headers: dict[str, str] | None = None,
    *,
    problem: str = "",
    found: QueryResult | None = None,
) -> Response:
    page = render_template(
        "sparql.html",
        text=text,
        problem=problem,
        found=found,
        table=result_table(found, _SHOWN_ROWS) if found else None,
        examples=questions(),
        longest=MAX_QUERY_LENGTH,
    )
    answer = make_response(page, code)
    answer.headers.update(headers or {})
    return answer
