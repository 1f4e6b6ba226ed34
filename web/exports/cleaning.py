"""Text that any file format may hold."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["one_line", "printable"]


def printable(text: str) -> str:
    r"""Return text without what XML 1.0 forbids: control characters, halves of characters.

    >>> printable("a\x00b\tc")
    'a b\\tc'
    """
    # What Python calls printable has none of them; most cells are, and this is quick to tell.
    return text if text.isprintable() else _forbidden().sub(" ", text)


def one_line(text: str) -> str:
    r"""Return printable text with every run of white space and line ends as one space.

    >>> one_line(" a\r\n b\u2028c ")
    'a b c'
    """
    return " ".join(printable(text).split())


@cache
def _forbidden() -> re.Pattern[str]:
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
