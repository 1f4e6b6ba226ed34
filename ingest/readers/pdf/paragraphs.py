"""Lines to paragraphs: where one ends and the next begins, by the look of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.lines import Line as PlainLine
from ingest.readers.lines import Marker, MarkerKind, ends_open, ends_sentence
from ingest.readers.pdf.columns import Column
from ingest.readers.pdf.layout import Measures
from ingest.readers.pdf.lines import Line

__all__ = ["Paragraph", "marker_of", "paragraphs_of"]

# In parts of the type size: a wider step than the leading by this parts paragraphs, an
# indentation of this is one, and sizes that differ by this differ.
_GAP = 0.3
_INDENT = 0.7
_SIZE_STEP = 0.05
# A line that leaves this part of its column empty was ended on purpose.
_SHORT = 0.2
# Where no space parts paragraphs, less tells: this part, after the end of a sentence.
_SLACK = 0.03
# The space between two words, and between a bullet "o" and its text.
_SPACE = 0.25
_BULLET_GAP = 0.6
# Lines with one left edge show where they are broken when there are so many of them.
_RUN = 4
# A gap up to so many leadings may be crossed by a sentence that plainly goes on.
_MOST_CROSSED = 2.2


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `right` is the edge they are broken at."""

    lines: list[Line]
    right: float
    marker: Marker | None = field(default=None)

    @property
    def hang(self) -> float:
        """The left edge of the lines after the first."""
        return self.lines[min(len(self.lines) - 1, 1)].x0


def marker_of(line: Line) -> Marker | None:
    """Return the bullet or number that begins a line, or None."""
    if line.first.text == "o" and len(line.words) > 1:
        gap = line.words[1].x0 - line.first.x1
        return Marker(MarkerKind.BULLET, 2) if gap > _BULLET_GAP * line.size else None
    return PlainLine(0, len(line.text), 0, line.text, line.text).marker


def paragraphs_of(column: Column, measures: Measures) -> Iterator[Paragraph]:
    """Yield the paragraphs of one column from top to bottom."""
    edges = _right_edges(column, measures.right_of(column))
    paragraph: Paragraph | None = None
    for line, right in zip(column.lines, edges, strict=True):
        marker = marker_of(line)
        if paragraph is not None and not _begins(paragraph, line, marker, measures):
            paragraph.lines.append(line)
            paragraph.right = max(paragraph.right, right)
            continue
        if paragraph is not None:
            yield paragraph
        paragraph = Paragraph([line], right, marker)
    if paragraph is not None:
        yield paragraph


def _right_edges(column: Column, right: float) -> list[float]:
    """Return the edge that each line is broken at: narrower inside a box or an indent."""
    edges: list[float] = []
    run: list[Line] = []
    for line in [*column.lines, None]:
        if run and (line is None or abs(line.x0 - run[-1].x0) > 1.5 or line.size != run[-1].size):  # noqa: PLR2004 - points
            own = max(one.x1 for one in run)
            edges.extend([own if len(run) >= _RUN else max(right, own)] * len(run))
            run = []
        if line is not None:
            run.append(line)
    return edges


def _begins(paragraph: Paragraph, line: Line, marker: Marker | None, measures: Measures) -> bool:
    """Say whether a line begins a new paragraph after those read so far."""
    before = paragraph.lines[-1]
    if _is_object(line) or _is_object(before) or _differs(before, line):
        return True
    fits = _would_fit(before, line, paragraph.right)
    if _look_changes(before, line) and (fits or not before.last.bold):
        return True
    ended = ends_sentence(before.text)
    goes_on = (
        not ended
        and line.text[:1].islower()
        and not (marker and marker.kind is not MarkerKind.LETTER)
    )
    leading = measures.leading_of(line)
    step = line.y - before.y
    if step > leading + _GAP * line.size:
        return not (goes_on and not fits and step < _MOST_CROSSED * leading)
    if marker is not None and _begins_item(paragraph, line, marker, ended=ended, fits=fits):
        return True
    if _indent_parts(paragraph, line, ended=ended, goes_on=goes_on):
        return True
    needed = _SHORT if measures.spaced else _SLACK
    return fits and _ended_on_purpose(before, line, paragraph, needed if ended else _SHORT)


def _is_object(line: Line) -> bool:
    return line.text.startswith("\ufffc")


def _differs(one: Line, two: Line) -> bool:
    return abs(one.size - two.size) > _SIZE_STEP * max(one.size, two.size)


def _look_changes(before: Line, line: Line) -> bool:
    """Say whether bold lines meet others; a bold beginning of a sentence may wrap."""
    if before.bold == line.bold and (before.colour == line.colour or not before.bold):
        return False
    return not (before.last.bold and line.first.bold and not before.bold)


def _would_fit(before: Line, line: Line, right: float) -> bool:
    """Say whether the first word of a line would have fitted on the line before."""
    return before.x1 + _SPACE * line.size + line.first.x1 - line.first.x0 < right - 1


def _begins_item(
    paragraph: Paragraph, line: Line, marker: Marker, *, ended: bool, fits: bool
) -> bool:
    """Say whether the bullet or number that begins a line begins an item too."""
    if marker.kind is MarkerKind.BULLET and not marker.dash:
        return True
    if ended or fits:
        return True
    outdented = len(paragraph.lines) > 1 and line.x0 < paragraph.hang - _INDENT * line.size
    aligned = paragraph.marker is not None and abs(line.x0 - paragraph.lines[0].x0) < 2  # noqa: PLR2004 - points
    hanging = paragraph.hang > paragraph.lines[0].x0 + _INDENT * line.size
    return outdented or (aligned and hanging)


def _indent_parts(paragraph: Paragraph, line: Line, *, ended: bool, goes_on: bool) -> bool:
    """Say whether the left edge of a line shows that a paragraph begins."""
    if goes_on:
        return False
    shift = line.x0 - paragraph.hang
    wide = _INDENT * line.size
    if len(paragraph.lines) == 1:
        if shift > wide:
            return paragraph.marker is None and not _hangs(paragraph.lines[0]) and ended
        return shift < -wide and paragraph.marker is not None and ended
    return (shift > wide and ended) or (shift < -wide and (ended or not line.text[:1].islower()))


def _hangs(line: Line) -> bool:
    """Say whether the first word stands apart, as a printed number does."""
    if len(line.words) == 1:
        return False
    return line.words[1].x0 - line.first.x1 > _INDENT * line.size


def _ended_on_purpose(before: Line, line: Line, paragraph: Paragraph, needed: float) -> bool:
    """Say whether a line left so much of its width empty that its author ended it."""
    if line.text[:1].islower() or ends_open(before.text):
        return False
    room = paragraph.right - before.x1 - (line.first.x1 - line.first.x0)
    return room > needed * (paragraph.right - paragraph.lines[0].x0)
