"""How answers travel: compressed, kept by browsers while nothing has changed, logged.

A page of the library is a function of its address, the served generation, this release
and the day (which a printed page tells). Its ETag is made of these alone, so that a
browser which has it already is answered before anything is asked or drawn; for
others, pages that were drawn are kept in memory, under the same mark.
"""

from __future__ import annotations

import hashlib
import logging
import time
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, Response, current_app, g, request
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.errors import LessonsError
from web.care import today
from web.config import Settings
from web.page_cache import PageCache, Sent
from web.snapshot import current_snapshot

__all__ = ["ACCESS_LOG", "register"]

ACCESS_LOG = "lessons.access"

# What is text, whatever it is called; the rest is small or compressed already.
_TEXT = [
    "text/html", "text/css", "text/javascript", "text/plain", "text/csv", "text/turtle",
    "application/json", "application/ld+json", "application/xml", "application/rdf+xml",
    "application/atom+xml", "application/n-triples", "application/n-quads", "application/trig",
    "application/sparql-results+json", "application/sparql-results+xml", "image/svg+xml",
    "application/x-research-info-systems", "application/x-bibtex",
]  # fmt: skip
_ALGORITHMS = ["br", "gzip"]
_PREFIX = "page-"  # begins the marks of pages, and of nothing else
_MB = 1_000_000  # bytes
# Whose pages are a function of their address and the library: no forms, no work under way.
_OF_THE_LIBRARY = frozenset({
    "about", "agencies", "alike", "cases", "counts", "data", "documents", "explore", "factors",
    "families", "gaps", "home", "lessons", "networks", "paths", "patterns", "recommendations",
    "recurrence", "reviews", "search", "themes", "vocabulary",
})  # fmt: skip


def register(app: Flask, settings: Settings) -> None:
    """Compress, mark and log the answers of `app`; believe as many proxies as are set."""
    app.config["COMPRESS_MIMETYPES"] = _TEXT
    app.config["COMPRESS_ALGORITHM"] = _ALGORITHMS
    app.config["COMPRESS_ALGORITHM_STREAMING"] = _ALGORITHMS
    app.extensions["started"] = time.time_ns()  # a restart may bring other templates
    app.extensions["page_cache"] = PageCache(settings.page_cache_mb * _MB)
    # What is registered last is done first: marked, then compressed, then kept.
    if settings.access_log:
        app.before_request(_begun)
        app.after_request(_logged)
    app.after_request(_put_by)
    Compress(app)
    app.before_request(_kept_already)
    app.after_request(_marked)
    if settings.proxies:
        number = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's manual has it
            app.wsgi_app, x_for=number, x_proto=number, x_host=number, x_prefix=number
        )


def _kept_already() -> Response | None:
    """Answer with what was drawn already: 304 when the reader has it, else the page."""
    if not _of_the_library():
        return None
    try:
        mark = _mark()
    except LessonsError:
        return None  # the page says what is wrong
    if request.if_none_match.contains_weak(mark):
        answer = Response(status=HTTPStatus.NOT_MODIFIED)
        answer.set_etag(mark, weak=True)
        return answer
    sent: Sent | None = current_app.extensions["page_cache"].get(_as_sent(mark))
    return Response(sent.body, headers=list(sent.headers)) if sent else None


def _put_by(response: Response) -> Response:
    """Keep a page that carries our mark, as it is sent."""
    mark, _ = response.get_etag()
    if (
        request.method == "GET"
        and response.status_code == HTTPStatus.OK
        and (mark or "").startswith(_PREFIX)
    ):
        sent = Sent(response.get_data(), tuple(response.headers))
        current_app.extensions["page_cache"].put(_as_sent(str(mark)), sent)
    return response


def _as_sent(mark: str) -> str:
    """Return what tells a page apart by its encoding too."""
    return f"{mark} {request.headers.get('Accept-Encoding', '')}"


def _marked(response: Response) -> Response:
    """Let browsers keep a page of the library, and ask each time whether it still stands."""
    if request.endpoint == "static" and response.status_code == HTTPStatus.OK:
        return _for_good(response)
    page = response.mimetype == "text/html" and response.status_code == HTTPStatus.OK
    if page and _of_the_library() and "snapshot" in g:
        response.set_etag(_mark(), weak=True)
        response.cache_control.no_cache = True
        response.vary.add("Accept")
    return response


def _of_the_library() -> bool:
    return request.method in {"GET", "HEAD"} and request.blueprint in _OF_THE_LIBRARY


def _for_good(response: Response) -> Response:
    """Let browsers keep a static file unasked: another content has another address."""
    response.cache_control.immutable = "v" in request.args
    response.direct_passthrough = False
    response.make_sequence()  # closes the file, which compression would leave open
    return response


def _mark() -> str:
    shown = current_snapshot()
    manifest = shown.manifest
    told = (
        request.url,
        request.accept_mimetypes.to_header(),
        str(current_app.extensions["started"]),
        f"{manifest.generation} {manifest.extractor}",
        str(shown.generation.path.stat().st_ino),  # a library made anew counts from 1 again
        today(),
    )
    return _PREFIX + hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


def _begun() -> None:
    g.begun = time.perf_counter()


def _logged(response: Response) -> Response:
    """Log what was answered and how soon; not who asked, and not what was searched for."""
    logging.getLogger(ACCESS_LOG).info(
        "%s %s %d %s %.0f ms",
        request.method,
        quote(request.path),
        response.status_code,
        response.content_length if response.content_length is not None else "-",
        (time.perf_counter() - g.begun) * 1000,
    )
    return response
