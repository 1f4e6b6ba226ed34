"""A heading as found, before it has its place among the others."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.structure.numbers import Printed

__all__ = ["Mark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading: the piece it is, its printed number, its words and their look.

    `text` is what is shown (a label kept, a bare number left out) and `name` the
    words behind both. `style` groups headings that look alike; `runs_on` marks one
    that is also a statement ("Finding 1: fathers were not seen").
    """

    index: int
    number: Printed | None
    text: str
    name: str
    style: str
    level: int = 0
    runs_on: bool = False
