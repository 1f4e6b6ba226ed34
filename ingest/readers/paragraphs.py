"""Which lines of a plain text make one paragraph, list item or table row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.lines import Line, MarkerKind, ends_open, ends_sentence
from ingest.reading import BlockKind

__all__ = ["Group", "columns", "groups_of", "is_ruling", "is_tabular", "wrap_width"]

# Text is taken for hard-wrapped when this share of its inner lines ends within
# so many columns of each other, none wider than a page is.
_WRAPPED_SHARE = 0.5
_RAGGED = 14
_NARROWEST, _WIDEST = 40, 130
_FEWEST_LINES = 4
_LONG_SHARE = 0.75
# Two cells may be something else than a table; three may not.
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Group:
    """The lines `first` to `last` (both included) of one block; `skip` is its bullet."""

    kind: BlockKind
    first: int
    last: int
    skip: int = 0
    indent: int = 0


def groups_of(lines: Sequence[Line]) -> Iterator[Group]:
    """Yield the groups of lines, in order; blank lines belong to none."""
    width = wrap_width(lines)
    for first, last in _chunks(lines):
        yield from _split(lines, first, last, width)


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the column at which the text was wrapped by hand, or 0 when it was not."""
    inner = [line.width for line, after in pairwise(lines) if not line.blank and not after.blank]
    narrow = sorted(width for width in inner if width <= _WIDEST)
    near = [bisect_right(narrow, width + _RAGGED) - at for at, width in enumerate(narrow)]
    if len(narrow) < _FEWEST_LINES or max(near) < _WRAPPED_SHARE * len(inner):
        return 0
    densest = near.index(max(near))
    widest = narrow[densest + near[densest] - 1]
    return widest if widest >= _NARROWEST else 0


def _chunks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) for each run of lines without a blank one between them."""
    first = None
    for i, line in enumerate(lines):
        if line.blank and first is not None:
            yield first, i - 1
            first = None
        elif not line.blank and first is None:
            first = i
    if first is not None:
        yield first, len(lines) - 1


def _split(lines: Sequence[Line], first: int, last: int, width: int) -> Iterator[Group]:
    counted = sum(
        line.marker is not None and line.marker.kind is MarkerKind.COUNT
        for line in lines[first : last + 1]
    )
    begin = first
    for i in range(first + 1, last + 2):
        if i > last or _begins(lines[begin], lines[i - 1], lines[i], width):
            yield _group(lines, begin, i - 1, listed=counted > 1)
            begin = i


def _group(lines: Sequence[Line], first: int, last: int, *, listed: bool) -> Group:
    line = lines[first]
    marker = line.marker
    if is_tabular(line):
        return Group(BlockKind.TABLE_ROW, first, last, indent=line.indent)
    if marker is None or marker.kind is MarkerKind.NUMBER:
        return Group(BlockKind.PARAGRAPH, first, last, indent=line.indent)
    if marker.kind is MarkerKind.COUNT and not listed:
        return Group(BlockKind.PARAGRAPH, first, last, indent=line.indent)
    skip = marker.length if marker.kind is MarkerKind.BULLET else 0
    return Group(BlockKind.LIST_ITEM, first, last, skip, line.indent)


def _begins(head: Line, before: Line, line: Line, width: int) -> bool:
    """Say whether `line` begins a new block after `before`, in the block begun by `head`."""
    if is_tabular(line) or is_tabular(head):
        return True
    filled = bool(width) and before.width + 1 + len(line.first_word) > width
    if line.marker is not None:
        return not _within_sentence(head, before, line, filled=filled)
    if head.marker is not None and line.indent > head.indent:
        return False  # the hanging indent of a list item
    if filled or ends_open(before.text):
        return False
    if ends_sentence(before.text):
        return True
    # Names blacked out shorten lines: a long one without an end goes on.
    long = bool(width) and before.width >= _LONG_SHARE * width
    return not (long or _goes_on(line.text))


def _goes_on(text: str) -> bool:
    """Say whether a line begins within a sentence: in lower case, or "2019 that his"."""
    words = text.split(maxsplit=2)
    numbered = len(words) > 1 and words[0].isdigit() and words[1][:1].islower()
    return numbered or text[:1].islower()


def _within_sentence(head: Line, before: Line, line: Line, *, filled: bool) -> bool:
    """Say whether a line that looks like an item is a wrapped piece of a sentence.

    "... managed" / "\u2013 within a trust", "scored" / "4.6 on the scale", "an I.Q. of" /
    "62. He could": only after a full line, or a word that cannot end a paragraph.
    """
    marker = line.marker
    if marker is None or ends_sentence(before.text) or before.text.endswith(","):
        return False
    if marker.kind is MarkerKind.COUNT:
        counting = head.marker is not None and head.marker.kind is MarkerKind.COUNT
        return ends_open(before.text) or (filled and not counting)
    if not filled or (marker.kind is MarkerKind.BULLET and not marker.dash):
        return False
    return line.text[marker.length : marker.length + 1].islower()


def is_tabular(line: Line) -> bool:
    """Say whether a line is a table row: cells between tabs, or between bars.

    Neither a numbered paragraph ("1.1", tab, text) nor a line of a contents
    page ("Findings", tab, "12") is one.
    """
    cells = columns(line)
    if len(cells) > _PAIR:
        return True
    if _is_barred(line):
        return bool(cells) or is_ruling(line)
    if len(cells) < _PAIR:
        return False
    (_, start, end), (_, *last) = cells
    lead = line.text[start - line.start : end - line.start]
    marker = line.marker
    numbered = marker is not None and marker.length >= len(lead)
    return not numbered and not line.text[last[0] - line.start :].isdigit()


def columns(line: Line) -> list[tuple[int, int, int]]:
    """Return (column, start, end) of a line's cells that hold something."""
    if _is_barred(line):
        return _between(line, "|")
    return _between(line, "\t") if "\t" in line.text else []


def is_ruling(line: Line) -> bool:
    """Say whether a line only draws the border under a table's header (|---|---|)."""
    return _is_barred(line) and not line.text.strip("|-:+= \t")


def _is_barred(line: Line) -> bool:
    return line.text.startswith("|") and line.text.endswith("|") and len(line.text) > 1


def _between(line: Line, border: str) -> list[tuple[int, int, int]]:
    spans = []
    at = line.start
    for column, piece in enumerate(line.text.split(border)):
        bare = piece.strip()
        if bare:
            start = at + len(piece) - len(piece.lstrip())
            spans.append((column, start, start + len(bare)))
        at += len(piece) + 1
    return spans
