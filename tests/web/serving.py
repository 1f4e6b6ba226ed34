"""A service as people run it, in a process of its own, for as long as a test needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

__all__ = ["served"]

_START = """
import sys
from pathlib import Path
from web.config import settings_from
from web.serve import serve
serve(settings_from())
"""
_PATIENCE = 60  # seconds until a slow machine has started the service


@contextmanager
def served(library: Path, **settings: object) -> Iterator[str]:
    """Serve a library with these settings; gives the address, without a slash at its end."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    own = {f"LESSONS_{name.upper()}": str(value) for name, value in settings.items()}
    environment = os.environ | own | {"LESSONS_LIBRARY": str(library), "LESSONS_PORT": str(port)}
    with subprocess.Popen([sys.executable, "-c", _START], env=environment) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/about/accuracy", time.monotonic() + _PATIENCE)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(address: str, ends: float) -> None:
    while True:
        try:
            with urlopen(address):
                return
        except URLError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
