"""Edits to a text that never lose where each character came from.

Cleaning is a row of named steps, each a pure function from a text to edits.
`clean` applies them in order and hands back the text with its `Origins`: pairs
(offset in the new text, offset in the source), each good up to the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Cleaned", "Edit", "Origins", "Step", "chain", "clean", "edited", "source_offset"]

Origins = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`text` in place of the characters from `start` to `end` (a cut when empty)."""

    start: int
    end: int
    text: str = ""


Step = Callable[[str], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text after its steps; `origins` is empty when nothing was edited."""

    text: str
    origins: Origins = ()


def clean(source: str, steps: Sequence[Step]) -> Cleaned:
    """Return `source` after each step in turn, mapped back to `source` itself."""
    done = Cleaned(source)
    for step in steps:
        after = edited(done.text, step(done.text))
        done = Cleaned(after.text, chain(after.origins, done.origins))
    return done


def edited(text: str, edits: Iterable[Edit]) -> Cleaned:
    """Return `text` with the edits made; ValueError when two of them overlap.

    A replacement's characters map to the replaced ones in order, and to the
    last of them once those run out.
    """
    pieces: list[str] = []
    origins: list[tuple[int, int]] = []
    length = kept_to = 0
    for edit in sorted(edits):
        if edit.start < kept_to or edit.end < edit.start or edit.end > len(text):
            raise ValueError(f"edit {edit} overlaps the one before it or leaves the text")
        if edit.start > kept_to:
            origins.append((length, kept_to))
            pieces.append(text[kept_to : edit.start])
            length += edit.start - kept_to
        last = min(max(edit.start, edit.end - 1), max(len(text) - 1, 0))
        origins.extend((length + i, min(edit.start + i, last)) for i in range(len(edit.text)))
        pieces.append(edit.text)
        length += len(edit.text)
        kept_to = edit.end
    if not pieces:
        return Cleaned(text)
    if kept_to < len(text):
        origins.append((length, kept_to))
        pieces.append(text[kept_to:])
    return Cleaned("".join(pieces), _merged(origins))


def source_offset(origins: Origins, offset: int) -> int:
    """Return where the character at `offset` of the cleaned text stands in its source."""
    if not origins:
        return offset
    at = max(bisect_right(origins, offset, key=lambda pair: pair[0]) - 1, 0)
    start, source = origins[at]
    return source + offset - start


def chain(later: Origins, earlier: Origins) -> Origins:
    """Return the origins of two steps as one: from the last text to the first source."""
    if not later or not earlier:
        return later or earlier
    starts = [pair[0] for pair in earlier]
    pairs: list[tuple[int, int]] = []
    for i, (offset, middle) in enumerate(later):
        pairs.append((offset, source_offset(earlier, middle)))
        length = later[i + 1][0] - offset if i + 1 < len(later) else starts[-1] + 1
        inside = slice(bisect_right(starts, middle), bisect_left(starts, middle + length))
        pairs.extend((offset + start - middle, source) for start, source in earlier[inside])
    return _merged(pairs)


def _merged(pairs: Iterable[tuple[int, int]]) -> Origins:
    """Leave out each pair that only says what the one before it says already."""
    kept: list[tuple[int, int]] = []
    for offset, source in pairs:
        if not kept or source - offset != kept[-1][1] - kept[-1][0]:
            kept.append((offset, source))
    return tuple(kept)
