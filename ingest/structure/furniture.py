"""What is on the page but not in the report: contents entries and leftover running lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.reading import BlockKind
from ingest.structure.pieces import Piece
from ingest.structure.rules import fold, layout, sections

__all__ = ["furniture"]

# A contents entry or a running line is short: "Merrowdale SCP   Page 2 of 6".
_SHORT = 16
# A line at the edge of so many pages is a running header ("SAR 'Noel'").
_PAGES = 3
_REPEATS = 3
# Entries in a row that make a contents page where no heading says so.
_RUN = 3
# Where the page number of a contents entry is looked for.
_ENTRY = 120


def furniture(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the indexes of pieces that are neither headings nor passages."""
    return frozenset({*_running(pieces), *_contents(pieces)})


def _running(pieces: Sequence[Piece]) -> Iterator[int]:
    numbered = {i for i, piece in enumerate(pieces) if _is_page_line(piece)}
    edges = _edges(pieces)
    beside = {i + step for i in numbered for step in (-1, 1)} - numbered
    counts = Counter(fold(pieces[i].text) for i in edges)
    totals = Counter(fold(piece.text) for piece in pieces if piece.words <= _SHORT)
    yield from numbered
    for index, piece in enumerate(pieces):
        if piece.words > _SHORT or piece.kind is BlockKind.TABLE_ROW:
            continue
        folded = fold(piece.text)
        if (index in edges and counts[folded] >= _PAGES) or (
            index in beside and totals[folded] >= _REPEATS and not _answer(folded)
        ):
            yield index


def _is_page_line(piece: Piece) -> bool:
    if piece.words > _SHORT or piece.kind in {BlockKind.TABLE_ROW, BlockKind.FOOTNOTE}:
        return False
    return bool(layout().running.search(fold(piece.text)))


def _answer(folded: str) -> bool:
    return bool(layout().answers.search(folded))


def _edges(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the first and last piece of every page of a document that has pages."""
    turns = [i for i, (one, two) in enumerate(pairwise(pieces)) if one.page != two.page]
    return frozenset({*turns, *(turn + 1 for turn in turns)})


def _contents(pieces: Sequence[Piece]) -> Iterator[int]:
    entries = [_is_entry(piece) for piece in pieces]
    for index, piece in enumerate(pieces):
        if sections().contents.search(fold(piece.body).rstrip(":")):
            yield index
            yield from _listed(pieces, entries, index + 1)
    for start, end in _runs([*_repeated_later(pieces, entries)]):
        if end - start >= _RUN:
            yield from range(start, end)


def _repeated_later(pieces: Sequence[Piece], entries: Sequence[bool]) -> Iterator[bool]:
    """Say of each piece whether it lists a later heading with a page number behind it."""
    left = Counter(_name(piece) for piece in pieces if piece.words <= _SHORT)
    for piece, entry in zip(pieces, entries, strict=True):
        if piece.words > _SHORT:
            yield False
            continue
        name = _name(piece)
        left[name] -= 1
        yield entry or (piece.text[-1:].isdigit() and bool(name) and left[name] > 0)


def _is_entry(piece: Piece) -> bool:
    if piece.kind in {BlockKind.TABLE_ROW, BlockKind.FOOTNOTE}:
        return False
    return bool(layout().contents.search(piece.text[-_ENTRY:])) and piece.last not in ".;"


def _listed(pieces: Sequence[Piece], entries: Sequence[bool], start: int) -> Iterator[int]:
    """Yield the short lines after "Contents" that are entries, or that stand again further on."""
    names = [_name(piece) for piece in pieces[start:]]
    counts = Counter(names)
    seen: set[str] = set()
    for index in range(start, len(pieces)):
        piece, name = pieces[index], names[index - start]
        if piece.words > _SHORT or piece.kind is BlockKind.TABLE_ROW or name in seen:
            return
        if not (entries[index] or counts[name] > 1 or piece.text[-1:].isdigit()):
            return
        seen.add(name)
        yield index


def _name(piece: Piece) -> str:
    return fold(piece.body).rstrip(" .:0123456789\u2026")


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start, index
            start = None
