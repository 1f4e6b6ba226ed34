"""Sign-in attempts, slowed: who is wrong again and again waits longer each time."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

__all__ = ["Attempts"]

_FREE = 3  # wrong attempts that cost no wait: people mistype
_LONGEST = 900.0  # seconds
_KEPT = 10_000  # addresses remembered; the longest unheard of go first
_SITE_BITS = 64  # of an IPv6 address: one household or office has all that follow


class Attempts:
    """Counts wrong attempts by address, in this process; safe among threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Return how many seconds an address has to wait before its next attempt; 0 for none."""
        with self._lock:
            _, until = self._wrong.get(_site(address), (0, 0.0))
            return max(0.0, until - self._clock())

    def failed(self, address: str) -> None:
        """Keep a wrong attempt: after the third each doubles the wait, up to a quarter hour."""
        site = _site(address)
        with self._lock:
            number = self._wrong.pop(site, (0, 0.0))[0] + 1
            wait = min(_LONGEST, 2.0 ** min(number - _FREE, 16)) if number > _FREE else 0.0
            self._wrong[site] = number, self._clock() + wait
            while len(self._wrong) > _KEPT:
                self._wrong.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Forget the wrong attempts of an address."""
        with self._lock:
            self._wrong.pop(_site(address), None)


def _site(address: str) -> str:
    """Return what stands for all addresses of one household or office."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:  # noqa: PLR2004 - the version of the protocol
        return str(found)
    return str(ipaddress.ip_network((found, _SITE_BITS), strict=False))
