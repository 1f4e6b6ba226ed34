"""What the serving process does with memory once a generation is warm, and before it begins.

Glibc gives each thread a heap of its own and seldom hands back what queries over a large
library leave free there: eight threads together kept more of that than of anything
in use.
"""

from __future__ import annotations

import ctypes
import gc
import sys

__all__ = ["few_heaps", "hand_back", "settle"]

_ARENA_MAX = -8  # M_ARENA_MAX of <malloc.h>
_HEAPS = 2


def few_heaps() -> None:
    """Let the threads begun from now on share a few heaps; elsewhere than with glibc, nothing."""
    mallopt = getattr(_c(), "mallopt", None)
    if mallopt:
        mallopt(_ARENA_MAX, _HEAPS)


def settle() -> None:
    """Set aside what is kept, and hand back what is free.

    What lives as long as a generation is not looked through for rubbish again at every
    full collection: that took a tenth of a second of some reader's page.
    """
    gc.unfreeze()  # what an earlier generation left is looked at once more
    gc.collect()
    gc.freeze()
    hand_back()


def hand_back() -> None:
    """Hand what is free back to the system, after something large was made."""
    trim = getattr(_c(), "malloc_trim", None)
    if trim:
        trim(0)


def _c() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None
