"""Text folded for matching: one space for any run of white space, straight quotes.

Patterns match the folded text; every place found is mapped back to the
document, whose characters are never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Folded", "fold"]

# One character for one character, so that offsets stay.
_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u00a0": " ",
        "\u00ad": "-",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\f": " ",
    }
)
_SPACES = re.compile(r"\s{2,}")
_JOINING_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `cuts` are (offset in `text`, characters dropped before it)."""

    text: str
    cuts: tuple[tuple[int, int], ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the unfolded text behind a span of `text`."""
        if not self.cuts or start >= end:
            return start, end
        return self._back(start), self._back(end - 1) + 1

    def folded(self, offset: int) -> int:
        """Return the offset in `text` of an offset of the unfolded text."""
        shift = 0
        for at, dropped in self.cuts:
            if at + dropped > offset:
                break
            shift = dropped
        return offset - shift

    def labels(self) -> str:
        """Return the text as labels are compared: lower case, hyphens as spaces."""
        lower = self.text.lower()
        if len(lower) != len(self.text):
            lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in self.text)
        return _JOINING_HYPHEN.sub(" ", lower)

    def _back(self, offset: int) -> int:
        at = bisect_right(self.cuts, (offset, 1 << 60)) - 1
        return offset + (self.cuts[at][1] if at >= 0 else 0)


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Return `text` folded, with the way back to its offsets."""
    plain = text.translate(_SAME_LENGTH)
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    done = length = dropped = 0
    for run in _SPACES.finditer(plain):
        pieces += (plain[done : run.start()], " ")
        length += run.start() - done + 1
        dropped += run.end() - run.start() - 1
        cuts.append((length, dropped))
        done = run.end()
    pieces.append(plain[done:])
    return Folded("".join(pieces), tuple(cuts))
