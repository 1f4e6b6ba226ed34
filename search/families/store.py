"""A library's network and groups on disk: what the next generation begins with.

One file of plain arrays, never pickled; the same network gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from graph.errors import LibraryDamaged
from search.families.grouping import Group
from search.families.likeness import Numbers
from search.families.network import Item, Network, Node
from search.families.terms import rules_fingerprint

__all__ = ["FILE", "Kept", "load", "save"]

FILE = "families.npz"
_FORM = 1  # of the arrays: files of another form are not read


@dataclass(frozen=True, slots=True)
class Kept:
    """The network of a generation, its families and its discovered themes.

    `rules` is the fingerprint of what decided likeness when it was made.
    """

    network: Network
    families: tuple[Group, ...] = ()
    themes: tuple[Group, ...] = ()
    rules: str = field(default_factory=rules_fingerprint)

    @property
    def is_current(self) -> bool:
        """Whether it was made by the rules of this release."""
        return self.rules == rules_fingerprint()


def save(folder: Path, kept: Kept) -> None:
    """Write what is kept into the folder of a generation."""
    held = kept.network
    first, second, weights = held.edges
    arrays: dict[str, np.ndarray] = {
        "form": np.array([_FORM]),
        **_texts("rules", [kept.rules]),
        **_texts("ids", [one.id for one in held.items]),
        **_texts("documents", [one.document for one in held.items]),
        **_texts("dates", [one.date for one in held.items]),
        **_texts("lines", [one.line for one in held.items]),
        "node": held.node_of_items().astype(np.int32),
        "keys": held.keys,
        **_texts("kinds", [one.kind for one in held.nodes]),
        **_rows("words", [one.words for one in held.nodes]),
        **_rows("lead", [one.lead for one in held.nodes]),
        **_rows("themes", [one.themes for one in held.nodes]),
        "first": first.astype(np.int32),
        "second": second.astype(np.int32),
        "weights": weights.astype(np.float32),
    }
    place = {one.id: at for at, one in enumerate(held.items)}
    for name, groups in (("family", kept.families), ("theme", kept.themes)):
        arrays |= _groups(name, groups, place)
    np.savez(folder / FILE, **arrays)  # type: ignore[arg-type]  # names are ours, none is "file"


def load(folder: Path) -> Kept | None:
    """Return what a generation keeps; None where it has nothing, or of another form.

    Raises LibraryDamaged for a file that cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            held = {name: stored[name] for name in stored.files}
        return _kept(held) if int(held["form"][0]) == _FORM else None
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as cause:
        raise LibraryDamaged(f"{path} cannot be read ({cause}). Run: lessons rebuild") from cause


def _kept(held: dict[str, np.ndarray]) -> Kept:
    nodes = tuple(
        Node(kind, words, lead, themes)
        for kind, words, lead, themes in zip(
            _texts_of(held, "kinds"),
            *(_rows_of(held, name) for name in ("words", "lead", "themes")),
            strict=True,
        )
    )
    keys = held["keys"].astype(np.int64)
    items = tuple(
        Item(identifier, document, date, line, nodes[node], int(keys[node]))
        for identifier, document, date, line, node in zip(
            *(_texts_of(held, name) for name in ("ids", "documents", "dates", "lines")),
            held["node"].tolist(),
            strict=True,
        )
    )
    edges = (
        held["first"].astype(np.int64),
        held["second"].astype(np.int64),
        held["weights"],
    )
    network = Network(items, nodes, keys, edges)
    families, themes = (_groups_of(held, name, items) for name in ("family", "theme"))
    return Kept(network, families, themes, _texts_of(held, "rules")[0])


def _groups(name: str, groups: Sequence[Group], place: dict[str, int]) -> dict[str, np.ndarray]:
    members = [place[one] for group in groups for one in group.members]
    return {
        **_texts(f"{name}_ids", [one.id for one in groups]),
        **_texts(f"{name}_lines", [one.line for one in groups]),
        f"{name}_central": np.array([place[one.central] for one in groups], dtype=np.int32),
        f"{name}_members": np.array(members, dtype=np.int32),
        f"{name}_ends": np.cumsum([0, *(len(one.members) for one in groups)]),
    }


def _groups_of(held: dict[str, np.ndarray], name: str, items: Sequence[Item]) -> tuple[Group, ...]:
    members = held[f"{name}_members"].tolist()
    rows = [
        tuple(items[one].id for one in members[start:end])
        for start, end in pairwise(held[f"{name}_ends"].tolist())
    ]
    central = [items[one].id for one in held[f"{name}_central"].tolist()]
    ids, lines = _texts_of(held, f"{name}_ids"), _texts_of(held, f"{name}_lines")
    return tuple(Group(*parts) for parts in zip(ids, lines, central, rows, strict=True))


def _texts(name: str, texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Return texts as one run of bytes and where each ends."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends: Numbers = np.cumsum([0, *(len(one) for one in encoded)])
    return {name: np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}_ends": ends}


def _texts_of(held: dict[str, np.ndarray], name: str) -> list[str]:
    whole = held[name].tobytes()
    ends = held[f"{name}_ends"].tolist()
    return [whole[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(ends)]


def _rows(name: str, rows: Iterable[tuple[str, ...]]) -> dict[str, np.ndarray]:
    """Return rows of words as places in a list of all words."""
    rows = list(rows)
    words = sorted({word for row in rows for word in row})
    place = {word: at for at, word in enumerate(words)}
    return {
        **_texts(f"{name}_all", words),
        name: np.array([place[word] for row in rows for word in row], dtype=np.int32),
        f"{name}_ends": np.cumsum([0, *(len(row) for row in rows)]),
    }


def _rows_of(held: dict[str, np.ndarray], name: str) -> list[tuple[str, ...]]:
    words = _texts_of(held, f"{name}_all")
    places = held[name].tolist()
    ends = held[f"{name}_ends"].tolist()
    return [tuple(words[place] for place in places[start:end]) for start, end in pairwise(ends)]
