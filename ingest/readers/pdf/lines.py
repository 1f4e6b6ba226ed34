"""Words to lines: which words stand on one line of one column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.words import Word

__all__ = ["Line", "fragments", "joined", "merge_rows"]

# Words on baselines this near (in parts of their size) stand on one line.
_BASELINE = 0.22
# A gap this wide (in parts of the size) may be the gap between two columns.
_GAP = 0.9
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right; `page` counts from 1.

    `text` has one space between words; `size` is the size of most of its
    characters and `bold` holds when all of them are. Lengths are in points.
    """

    words: tuple[Word, ...]
    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    colour: int
    underlined: bool = False

    @property
    def first(self) -> Word:
        """The leftmost word."""
        return self.words[0]

    @property
    def last(self) -> Word:
        """The rightmost word."""
        return self.words[-1]


def fragments(words: Iterable[Word], page: int) -> list[Line]:
    """Return the runs of words without a wide gap, from the top of the page down."""
    found = []
    for row in _rows(words):
        start = 0
        for at, (one, after) in enumerate(pairwise(row), start=1):
            if after.x0 - one.x1 > _GAP * max(one.size, after.size):
                found.append(joined(row[start:at], page))
                start = at
        found.append(joined(row[start:], page))
    return found


def merge_rows(parts: Sequence[Line]) -> list[Line]:
    """Return the lines of one column: fragments on one baseline become one line."""
    words = [word for part in parts for word in part.words]
    return [joined(row, parts[0].page) for row in _rows(words)]


def joined(words: Sequence[Word], page: int) -> Line:
    """Return one line of the words, which are in order from left to right."""
    size, colour = _most(words)
    return Line(
        words=tuple(words),
        page=page,
        text=_text(words),
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        y=max(words, key=lambda word: word.size).y,
        size=size,
        bold=_is_bold(words),
        colour=colour,
    )


def _is_bold(words: Sequence[Word]) -> bool:
    """Say whether all words but bullets and dashes are bold."""
    if not any(word.bold for word in words):
        return False
    return all(word.bold or not any(map(str.isalnum, word.text)) for word in words)


def _text(words: Sequence[Word]) -> str:
    if not any(word.glued for word in words):
        text = " ".join([word.text for word in words])
        return text if _SOFT_HYPHEN not in text[:-1] else _without_offers(text)
    parts = [words[0].text]
    for before, word in pairwise(words):
        if not (word.glued and word.x0 - before.x1 < _BASELINE * word.size):
            parts.append(" ")
        parts.append(word.text)
    return _without_offers("".join(parts))


def _without_offers(text: str) -> str:
    """Return a line without soft hyphens within it: offers to break that were not taken up."""
    return text[:-1].replace(_SOFT_HYPHEN, "") + text[-1]


def _most(words: Sequence[Word]) -> tuple[float, int]:
    if len({(word.size, word.colour) for word in words}) == 1:
        return words[0].size, words[0].colour
    sizes: dict[tuple[float, int], int] = {}
    for word in words:
        key = (word.size, word.colour)
        sizes[key] = sizes.get(key, 0) + len(word.text)
    return max(sizes, key=lambda key: sizes[key])


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Yield the words of each baseline, from left to right."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: word.y):
        if row and word.y - row[0].y > _BASELINE * max(word.size, row[0].size):
            yield sorted(row, key=lambda word: word.x0)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: word.x0)
