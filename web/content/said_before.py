"""Has this been said before? A draft's recommendations beside the nearest past ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.triples.agencies import fold_name, is_local_name
from ingest.drafts import Draft, Gap, read_drafts
from search.similar import Related, as_entry, similar
from web.content.cells import NAMES, key
from web.content.groups import GroupLine, families
from web.content.learning import Item, Link, held_item
from web.snapshot import Snapshot

__all__ = ["Answer", "Ask", "Past", "asks", "said_before"]

_LOOKED_AT = 24  # past recommendations to each of the draft's
# Percent of agreement above which two texts are one wording: "... by March" and "... by May".
_SAME_WORDING = 85.0


@dataclass(frozen=True, slots=True)
class Past:
    """A past recommendation: how it is alike, and what the library holds about it.

    `family` is the library's family that it belongs to, where several reviews share one.
    """

    related: Related
    item: Item
    family: GroupLine | None = None

    @property
    def addressees(self) -> tuple[Link, ...]:
        """Whom it was addressed to."""
        return self.item.links.get("addressee", ())

    @property
    def strength(self) -> str:
        """How strong its action is, in a word; empty where nothing tells."""
        return next((one.label for one in self.item.links.get("strength", ())), "")


@dataclass(frozen=True, slots=True)
class Ask:
    """Past recommendations that ask for the same, the most like the draft first.

    They are of one family of the library; without one, in nearly the same words.
    """

    members: tuple[Past, ...]

    @property
    def family(self) -> GroupLine | None:
        """The family that all of them belong to, None where words alone put them together."""
        return self.members[0].family

    @property
    def boards(self) -> tuple[str, ...]:
        """The bodies whose reviews said it, each once; "the Board" once for each review."""
        said = (one.related.entry for one in self.members)
        bodies = ((board, entry) for entry in said for board in entry.board)
        named = {
            (fold_name(board), entry.review if is_local_name(board) else ""): board
            for board, entry in bodies
        }
        return tuple(named.values())

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it was published, in order, each once."""
        return tuple(sorted({one.related.entry.year for one in self.members} - {0}))


@dataclass(frozen=True, slots=True)
class Answer:
    """One recommendation of the draft as read, what is vague in it, and what was said before."""

    draft: Draft
    asks: tuple[Ask, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is vague in the draft."""
        return self.draft.gaps

    @property
    def count(self) -> int:
        """The number of past recommendations shown."""
        return sum(len(one.members) for one in self.asks)


def said_before(shown: Snapshot, text: str) -> tuple[Answer, ...]:
    """Return an answer to each recommendation of a draft; raises UsageInvalid as its reading."""
    shared = {one.id: one for one in families(shown)}
    return tuple(_answer(shown, one, shared) for one in read_drafts(text))


def asks(found: Iterable[Past]) -> tuple[Ask, ...]:
    """Return past recommendations by family, those of none by wording.

    The groups stand in the order of their first; a wording's is the one all are like.
    """
    groups: list[list[Past]] = []
    for one in found:
        same = next((group for group in groups if _same_ask(group[0], one)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return tuple(Ask(tuple(group)) for group in groups)


def _answer(shown: Snapshot, draft: Draft, shared: Mapping[str, GroupLine]) -> Answer:
    read = draft.recommendation
    own = as_entry(
        read.text,
        themes=read.themes,
        factors=read.factors,
        actions=read.actions,
        agencies=draft.types,
    )
    found = similar(shown.index, shown.vectors, own, limit=_LOOKED_AT)
    return Answer(draft, asks(_past(shown, one, shared) for one in found))


def _past(shown: Snapshot, related: Related, shared: Mapping[str, GroupLine]) -> Past:
    iri = NAMES.recommendation(related.entry.id)
    within = shown.graph.select("pages/item-families", item=iri)
    family = next((shared[one] for row in within if (one := key(row, "family")) in shared), None)
    return Past(related, held_item(shown, iri), family)


def _same_ask(first: Past, other: Past) -> bool:
    if first.family or other.family:
        return first.family == other.family
    one, another = (" ".join(past.related.entry.text.lower().split()) for past in (first, other))
    return fuzz.ratio(one, another) >= _SAME_WORDING
