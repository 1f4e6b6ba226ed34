"""What a page shows as alike: other reviews' passages, lessons and recommendations."""

from __future__ import annotations

from graph.errors import NotFound, UsageInvalid
from graph.vocabulary import load_vocabulary
from ingest.themes import find_factors, find_themes
from search.entry import Entry, EntryKind
from search.similar import Related, as_entry, entry_of, similar
from web.snapshot import Snapshot

__all__ = ["alike", "alike_to", "asked_entry"]

_LONGEST_TEXT = 10_000  # characters that are compared


def alike(shown: Snapshot, identifier: str) -> tuple[Related, ...]:
    """Return what is most like an entry, in other reviews; nothing for an id of no entry."""
    own = entry_of(shown.index, identifier)
    return alike_to(shown, own) if own else ()


def alike_to(shown: Snapshot, own: Entry, *, limit: int = 8) -> tuple[Related, ...]:
    """Return what is most like an entry or a text, in other reviews."""
    return similar(shown.index, shown.vectors, own, limit=limit)


def asked_entry(shown: Snapshot, identifier: str, text: str, kind: str) -> Entry:
    """Return what likenesses are asked of: the entry of an id, else a text with its concepts.

    Raises NotFound for an id that the library has no passage, lesson or
    recommendation of, UsageInvalid for an unknown kind or an empty or too long text.
    """
    if identifier:
        own = entry_of(shown.index, identifier)
        if own is None or own.kind is EntryKind.REVIEW:
            raise NotFound(
                f"The library has no passage, lesson or recommendation {identifier!r}. "
                "Search for its words."
            )
        return own
    kinds = [one.value for one in EntryKind if one is not EntryKind.REVIEW]
    if kind not in kinds:
        raise UsageInvalid(f"There is no kind {kind!r}. Choose one of {', '.join(kinds)}.")
    if not text.strip() or len(text) > _LONGEST_TEXT:
        raise UsageInvalid(f"Give an id, or a text of 1 to {_LONGEST_TEXT:,} characters.")
    vocabulary = load_vocabulary()
    return as_entry(
        text,
        EntryKind(kind),
        themes=find_themes(text, vocabulary),
        factors=find_factors(text, vocabulary),
    )
