"""The language of a page: English, or Welsh below /cy.

The address alone chooses it. A reader's cookie or what a browser prefers does not: an
address that is cited, printed or kept shows everybody the same page. /cy goes before
the path as a reverse proxy's prefix does, so every address that a page makes keeps it.

A sentence that the catalogue does not have stays in English. What a page tells is in
English too (titles, labels and quotations of published reviews), so <main> says that it
is, and each Welsh sentence within says that it is Welsh: see `told`.
"""

from __future__ import annotations

import gettext as catalogues
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, Response, request
from markupsafe import Markup

from web.spoken import marked, told_apart

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = [
    "LANGUAGES", "address_in", "gettext", "in_english", "language", "later", "ngettext",
    "register", "told",
]  # fmt: skip

ENGLISH = "en"
WELSH = "cy"
# As each calls itself; "ar waith" says that it is in preparation.
LANGUAGES = {ENGLISH: "English", WELSH: "Cymraeg (ar waith)"}

_SPOKEN = ContextVar("language", default=ENGLISH)
_PREFIX = f"/{WELSH}"
_TOLD = frozenset({"text/html", "application/json"})


def language() -> str:
    """Return the language of the page that is being made: "en" or "cy"."""
    return _SPOKEN.get()


def gettext(message: str) -> str:
    """Return the sentence in the language of the page; in English where it has no other."""
    spoken = language()
    return message if spoken == ENGLISH else _found(message, _catalogue(spoken).gettext(message))


def ngettext(one: str, many: str, number: int) -> str:
    """Return the sentence for so many, in the language of the page."""
    spoken = language()
    if spoken == ENGLISH:
        return one if number == 1 else many
    english = one if number == 1 else many
    return _found(english, _catalogue(spoken).ngettext(one, many, number))


def later(message: str) -> str:
    """Return the sentence as it is; marks for the catalogue what `gettext` is given later."""
    return message


@contextmanager
def in_english() -> Iterator[None]:
    """Keep to English for a while: for papers, and for what is kept for every reader."""
    before = _SPOKEN.set(ENGLISH)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def address_in(other: str) -> str:
    """Return the address of this page in another language."""
    root = request.script_root.removesuffix(_PREFIX) + ("" if other == ENGLISH else f"/{other}")
    asked = request.query_string.decode("latin-1")
    return f"{root}{quote(request.path)}{'?' if asked else ''}{asked}"


def register(app: Flask) -> None:
    """Let templates of `app` speak both languages: `_("...")`, `{% trans %}`, `language()`."""
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    # Sentences with places for values, as the extension's own functions take them; those
    # look up more than ours need to, thousands of times on a page of tables.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension has it
    environment.globals.update(_=_shown, gettext=_shown, ngettext=_shown_of)
    app.add_template_global(language, "language")
    app.add_template_global(address_in, "address_in")
    environment.globals["languages"] = LANGUAGES
    app.add_template_filter(gettext, "translated")  # of what was marked by `later`
    app.wsgi_app = _by_address(app.wsgi_app)  # type: ignore[assignment, method-assign]  # Flask's manual


def told(response: Response) -> Response:
    """Say of each sentence of a finished Welsh page in which language it stands."""
    if language() == ENGLISH or response.mimetype not in _TOLD:
        return response
    # what comes from the memory of pages is compressed, and told already
    if response.is_streamed or response.direct_passthrough or response.content_encoding:
        return response
    body = response.get_data(as_text=True)
    apart = told_apart(body, language())
    if apart != body:
        response.set_data(apart)
    return response


def _by_address(inner: WSGIApplication) -> WSGIApplication:
    """Return an application that moves /cy from the path to the prefix of all addresses."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path != _PREFIX and not path.startswith(f"{_PREFIX}/"):
            return inner(environ, start)
        environ["PATH_INFO"] = path.removeprefix(_PREFIX) or "/"
        if _file().search(environ["PATH_INFO"]):  # the same, whatever page it is taken from
            return inner(environ, start)
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{_PREFIX}"
        before = _SPOKEN.set(WELSH)
        try:
            return inner(environ, start)
        finally:
            _SPOKEN.reset(before)

    return answer


def _shown(message: str, **values: object) -> Markup:
    """Return a sentence of a template with its values in their places, escaped."""
    sentence = Markup(gettext(message))  # noqa: S704  # the sentence is a template's own
    return sentence % values if "%" in sentence else sentence


def _shown_of(one: str, many: str, number: int, **values: object) -> Markup:
    """Return the sentence of a template for so many."""
    values.setdefault("num", number)
    return Markup(ngettext(one, many, number)) % values  # noqa: S704  # as above


def _found(english: str, translated: str) -> str:
    return english if translated == english else marked(translated)


@cache
def _catalogue(spoken: str) -> catalogues.GNUTranslations:
    """Return the catalogue, compiled in memory from its source: nothing to build or install."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # only Welsh pages need Babel
    from babel.messages.pofile import read_po  # noqa: PLC0415

    source = files("web") / "translations" / spoken / "LC_MESSAGES" / "messages.po"
    compiled = io.BytesIO()
    with source.open("rb") as opened:
        write_mo(compiled, read_po(opened, locale=spoken))
    compiled.seek(0)
    return catalogues.GNUTranslations(compiled)


@cache
def _file() -> re.Pattern[str]:
    """Match what no person reads as a page: a file by its ending, an answer for programs."""
    return re.compile(r"\.[a-z0-9]{2,6}$|^/api/")
