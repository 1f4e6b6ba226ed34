"""The editors' pages: files in, corrections, rebuilding. Served only where editing is on."""

from __future__ import annotations

from flask import Flask

from graph.library import Library
from web.config import Settings
from web.editing.attempts import Attempts
from web.editing.passphrase import Passphrase, signing_key
from web.editing.session import SessionInterface
from web.editing.worker import Worker
from web.pages.editing import documents, jobs, signing, uploads
from web.pages.editing.desk import blueprint

__all__ = ["register"]

# What gives the blueprint its pages.
_PAGES = (signing, uploads, jobs, documents)


def register(app: Flask, settings: Settings) -> None:
    """Let editors in, with a passphrase; the library is made where there is none yet.

    Raises UsageInvalid without a passphrase that is long enough.
    """
    passphrase = Passphrase(settings.passphrase)
    library = Library.create(settings.library)
    app.secret_key = signing_key(library.path, settings.passphrase)
    app.config["SESSION_COOKIE_NAME"] = "lessons-editor"
    app.config["SESSION_COOKIE_SAMESITE"] = "Strict"
    app.session_interface = SessionInterface()
    app.extensions["library"] = library
    app.extensions["passphrase"] = passphrase
    app.extensions["attempts"] = Attempts()
    app.extensions["worker"] = Worker(library.path)
    app.jinja_env.globals["editing"] = True
    assert _PAGES  # noqa: S101 - imported for what they add to the blueprint
    app.register_blueprint(blueprint)
