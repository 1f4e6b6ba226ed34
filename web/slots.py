"""Room for answers that take long: a few at once, a few in the line, others told to come back.

A long answer holds one of the service's threads. So that pages always find
one, at most half of them are ever given to long answers, running or waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import ServiceBusy

__all__ = ["RETRY_AFTER", "Slots"]

RETRY_AFTER = 5  # seconds, as told to a client that finds no room
_PATIENCE = 5.0  # seconds that a client waits in the line


class Slots:
    """Lets `running` answers run at once, while others wait, of `threads` threads in all."""

    def __init__(self, running: int, threads: int) -> None:
        admitted = max(1, threads // 2)
        self._door = threading.BoundedSemaphore(admitted)
        self._desk = threading.BoundedSemaphore(max(1, min(running, admitted)))

    @contextmanager
    def taken(self, patience: float = _PATIENCE) -> Iterator[None]:
        """Hold a slot; raises ServiceBusy when the line is full or does not move."""
        if not self._door.acquire(blocking=False):
            raise _busy()
        try:
            if not self._desk.acquire(timeout=patience):
                raise _busy()
            try:
                yield
            finally:
                self._desk.release()
        finally:
            self._door.release()


def _busy() -> ServiceBusy:
    return ServiceBusy(
        "As many long answers as may run at once are under way. "
        f"Ask again in {RETRY_AFTER} seconds."
    )
