"""Labels that stand in brackets, whatever brackets they have themselves."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["within_brackets"]


def within_brackets(label: str) -> str:
    """Return a label as it stands between round brackets, without round ones of its own.

    What it adds at its end follows a comma; brackets elsewhere become square.

    >>> within_brackets("victim (domestic homicide or offence)")
    'victim, domestic homicide or offence'
    >>> within_brackets("Health board (Wales) staff")
    'Health board [Wales] staff'
    """
    plain = _last().sub(r", \1", label)
    return plain.translate(_SQUARE)


_SQUARE = str.maketrans("()", "[]")


@cache
def _last() -> re.Pattern[str]:
    return re.compile(r"\s*\(([^()]+)\)\s*\Z")
