"""What is worked out once for the generation that is shown, and kept until the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from flask import current_app

from web.snapshot import Snapshot

__all__ = ["kept"]

_T = TypeVar("_T")
_PLACE = "kept"
_LOCK = threading.Lock()
_NOT_YET = object()
_MOST = 64  # things kept of one generation; the oldest goes first


class _Things:
    """What is kept of one generation, and a lock for each thing that is being made."""

    def __init__(self, identity: object) -> None:
        self.identity = identity
        self.made: dict[object, object] = {}
        self.locks: dict[object, threading.RLock] = {}


def kept(shown: Snapshot, name: object, make: Callable[[], _T]) -> _T:
    """Return what `make` gives, made once for each generation and name.

    Two first readers wait for one piece of work; nobody waits for another's.
    """
    things = _things((str(shown.generation.path), shown.manifest.generation))
    with _LOCK:
        lock = things.locks.setdefault(name, threading.RLock())
    with lock:
        found = things.made.get(name, _NOT_YET)
        if found is _NOT_YET:
            found = make()
            with _LOCK:
                while len(things.made) >= _MOST:
                    oldest = next(iter(things.made))
                    del things.made[oldest]
                    things.locks.pop(oldest, None)
                things.made[name] = found
        return found  # type: ignore[return-value]  # each name has one maker


def _things(identity: object) -> _Things:
    with _LOCK:
        held: _Things | None = current_app.extensions.get(_PLACE)
        if held is None or held.identity != identity:
            held = current_app.extensions[_PLACE] = _Things(identity)
        return held
