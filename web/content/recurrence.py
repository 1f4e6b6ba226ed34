"""Practice themes by how often they come back."""

from __future__ import annotations

from dataclasses import dataclass

from web.content.cells import key, whole, words
from web.snapshot import Snapshot

__all__ = ["Recurrence", "recurring_themes"]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One practice theme with the reviews, boards and years it is found in."""

    id: str
    label: str
    reviews: int
    boards: int
    items: int
    first_year: str
    last_year: str


def recurring_themes(shown: Snapshot) -> tuple[Recurrence, ...]:
    """Return the themes of the library, those of the most reviews first."""
    return tuple(
        Recurrence(
            id=key(row, "theme"),
            label=words(row, "label"),
            reviews=whole(row, "reviews"),
            boards=whole(row, "boards"),
            items=whole(row, "items"),
            first_year=words(row, "firstYear"),
            last_year=words(row, "lastYear"),
        )
        for row in shown.table("pages/recurring-themes")
    )
