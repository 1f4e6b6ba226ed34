"""Has this been said before? A draft's recommendations beside the nearest past ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ingest.drafts import Draft, Gap, read_drafts
from search.similar import Related, as_entry, similar
from web.content.cells import NAMES
from web.content.learning import Item, Link, held_item
from web.snapshot import Snapshot

__all__ = ["Answer", "Past", "Wording", "said_before", "wordings"]

_LOOKED_AT = 24  # past recommendations to each of the draft's
# Percent of agreement above which two texts are one wording: "... by March" and "... by May".
_SAME_WORDING = 85.0


@dataclass(frozen=True, slots=True)
class Past:
    """A past recommendation: how it is alike, and what the library holds about it."""

    related: Related
    item: Item

    @property
    def addressees(self) -> tuple[Link, ...]:
        """Whom it was addressed to."""
        return self.item.links.get("addressee", ())

    @property
    def strength(self) -> str:
        """How strong its action is, in a word; empty where nothing tells."""
        return next((one.label for one in self.item.links.get("strength", ())), "")


@dataclass(frozen=True, slots=True)
class Wording:
    """Past recommendations in nearly the same words, the most like the draft first."""

    members: tuple[Past, ...]

    @property
    def boards(self) -> tuple[str, ...]:
        """The bodies whose reviews said it, each once."""
        return tuple(
            dict.fromkeys(board for one in self.members for board in one.related.entry.board)
        )

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it was published, in order, each once."""
        return tuple(sorted({one.related.entry.year for one in self.members} - {0}))


@dataclass(frozen=True, slots=True)
class Answer:
    """One recommendation of the draft as read, what is vague in it, and what was said before."""

    draft: Draft
    wordings: tuple[Wording, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is vague in the draft."""
        return self.draft.gaps

    @property
    def count(self) -> int:
        """The number of past recommendations shown."""
        return sum(len(one.members) for one in self.wordings)


def said_before(shown: Snapshot, text: str) -> tuple[Answer, ...]:
    """Return an answer to each recommendation of a draft; raises UsageInvalid as its reading."""
    return tuple(_answer(shown, one) for one in read_drafts(text))


def wordings(found: Iterable[Past]) -> tuple[Wording, ...]:
    """Return past recommendations by wording, each in the group of the first that is like it."""
    groups: list[list[Past]] = []
    for one in found:
        same = next((group for group in groups if _same_wording(group, one)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return tuple(Wording(tuple(group)) for group in groups)


def _answer(shown: Snapshot, draft: Draft) -> Answer:
    read = draft.recommendation
    own = as_entry(
        read.text,
        themes=read.themes,
        factors=read.factors,
        actions=read.actions,
        agencies=draft.types,
    )
    found = similar(shown.index, shown.vectors, own, limit=_LOOKED_AT)
    past = [Past(one, held_item(shown, NAMES.recommendation(one.entry.id))) for one in found]
    return Answer(draft, wordings(past))


def _same_wording(group: Sequence[Past], one: Past) -> bool:
    first, other = (" ".join(past.related.entry.text.lower().split()) for past in (group[0], one))
    return fuzz.ratio(first, other) >= _SAME_WORDING
