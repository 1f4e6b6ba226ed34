"""The worker's process: started by the service, started again when it died, ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

__all__ = ["Worker"]

_SECRET = "LESSONS_PASSPHRASE"  # noqa: S105 - a name; what reads files from elsewhere needs it not
_PATIENCE = 10  # seconds for it to end


class Worker:
    """Keeps one worker process for a library; safe among threads.

    It ends when its standard input closes, so it never outlives this process,
    however that ends; what it was doing is marked as stopped at the next start.
    """

    def __init__(self, library: Path) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ensure(self) -> None:
        """See that a worker is there."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "ingest.jobs", str(self._library)],
                    stdin=subprocess.PIPE,
                    env={name: value for name, value in os.environ.items() if name != _SECRET},
                    start_new_session=True,  # Ctrl-C is the service's to answer
                )

    def stop(self) -> None:
        """End the worker; a job under way can be started again."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
