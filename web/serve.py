"""Serving the pages for real: waitress, with threads, stopped without cutting off answers."""

from __future__ import annotations

import signal
from types import FrameType

from waitress.server import create_server

from graph.errors import UsageInvalid
from web.app import create_app
from web.config import Settings

__all__ = ["serve"]


def serve(settings: Settings) -> None:
    """Serve the library's pages until the process is told to stop (Ctrl-C or SIGTERM).

    Answers that are under way are finished first. Raises UsageInvalid when the
    address cannot be listened on.
    """
    try:
        server = create_server(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident=None,  # no server name and version in the answers
        )
    except OSError as cause:
        raise UsageInvalid(
            f"Nothing can listen on {settings.host}:{settings.port} ({cause.strerror}). "
            "Choose another port: --port 8001"
        ) from cause
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        server.run()  # returns on KeyboardInterrupt and SystemExit, its threads joined
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit
