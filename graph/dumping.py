"""The whole graph as a stream, while it is being written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from graph.errors import LibraryDamaged, LibraryMissing

__all__ = ["Dump"]

_CHUNK = 256 * 1024  # bytes


class Dump:
    """Gzipped N-Quads of a published graph; `close` ends the writing at any moment.

    Raises LibraryMissing when there is no graph.
    """

    def __init__(self, snapshot: Path) -> None:
        if not snapshot.is_dir():
            raise LibraryMissing(f"There is no graph at {snapshot}. Run `lessons ingest` first.")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "graph.dump_worker", str(snapshot)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes; raises LibraryDamaged when the end could not be written."""
        if self._process.stdout is None:
            return
        while chunk := self._process.stdout.read(_CHUNK):
            yield chunk
        if self._process.wait() != 0:
            raise LibraryDamaged("The graph could not be read to its end. Run: lessons doctor")

    def close(self) -> None:
        """End the process, whether or not it is done."""
        self._process.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()
