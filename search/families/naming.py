"""What groups are called: ids that last, and the words that set a theme apart."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from graph.identifiers import content_id
from search.analysis import stems_and_words
from search.families.columns import Numbers, Rows
from search.families.groups import Group
from search.families.network import Network
from search.families.ordinary import Printed
from search.families.terms import printed_form

__all__ = ["TellingWords", "lasting_ids"]

_THEME_WORDS = 4
_FEWEST_WITH_WORD = 2


def lasting_ids(
    kind: str,
    groups: Sequence[Sequence[str]],
    before: Iterable[Group],
    taken: Collection[str] = (),
) -> list[str]:
    """Return an id for each group of item ids, no id twice and none of those `taken`.

    The id of a group there was before goes to the group that holds most of its
    members; a group without one is named for its first member.
    """
    older = {member: group.id for group in before for member in group.members}
    shared = Counter(
        (at, older[member])
        for at, group in enumerate(groups)
        for member in group
        if member in older
    )
    given: dict[int, str] = {}
    used = set(taken)
    ranked = sorted(shared.items(), key=lambda one: (-one[1], one[0][1], groups[one[0][0]][0]))
    for (at, identifier), _ in ranked:
        if at not in given and identifier not in used:
            given[at] = identifier
            used.add(identifier)
    for at, group in enumerate(groups):
        if at not in given:
            given[at] = next(one for one in _new_ids(kind, group[0]) if one not in used)
            used.add(given[at])
    return [given[at] for at in range(len(groups))]


def _new_ids(kind: str, founder: str) -> Iterator[str]:
    yield content_id(kind, founder)
    for number in count(2):  # the first is held by the group that the founder has left
        yield content_id(kind, founder, number)


class TellingWords:
    """The words that set a theme apart from all the texts of a network."""

    def __init__(self, now: Network) -> None:
        """Count how many items hold each word."""
        self._now = now
        self._names = now.nodes.words.words.names
        self._everywhere = self._counts(np.arange(len(now.items)))

    def line(self, members: Numbers) -> str:
        """Return a theme's words, in the form its own texts print most; "" where it has none."""
        said = "\n".join(self._now.items.lines.at(members))
        best = self._best(self._counts(members), len(members), Printed(said))
        stems = set(best)
        printed: dict[str, Counter[str]] = defaultdict(Counter)
        for (stem, word), times in stems_and_words(said).items():
            if stem in stems:
                printed[stem][word] = times
        forms = [
            max(sorted(printed[word]), key=printed[word].__getitem__)
            if word in printed
            else printed_form(word)
            for word in best
        ]
        line = ", ".join(forms)
        return line[:1].upper() + line[1:]

    @cached_property
    def _everything(self) -> Printed:
        lines = self._now.items.lines
        return Printed("\n".join(lines.at(np.arange(len(lines)))))

    def _best(self, own: Numbers, size: int, read: Printed) -> list[str]:
        texts = len(self._now.items)
        often = np.flatnonzero(own >= _FEWEST_WITH_WORD)
        ranked = []
        for place, held, every in zip(
            often.tolist(), own[often].tolist(), self._everywhere[often].tolist(), strict=True
        ):
            telling = held * math.log((held / size) / (every / texts))
            ranked.append((-round(telling, 6), self._names[place]))
        named = (word for _, word in sorted(ranked) if read.can_name(word, self._everything))
        return list(islice(named, _THEME_WORDS))

    def _counts(self, items: Numbers) -> Numbers:
        """Return how many of these items hold each word."""
        times = np.bincount(self._now.items.node[items], minlength=len(self._now.nodes))
        return _held(self._now.nodes.words, times)


def _held(rows: Rows, times: NDArray[np.int64]) -> Numbers:
    """Return how often each word stands in rows that are there so many times."""
    chosen = np.flatnonzero(times)
    lengths = np.diff(rows.ends)[chosen]
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    places = rows.words.places[np.repeat(rows.ends[chosen], lengths) + within]
    counts = np.bincount(places, np.repeat(times[chosen], lengths), len(rows.words.names))
    return counts.astype(np.int64)
