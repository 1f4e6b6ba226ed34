"""Serving the pages for real: waitress, with threads, stopped without cutting off answers."""

from __future__ import annotations

import logging
import signal
import time
from types import FrameType

from waitress.server import create_server

from graph.errors import UsageInvalid
from web.app import create_app
from web.config import Settings
from web.content.warming import warm_when_opened
from web.delivery import ACCESS_LOG
from web.memory import few_heaps

__all__ = ["serve"]


def serve(settings: Settings) -> None:
    """Serve the library's pages until the process is told to stop (Ctrl-C or SIGTERM).

    Answers that are under way are finished first. Raises UsageInvalid when the
    address cannot be listened on.
    """
    few_heaps()
    app = create_app(settings)
    warm_when_opened(app)
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            # whose word on the reader is believed is ProxyFix's to decide (web/delivery.py)
            clear_untrusted_proxy_headers=not settings.proxies,
            ident=None,  # no server name and version in the answers
        )
    except OSError as cause:
        raise UsageInvalid(
            f"Nothing can listen on {settings.host}:{settings.port} ({cause.strerror}). "
            "Choose another port: --port 8001"
        ) from cause
    if settings.access_log:
        _log_answers()
    worker = app.extensions.get("worker")  # there where editing is on
    if worker:
        worker.ensure()
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        server.run()  # returns on KeyboardInterrupt and SystemExit, its threads joined
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()
        if worker:
            worker.stop()


def _log_answers() -> None:
    """Send a line for each answer to standard error, with its time in UTC."""
    lines = logging.Formatter("%(asctime)sZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    lines.converter = time.gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(lines)
    log = logging.getLogger(ACCESS_LOG)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit
