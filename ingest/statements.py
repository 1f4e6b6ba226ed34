"""The sentences of a document as every reading of facts sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Passage
from ingest.folded import Folded, fold
from ingest.sentences import sentences

__all__ = ["Statement", "statements"]

_ITEM = re.compile(r"(?:[-*\u2022\u25cf\u25aa\u2013]|\(?[a-z0-9]{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item; `start` and `end` are offsets in the document.

    `lead` is the folded line that introduces a list ("She had been worked
    with by:"), empty elsewhere: an item inherits its subject and its status.
    `preceding`, `following` and `later` are the folded sentences around it in the
    passage (the one before, the next, and the one after that), empty at its ends.
    """

    passage: Passage
    start: int
    end: int
    folded: Folded
    lead: str = ""
    following: str = ""
    later: str = ""
    preceding: str = ""

    @property
    def text(self) -> str:
        """The folded words of the sentence itself."""
        return self.folded.text

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's offsets of a span of the folded text."""
        first, last = self.folded.source(start, end)
        return self.start + first, self.start + last


def statements(passage: Passage) -> Iterator[Statement]:
    """Yield the sentences of a passage in order, list items with their lead-in line."""
    lead = ""
    spans = sentences(passage.text)
    pieces = [fold(passage.text[start:end]) for start, end in spans]
    texts = ["", *(piece.text for piece in pieces), "", ""]
    for at, ((start, end), folded) in enumerate(zip(spans, pieces, strict=True)):
        before, _, after, later = texts[at : at + 4]
        item = _ITEM.match(passage.text[start:end]) is not None
        first, last = passage.start + start, passage.start + end
        yield Statement(passage, first, last, folded, lead if item else "", after, later, before)
        if not item:
            lead = folded.text if folded.text.endswith(":") else ""
