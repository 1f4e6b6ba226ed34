"""The process that writes a whole graph to its standard output, compressed.

In a process of its own it never holds up the pages, and a reader who goes away
ends it: the pipe breaks.
"""

from __future__ import annotations

import gzip
import io
import os
import signal
import sys
from typing import BinaryIO, cast

import pyoxigraph

__all__ = ["main"]

_NICE = 10  # pages come first
_LEVEL = 3  # of compression: the process is slow enough without
_BUFFER = 1024 * 1024  # bytes


def main() -> None:
    """Write the store named by the first argument as gzipped N-Quads."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.nice(_NICE)
    store = pyoxigraph.Store.read_only(sys.argv[1])
    # without a name and a time the same graph gives the same bytes
    with (
        gzip.GzipFile("", "wb", _LEVEL, sys.stdout.buffer, mtime=0) as packed,
        # Oxigraph writes a few bytes at a time
        io.BufferedWriter(cast("io.RawIOBase", packed), _BUFFER) as target,
    ):
        store.dump(cast("BinaryIO", target), format=pyoxigraph.RdfFormat.N_QUADS)


if __name__ == "__main__":
    main()
