"""Which paragraphs are headings, and how deep, by the look of their type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.readers.lines import MarkerKind, ends_sentence
from ingest.readers.pdf.paragraphs import Paragraph

__all__ = ["heading_levels"]

# Type larger than the body by this is a heading's, in parts of the body's size.
_LARGER = 1.06
# Sizes nearer than this, in points, are one depth.
_SAME_SIZE = 0.7
# Longer than this and it is text in large type (a preface, a quotation).
_LONGEST = 220
_LONGEST_BOLD = 140
_LONGEST_SENTENCE = 120
_MOST_LINES = 4
_DEEPEST = 6
_SHORTEST = 2


def heading_levels(paragraphs: Sequence[Paragraph], body: float) -> list[int | None]:
    """Return for each paragraph its depth as a heading (1 is highest), or None.

    Depth follows the order of sizes; 0 is a heading in type of the body's size,
    whose depth only its words or its number can tell.
    """
    sized = [_is_sized_heading(one, body) for one in paragraphs]
    depths = _depths(one.lines[0].size for one, yes in zip(paragraphs, sized, strict=True) if yes)
    return [
        depths[one.lines[0].size] if yes else (0 if _is_bold_heading(one, body) else None)
        for one, yes in zip(paragraphs, sized, strict=True)
    ]


def _depths(sizes: Iterable[float]) -> dict[float, int]:
    depths: dict[float, int] = {}
    depth = 0
    top = float("inf")
    for size in sorted(set(sizes), reverse=True):
        if top - size > _SAME_SIZE:
            depth += 1
            top = size
        depths[size] = min(depth, _DEEPEST)
    return depths


def _is_sized_heading(paragraph: Paragraph, body: float) -> bool:
    text = _text(paragraph)
    large = all(line.size >= body * _LARGER for line in paragraph.lines)
    if not large or len(paragraph.lines) > _MOST_LINES or not _has_words(text):
        return False
    return len(text) <= (_LONGEST_SENTENCE if ends_sentence(text) else _LONGEST)


def _is_bold_heading(paragraph: Paragraph, body: float) -> bool:
    text = _text(paragraph)
    listed = paragraph.marker is not None and paragraph.marker.kind is MarkerKind.BULLET
    if listed or len(text) > _LONGEST_BOLD or len(paragraph.lines) > _SHORTEST:
        return False
    if not _has_words(text) or text.endswith((".", ";", ",")):
        return False
    if any(line.size < body * 0.9 for line in paragraph.lines):  # captions, small print
        return False
    bold = all(line.bold or line.underlined for line in paragraph.lines)
    capitals = text.isupper() and sum(map(str.isalpha, text.split())) > 1
    coloured = bool(paragraph.lines[0].colour) and paragraph.lines[0].size > body * 1.02
    return bold or capitals or coloured


def _has_words(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _SHORTEST


def _text(paragraph: Paragraph) -> str:
    return " ".join(line.text for line in paragraph.lines)
