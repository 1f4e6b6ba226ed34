"""What a paper holds, whatever the form it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Line", "Note", "Paper", "Part", "Reference", "numbered"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that a line stands on: in words, and its address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the places that a line stands on, one or several."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with its footnote; `quoted` when its words are a report's."""

    text: str
    note: Note | None = None
    quoted: bool = False

    @property
    def printed(self) -> str:
        """The words as printed: those of a report in quotation marks."""
        return f"“{self.text}”" if self.quoted else self.text


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `endings` say where all comes from, `sources` is their heading."""

    title: str
    parts: tuple[Part, ...]
    endings: tuple[str, ...]
    sources: str


def numbered(paper: Paper) -> Iterator[tuple[Part, list[tuple[Line, int]]]]:
    """Yield each part with its lines and the numbers of their footnotes, 0 for none."""
    number = 0
    for part in paper.parts:
        lines = []
        for line in part.lines:
            number += line.note is not None
            lines.append((line, number if line.note else 0))
        yield part, lines
