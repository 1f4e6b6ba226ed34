"""What a person sees when something goes wrong: what happened, and what to do next."""

from __future__ import annotations

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException, NotFound

from graph.errors import LessonsError, LibraryMissing
from graph.errors import NotFound as NothingHeld
from web.language import gettext

__all__ = ["register"]

_Answer = tuple[str, int] | tuple[str, int, dict[str, str]]


def register(app: Flask) -> None:
    """Answer every failure of `app` with a page; what is unforeseen is logged, not shown."""
    app.register_error_handler(LessonsError, _named)
    app.register_error_handler(HTTPException, _http)

    # The outermost edge: whatever else happens, a person gets a page.
    @app.errorhandler(Exception)
    def _unforeseen(error: Exception) -> _Answer:
        app.logger.error("A page could not be made.", exc_info=error)
        return render_template("errors/unforeseen.html"), 500


def _named(error: LessonsError) -> _Answer:
    page = "named"
    if isinstance(error, LibraryMissing):
        page = "no-library"
    elif isinstance(error, NothingHeld):
        page = "not-found"
    told = gettext(str(error))  # sentences of `raise` are in the catalogue: see `make messages`
    return render_template(f"errors/{page}.html", code=error.code, told=told), error.http_status


def _http(error: HTTPException) -> _Answer:
    if isinstance(error, NotFound):
        return render_template("errors/not-found.html", told=""), 404
    code = error.code or 500
    told = dict(error.get_headers())
    told.pop("Content-Type", None)  # what remains is what the status asks for: Allow, Retry-After
    return render_template("errors/http.html", error=error), code, told
