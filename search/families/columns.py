"""Long lists as plain arrays: read from a file, cut and joined without touching each entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

__all__ = ["Named", "Numbers", "Places", "Rows", "Texts"]

Numbers = NDArray[np.int64]
Places = NDArray[np.int32]
_Bytes = NDArray[np.uint8]
_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Texts(Sequence[str]):
    """Texts as one run of UTF-8 and where each ends; `ends` begins with 0."""

    run: _Bytes
    ends: Numbers

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Return the column of these texts."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.cumsum([0, *map(len, encoded)])
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return self.at(np.arange(len(self))[at])
        held = self.run[self.ends[at] : self.ends[at + 1]]
        return held.tobytes().decode("utf-8", "surrogatepass")

    def at(self, places: Numbers | Places) -> list[str]:
        """Return the texts at these places."""
        if len(places) < len(self):
            return [self[place] for place in places.tolist()]
        whole = self.run.tobytes()
        ends = self.ends.tolist()
        every = [whole[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(ends)]
        return [every[place] for place in places.tolist()]

    def taken(self, places: Numbers, more: Texts) -> Texts:
        """Return the texts at these places, those of `more` numbered on from our own."""
        return Texts(*_taken((self.run, self.ends), (more.run, more.ends), places))


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A column of few different texts: places in the sorted list of them, each of use."""

    names: tuple[str, ...]
    places: Places

    @classmethod
    def of(cls, texts: Iterable[str]) -> Named:
        """Return the column of these texts."""
        texts = list(texts)
        names = tuple(sorted(set(texts)))
        place = {name: at for at, name in enumerate(names)}
        return cls(names, np.array([place[text] for text in texts], dtype=np.int32))

    def at(self, place: int) -> str:
        """Return the text at a place."""
        return self.names[int(self.places[place])]

    def taken(self, places: Numbers, more: Named) -> Named:
        """Return the texts at these places, those of `more` numbered on from our own."""
        joined = self.joined(more)
        return Named(joined.names, joined.places[places]).in_use()

    def joined(self, more: Named) -> Named:
        """Return our texts and, after them, those of `more`."""
        names = tuple(sorted({*self.names, *more.names}))
        place = {name: at for at, name in enumerate(names)}
        own, other = (
            np.array([place[name] for name in one.names], dtype=np.int32)[one.places]
            for one in (self, more)
        )
        return Named(names, np.concatenate([own, other]))

    def in_use(self) -> Named:
        """Return the same column without the names that nothing has any more."""
        used = np.bincount(self.places, minlength=len(self.names)) > 0
        if used.all():
            return self
        names = tuple(name for name, held in zip(self.names, used.tolist(), strict=True) if held)
        return Named(names, (np.cumsum(used, dtype=np.int32) - np.int32(1))[self.places])


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of words, as one column of them and where each row ends."""

    words: Named
    ends: Numbers

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> Rows:
        """Return the column of these rows."""
        rows = list(rows)
        words = Named.of(chain.from_iterable(rows))
        return cls(words, np.cumsum([0, *map(len, rows)]))

    def at(self, row: int) -> tuple[str, ...]:
        """Return the words of one row."""
        held = self.words.places[self.ends[row] : self.ends[row + 1]]
        return tuple(self.words.names[place] for place in held.tolist())

    def taken(self, places: Numbers, more: Rows) -> Rows:
        """Return the rows at these places, those of `more` numbered on from our own."""
        both = self.words.joined(more.words)
        own, other = np.split(both.places, [len(self.words.places)])
        run, ends = _taken((own, self.ends), (other, more.ends), places)
        return Rows(Named(both.names, run).in_use(), ends)


def _taken(
    own: tuple[NDArray[_Kind], Numbers], more: tuple[NDArray[_Kind], Numbers], places: Numbers
) -> tuple[NDArray[_Kind], Numbers]:
    """Return the parts at these places of two columns: neighbours are copied in one piece."""
    run = np.concatenate([own[0], more[0]])
    ends = np.concatenate([own[1], more[1][1:] + own[1][-1]])
    breaks = np.flatnonzero(np.diff(places) != 1) + 1
    firsts = places[np.concatenate([breaks[:0], [0], breaks])] if len(places) else places
    lasts = places[np.concatenate([breaks - 1, [-1]])] if len(places) else places
    spans = zip(ends[firsts].tolist(), ends[lasts + 1].tolist(), strict=True)
    joined = np.concatenate([run[:0], *(run[start:end] for start, end in spans)])
    lengths = np.diff(ends)[places]
    return joined, np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
