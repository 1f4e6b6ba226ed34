"""A document as its reader shows it: headings, paragraphs, and what was read in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.triples.documents import SECTION_SEPARATOR
from graph.view import Row
from web.content.cells import key, whole, words

__all__ = [
    "Heading",
    "LearningLink",
    "Mark",
    "Paragraph",
    "Segment",
    "new_headings",
    "paragraphs",
]

_OPENING = 24  # characters in which a paragraph prints its number: "Recommendation 12:"
_TOP, _DEEPEST = 2, 6  # levels of HTML headings below the document's own title


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading as printed; `anchor` is its address in the page."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading: which concept, with which status, for whom, at which words."""

    evidence: str
    concept: str
    label: str
    status: str
    person_label: str
    case: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class LearningLink:
    """A lesson or recommendation that stands in a paragraph."""

    id: str
    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage; `headings` are those that begin with it, `page` is 0 where there is none."""

    id: str
    number: str
    page: int
    begins_page: bool
    kind: str
    headings: tuple[Heading, ...]
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    learning: tuple[LearningLink, ...]

    @property
    def shows_number(self) -> bool:
        """Whether the number is to be set before the text: not where the text prints it."""
        opening = "".join(segment.text for segment in self.segments)[: _OPENING + len(self.number)]
        return bool(self.number) and self.number.casefold() not in opening.casefold()


def paragraphs(
    passages: Iterable[Row],
    evidence: Iterable[Row],
    learning: Iterable[Row],
    *,
    first: int = 1,
    before: Sequence[str] = (),
    page: int = 0,
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document, or of a part of it, in reading order.

    `first` is the position of the first, `before` and `page` are the section and the
    page of the one before it: what began there is not begun again.
    """
    marks, items = _marks(evidence), _learning(learning)
    found: list[Paragraph] = []
    path = list(before)
    for row in passages:
        own = key(row, "passage")
        section = [part for part in words(row, "section").split(SECTION_SEPARATOR) if part]
        begins = whole(row, "page")
        found.append(
            Paragraph(
                id=own,
                number=words(row, "number"),
                page=begins,
                begins_page=begins != page and begins > 0,
                kind=words(row, "kind"),
                headings=tuple(new_headings(path, section, first - 1 + len(found))),
                segments=tuple(_segments(row, marks.get(own, ()))),
                marks=tuple(marks.get(own, ())),
                learning=tuple(items.get(own, ())),
            )
        )
        path, page = section, begins
    return tuple(found)


def new_headings(before: Sequence[str], now: Sequence[str], position: int) -> Iterator[Heading]:
    """Yield the headings that begin at a passage (from 0): from the first part that differs on."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    for depth, text in enumerate(now[same:], start=same):
        yield Heading(text, min(_TOP + depth, _DEEPEST), f"s-{position}-{depth}")


def _segments(row: Row, marks: Sequence[Mark]) -> Iterator[Segment]:
    text, offset = words(row, "text"), whole(row, "start")
    spans = [(max(0, mark.start - offset), min(len(text), mark.end - offset)) for mark in marks]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    for start, end in pairwise(edges):
        over = (
            mark
            for mark, (first, last) in zip(marks, spans, strict=True)
            if first <= start and last >= end
        )
        yield Segment(text[start:end], tuple(over))


def _marks(rows: Iterable[Row]) -> Mapping[str, list[Mark]]:
    found: dict[str, dict[str, Mark]] = defaultdict(dict)
    for row in rows:
        mark = Mark(
            evidence=key(row, "evidence"),
            concept=key(row, "concept"),
            label=words(row, "conceptLabel"),
            status=words(row, "status"),
            person_label=words(row, "personLabel"),
            case=key(row, "case"),
            quote=words(row, "quote"),
            start=whole(row, "start"),
            end=whole(row, "end"),
        )
        found[key(row, "passage")].setdefault(mark.evidence, mark)
    return {passage: list(marks.values()) for passage, marks in found.items()}


def _learning(rows: Iterable[Row]) -> Mapping[str, list[LearningLink]]:
    found: dict[str, list[LearningLink]] = defaultdict(list)
    for row in rows:
        link = LearningLink(key(row, "item"), words(row, "kind"), words(row, "number"))
        if link not in found[key(row, "passage")]:
            found[key(row, "passage")].append(link)
    return found
