"""Care for readers: which pages can be left in a hurry, and where to."""

from __future__ import annotations

import datetime as dt

from flask import Flask, request

from web.config import Settings

__all__ = ["register", "today"]

# The subjects whose pages tell of harm in a review's own words.
_TELLS_OF_HARM = frozenset({
    "alike", "cases", "documents", "explore", "factors", "families", "lessons",
    "recommendations", "reviews", "search", "themes",
})  # fmt: skip


def register(app: Flask, settings: Settings) -> None:
    """Give templates what care needs.

    `exit_address` is where "Exit this page" leads, nothing where it is not shown;
    `today` the day that a printed page was asked for.
    """
    app.add_template_global(today, "today")

    @app.context_processor
    def _leaving() -> dict[str, str]:
        shown = request.blueprint in _TELLS_OF_HARM
        return {"exit_address": settings.exit_address if shown else ""}


def today() -> str:
    """Return the day in UTC, as ISO 8601 writes it."""
    return dt.datetime.now(dt.UTC).date().isoformat()
