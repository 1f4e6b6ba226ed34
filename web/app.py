"""The web service: pages over the served generation of one library."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, g

from graph.vocabulary import load_vocabulary
from web import addresses, care, delivery, errors, language, structured, wording
from web.config import Settings
from web.language import later
from web.pages import BLUEPRINTS, editing
from web.slots import Slots
from web.snapshot import Snapshots

__all__ = ["NAVIGATION", "create_app"]

# Endpoint -> words, in the order of the menu. The name leads home, the foot to what is about it.
NAVIGATION = (
    ("search.search", later("Search")),
    ("reviews.reviews", later("Reviews")),
    ("themes.themes", later("Recurring themes")),
    ("factors.factors", later("Risk factors")),
    ("agencies.agencies", later("Agencies")),
    ("patterns.patterns", later("Patterns")),
    ("reading_list.reading_list", later("Reading list")),
)

_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_YEAR = 365 * 24 * 3600  # seconds; static addresses change with their content


def create_app(settings: Settings) -> Flask:
    """Return the service for the library that `settings` names; it need not exist yet."""
    app = Flask("web", static_folder="static", template_folder="templates")
    app.config["SETTINGS"] = settings
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["snapshots"] = Snapshots(settings.library)
    app.extensions["slots"] = Slots(settings.sparql_workers, settings.threads)
    app.extensions["dumps"] = Slots(1, settings.threads)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    addresses.register(app)
    structured.register(app)
    wording.register(app)
    language.register(app)
    errors.register(app)
    care.register(app, settings)
    delivery.register(app, settings)
    if settings.editing:
        editing.register(app, settings)
    app.after_request(language.told)
    app.after_request(_secured)
    app.url_defaults(_fingerprinted)

    @app.context_processor
    def _shared() -> dict[str, object]:
        shown = g.get("snapshot")
        return {
            "navigation": NAVIGATION,
            "manifest": shown.manifest if shown else None,
            "vocabulary": load_vocabulary(),
        }

    return app


def _secured(response: Response) -> Response:
    for name, value in _SECURITY.items():
        response.headers.setdefault(name, value)
    return response


def _fingerprinted(endpoint: str, values: dict[str, object]) -> None:
    """Add a static file's own hash to its address, so that it may be cached for good."""
    if endpoint == "static" and "v" not in values:
        values["v"] = _hash(Path(__file__).with_name("static") / str(values["filename"]))


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"
