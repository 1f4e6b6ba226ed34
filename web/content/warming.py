"""What the first reader after a publication would wait for, made beforehand in the background.

Over thousands of reviews the links, the gap map and some questions take seconds. A thread of
its own makes them when a generation is opened for the first time; whoever asks for one
that is being made waits for that one alone.
"""

from __future__ import annotations

import logging
import threading

from flask import Flask

from graph.errors import LessonsError
from graph.patterns.ready import ready_questions
from web.content.company import present_in
from web.content.counting import counting
from web.content.gaps import gap_map
from web.content.headings import review_headings
from web.content.pathways import names_of
from web.content.theme_learning import incidents_of
from web.memory import settle
from web.snapshot import Snapshot

__all__ = ["warm", "warm_when_opened"]

_LOG = logging.getLogger(__name__)
# Pages that count over the whole collection: looked at, so that they are kept as sent.
_PAGES = (
    "/about", "/factors", "/themes", "/data", "/networks",
    "/patterns/together", "/patterns/trends", "/patterns/prevalence",
)  # fmt: skip
_ROWS, _COLUMNS = "risk-factor", ("risk-factor", "practice-theme", "agency-type")


def warm_when_opened(app: Flask) -> None:
    """Let the service warm each generation that it opens, in a thread that ends with it."""

    def opened(shown: Snapshot) -> None:
        threading.Thread(target=_warmed, args=(app, shown), daemon=True, name="warming").start()

    app.extensions["snapshots"].on_open = opened


def warm(app: Flask, shown: Snapshot) -> None:
    """Make what is kept of a generation: links, gap map, dates, tables, pages, ready questions."""
    with app.app_context():
        least = app.config["SETTINGS"].min_confidence
        names_of(shown, least)
        present_in(shown, least)
        gap_map(shown)
        incidents_of(shown)
        review_headings(shown)
        counted = counting(shown)
        for columns in _COLUMNS:
            counted.cross(_ROWS, columns)
        for address in _PAGES:
            if app.extensions["snapshots"].outdated(shown):
                return  # the next generation is warmed by a thread of its own
            app.test_client().get(address)
        for one in ready_questions():
            if app.extensions["snapshots"].outdated(shown):
                return
            counted.answer(one.query)


def _warmed(app: Flask, shown: Snapshot) -> None:
    try:
        warm(app, shown)
    except LessonsError:
        # A reader who asks for the same thing is told; a thread has nobody to tell.
        _LOG.exception("What is kept of a generation could not be made beforehand.")
    settle()
