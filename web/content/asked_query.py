"""What a request asks of the SPARQL endpoint (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import (
    BadRequest,
    RequestEntityTooLarge,
    RequestURITooLarge,
    UnsupportedMediaType,
)

from graph.untrusted import MAX_QUERY_LENGTH

__all__ = ["MAX_BODY", "AskedQuery", "asked_query"]

# Bytes of a request's body: the longest query, each character percent-encoded.
MAX_BODY = 12 * MAX_QUERY_LENGTH

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_READS = "This endpoint only reads"


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A query, empty where there is none; the graphs it asks; the format of a file, if any.

    The file is asked for with a parameter of our own: clients send `format` and
    `output`, each in words of its own.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    download: str = ""


def asked_query(request: Request) -> AskedQuery:
    """Return what a GET, a form or a posted query asks.

    Raises an HTTPException for what the protocol does not know: 400 for no or
    several queries or an update, 413 or 414 for one too long, 415 for another
    kind of body.
    """
    request.max_content_length = MAX_BODY
    if request.method != "POST":
        return _from_parameters(request.args, RequestURITooLarge)
    if request.mimetype == _FORM:
        asked = _from_parameters(request.form, RequestEntityTooLarge)
    elif request.mimetype == _QUERY:
        asked = _from_body(request)
    else:
        raise UnsupportedMediaType(
            f"A query is posted as {_QUERY} or as a form ({_FORM}). Set Content-Type to either."
        )
    if not asked.text.strip():
        raise BadRequest("The request holds no query. Send it as `query`, or as the body.")
    return asked


def _from_parameters(
    given: MultiDict[str, str],
    too_long: type[RequestURITooLarge | RequestEntityTooLarge],
    text: str | None = None,
) -> AskedQuery:
    if "update" in given:
        raise BadRequest(f"{_READS}. Send a query instead of an update.")
    queries = given.getlist("query") if text is None else [text]
    if len(queries) > 1:
        raise BadRequest(f"The request holds {len(queries)} queries. Send one at a time.")
    asked = next(iter(queries), "")
    if len(asked) > MAX_QUERY_LENGTH:
        raise too_long(
            f"The query has {len(asked)} characters; {MAX_QUERY_LENGTH} is the limit. Shorten it."
        )
    return AskedQuery(
        text=asked,
        default_graphs=tuple(given.getlist("default-graph-uri")),
        named_graphs=tuple(given.getlist("named-graph-uri")),
        download=given.get("download", ""),
    )


def _from_body(request: Request) -> AskedQuery:
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType(f"A query is text in UTF-8, not {charset}. Send it as UTF-8.")
    try:
        text = request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The query is not text in UTF-8. Send it as UTF-8.") from None
    if "query" in request.args:
        raise BadRequest("The request holds two queries. Send one, in the body or the address.")
    return _from_parameters(request.args, RequestEntityTooLarge, text)
