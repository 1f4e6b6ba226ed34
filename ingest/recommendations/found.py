"""A recommendation as found at one place, before the tellings are joined."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """One telling of a recommendation.

    `start` orders tellings; `headings` is the section path above it, outermost
    first; `lead` and `due` are the cells of its table row. `listed` tells an item
    of a list or a table of recommendations from a sentence in running text.
    """

    number: str | None
    text: str
    passage: str
    start: int
    headings: tuple[str, ...] = ()
    lead: str = ""
    due: str = ""
    listed: bool = True
