"""Who is signed in, and that a form was filled in on a page of ours.

The session is Flask's: a cookie signed by itsdangerous, kept from scripts and
from other sites. Every form carries a token that the cookie holds too; another
site can make a browser send the cookie at most, never know the token.
"""

from __future__ import annotations

import hmac
import secrets
import time

from flask import Flask, Request, request, session
from flask.sessions import SecureCookieSessionInterface

from graph.errors import UsageInvalid

__all__ = ["SessionInterface", "begin", "check_form", "editor", "end", "form_token"]

_LASTS = 8 * 3600  # seconds: a working day
_OWN_SITE = frozenset({"same-origin", "none"})


class SessionInterface(SecureCookieSessionInterface):
    """Flask's own, with the cookie sent over https alone wherever the page came by https."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Return whether the request came by https, by the word of a trusted proxy too."""
        del app
        return request.is_secure


def begin(name: str) -> None:
    """Sign an editor in, under a session and a token of their own."""
    session.clear()
    session["editor"] = name
    session["until"] = int(time.time()) + _LASTS


def end() -> None:
    """Sign the editor out of this browser."""
    session.clear()


def editor() -> str:
    """Return the name of the editor who is signed in, empty where nobody is."""
    name, until = session.get("editor"), session.get("until", 0)
    return str(name) if name and until > time.time() else ""


def form_token() -> str:
    """Return the token that a form of this session carries."""
    if "token" not in session:
        session["token"] = secrets.token_urlsafe(32)
    return str(session["token"])


def check_form(sent: Request) -> None:
    """Raise UsageInvalid for a form that did not come from a page of this session."""
    from_elsewhere = sent.headers.get("Sec-Fetch-Site", "same-origin") not in _OWN_SITE
    token = sent.form.get("token", "").encode()
    if from_elsewhere or not hmac.compare_digest(token, form_token().encode()):
        raise UsageInvalid(
            "This form is too old, or was not sent from a page of this service. "
            "Go back, reload the page and send it again."
        )
