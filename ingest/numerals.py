"""Numbers as reviews print them: in figures, or in words up to ninety-nine."""

from __future__ import annotations

import re

__all__ = ["NUMBER", "number_value"]

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

# The longest words first, so that "six" is never read out of "sixteen".
_WORDS = "|".join(sorted(_ONES, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:\.\d|\u00bd)?|(?i:(?:{'|'.join(_TENS)})(?:[-\s](?:{_WORDS}))?|{_WORDS}))"


def number_value(printed: str) -> float | None:
    """Return the value of a printed number, None when it is none.

    >>> number_value("fourteen"), number_value("twenty-three"), number_value("62")
    (14.0, 23.0, 62.0)
    """
    text = printed.strip().lower().replace("\u00bd", ".5")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    words = re.split(r"[-\s]+", text)
    total = 0
    for word in words:
        if word in _ONES:
            total += _ONES.index(word) + 1
        elif word in _TENS:
            total += (_TENS.index(word) + 2) * 10
        else:
            return None
    return float(total) or None
