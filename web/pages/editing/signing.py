"""Signing in and out."""

from __future__ import annotations

import math

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.editing.attempts import Attempts
from web.editing.passphrase import Passphrase
from web.editing.session import begin, editor, end
from web.pages.editing.desk import blueprint

__all__: list[str] = []

_NAME_LENGTH = 60
_Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> _Answer:
    """Show the form; let in who knows the passphrase, and slow down who does not."""
    if request.method == "GET":
        return redirect(url_for("editing.home"), 303) if editor() else _page("", 0)
    attempts: Attempts = current_app.extensions["attempts"]
    passphrase: Passphrase = current_app.extensions["passphrase"]
    address = request.remote_addr or ""
    name = " ".join(request.form.get("name", "").split())[:_NAME_LENGTH]
    wait = math.ceil(attempts.wait(address))
    if wait:
        return _page("wait", wait), 429, {"Retry-After": str(wait)}
    if not name:
        return _page("name", 0), 400
    if not passphrase.matches(request.form.get("passphrase", "")):
        attempts.failed(address)
        return _page("wrong", 0), 403
    attempts.succeeded(address)
    begin(name)
    return redirect(_next(), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Sign out of this browser."""
    end()
    return redirect(url_for("home.home"), 303)


def _page(error: str, wait: int) -> str:
    return render_template(
        "editing/sign-in.html",
        error=error,
        wait=wait,
        name=request.form.get("name", ""),
        following=request.values.get("next", ""),
    )


def _next() -> str:
    """Return where the editor was going: a page of these, never another site's."""
    home = url_for("editing.home")
    wanted = request.form.get("next", "")
    own = wanted.startswith("/editing/") and wanted.isascii() and wanted.isprintable()
    return home + wanted.removeprefix("/editing/").lstrip("/") if own else home
