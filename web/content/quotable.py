"""Quotations that stand for a theme: typical, different, one of each review."""

from __future__ import annotations

from collections.abc import Sequence

from search.families.variety import Quotable, varied
from web.content.learning import Item

__all__ = ["FEWEST", "QUOTED", "representative"]

QUOTED = 5
FEWEST = 4  # items: fewer are all on the page anyway


def representative(items: Sequence[Item], most: int = QUOTED) -> list[Item]:
    """Return the items to quote first; none where there are hardly more than these."""
    if len(items) < FEWEST:
        return []
    texts = [
        Quotable(
            one.text,
            tuple(link.target for link in one.links.get("theme", ())),
            one.reviews[0] if one.reviews else one.place.document,
        )
        for one in items
    ]
    return [items[at] for at in varied(texts, most)]
