"""Groups of items as they are kept: read one at a time, carried on without being read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from search.families.columns import Numbers, Texts

__all__ = ["Group", "Groups"]


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, in the order of date and id; `central` is most like the others.

    `line` names the group in words of its own.
    """

    id: str
    line: str
    central: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Groups(Sequence[Group]):
    """Groups in the order of their ids; `central` and `members` are places in `items`.

    The members of all stand in one run; `ends` says where those of each end.
    `carried` are the ids of those that are as they were in the groups before.
    """

    ids: Texts
    lines: Texts
    central: Numbers
    members: Numbers
    ends: Numbers
    items: Texts
    carried: frozenset[str] = frozenset()

    @classmethod
    def of(cls, groups: Iterable[tuple[str, str, int, Numbers]], items: Texts) -> Groups:
        """Return groups given as their id, line, central item and members, in any order."""
        rows = sorted(groups, key=lambda row: row[0])
        nothing = np.zeros(0, np.int64)
        return cls(
            Texts.of(row[0] for row in rows),
            Texts.of(row[1] for row in rows),
            np.array([row[2] for row in rows], dtype=np.int64),
            np.concatenate([nothing, *(row[3] for row in rows)]),
            np.cumsum([0, *(len(row[3]) for row in rows)]),
            items,
        )

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> Group: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Group]: ...
    def __getitem__(self, at: int | slice) -> Group | Sequence[Group]:
        if isinstance(at, slice):
            return [self[place] for place in range(len(self))[at]]
        members = tuple(self.items[one] for one in self.members_of(at).tolist())
        return Group(self.ids[at], self.lines[at], self.items[int(self.central[at])], members)

    def members_of(self, at: int) -> Numbers:
        """Return the items of one group, by their places."""
        return self.members[self.ends[at] : self.ends[at + 1]]

    def sizes(self) -> Numbers:
        """Return how many members each group has."""
        return np.diff(self.ends)

    def group_of_items(self) -> Numbers:
        """Return the place of each item's group; -1 for an item in none."""
        found = np.full(len(self.items), -1, dtype=np.int64)
        found[self.members] = np.repeat(np.arange(len(self)), self.sizes())
        return found

    def carrying(self, older: Groups, kept: Numbers, place: Numbers) -> Groups:
        """Return these groups and those of `older` at `kept`, unchanged.

        `place` says where each item of `older` is now.
        """
        own, names = self.ids.at(np.arange(len(self))), older.ids.at(kept)
        every = [*names, *own]
        order = np.array(sorted(range(len(every)), key=every.__getitem__), dtype=np.int64)
        places = np.concatenate([kept, np.arange(len(self)) + len(older)])[order]
        starts = np.concatenate([older.ends[:-1], self.ends[:-1] + older.ends[-1]])[places]
        lengths = np.concatenate([older.sizes(), self.sizes()])[places]
        ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        run = np.concatenate([place[older.members], self.members])
        within = np.arange(ends[-1]) - np.repeat(ends[:-1], lengths)
        return Groups(
            older.ids.taken(places, self.ids),
            older.lines.taken(places, self.lines),
            np.concatenate([place[older.central], self.central])[places],
            run[np.repeat(starts, lengths) + within],
            ends,
            self.items,
            frozenset(names),
        )
