"""A library's network and groups on disk: what the next generation begins with.

One file of plain arrays, never pickled; the same network gives the same bytes.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from graph.errors import LibraryDamaged
from search.families.columns import Named, Rows, Texts
from search.families.groups import Groups
from search.families.items import Items, Nodes
from search.families.network import Network
from search.families.terms import rules_fingerprint

__all__ = ["FILE", "Kept", "load", "save"]

FILE = "families.npz"
_FORM = 2  # of the arrays: files of another form are not read

_Arrays = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """The network of a generation, its families and its discovered themes.

    `rules` is the fingerprint of what decided likeness when it was made.
    """

    network: Network
    families: Groups
    themes: Groups
    rules: str = field(default_factory=rules_fingerprint)

    @property
    def is_current(self) -> bool:
        """Whether it was made by the rules of this release."""
        return self.rules == rules_fingerprint()


def save(folder: Path, kept: Kept) -> None:
    """Write what is kept into the folder of a generation."""
    items, nodes = kept.network.items, kept.network.nodes
    first, second, weights = kept.network.edges
    arrays: _Arrays = {
        "form": np.array([_FORM]),
        **_texts("rules", Texts.of([kept.rules])),
        **_texts("ids", items.ids),
        **_named("documents", items.documents),
        **_named("dates", items.dates),
        **_texts("lines", items.lines),
        "node": items.node.astype(np.int32),
        "keys": nodes.keys,
        **_named("kinds", nodes.kinds),
        **_rows("words", nodes.words),
        **_rows("lead", nodes.lead),
        **_rows("themes", nodes.themes),
        "first": first.astype(np.int32),
        "second": second.astype(np.int32),
        "weights": weights.astype(np.float32),
        **_groups("family", kept.families),
        **_groups("theme", kept.themes),
    }
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
            if int(stored["form"][0]) != _FORM:
                return None
            return _kept({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as cause:
        raise LibraryDamaged(f"{path} cannot be read ({cause}). Run: lessons rebuild") from cause


def _kept(held: _Arrays) -> Kept:
    items = Items(
        _texts_of(held, "ids"),
        _named_of(held, "documents"),
        _named_of(held, "dates"),
        _texts_of(held, "lines"),
        held["node"].astype(np.int64),
    )
    nodes = Nodes(
        held["keys"],
        _named_of(held, "kinds"),
        *(_rows_of(held, name) for name in ("words", "lead", "themes")),
    )
    edges = held["first"].astype(np.int64), held["second"].astype(np.int64), held["weights"]
    families, themes = (_groups_of(held, name, items.ids) for name in ("family", "theme"))
    return Kept(Network(items, nodes, edges), families, themes, _texts_of(held, "rules")[0])


def _groups(name: str, groups: Groups) -> _Arrays:
    return {
        **_texts(f"{name}_ids", groups.ids),
        **_texts(f"{name}_lines", groups.lines),
        f"{name}_central": groups.central.astype(np.int32),
        f"{name}_members": groups.members.astype(np.int32),
        f"{name}_ends": groups.ends,
    }


def _groups_of(held: _Arrays, name: str, items: Texts) -> Groups:
    return Groups(
        _texts_of(held, f"{name}_ids"),
        _texts_of(held, f"{name}_lines"),
        held[f"{name}_central"].astype(np.int64),
        held[f"{name}_members"].astype(np.int64),
        held[f"{name}_ends"],
        items,
    )


def _texts(name: str, texts: Texts) -> _Arrays:
    return {name: texts.run, f"{name}_ends": texts.ends}


def _texts_of(held: _Arrays, name: str) -> Texts:
    return Texts(held[name], held[f"{name}_ends"])


def _named(name: str, column: Named) -> _Arrays:
    return {**_texts(f"{name}_all", Texts.of(column.names)), name: column.places}


def _named_of(held: _Arrays, name: str) -> Named:
    return Named(tuple(_texts_of(held, f"{name}_all")), held[name])


def _rows(name: str, rows: Rows) -> _Arrays:
    return {**_named(name, rows.words), f"{name}_ends": rows.ends}


def _rows_of(held: _Arrays, name: str) -> Rows:
    return Rows(_named_of(held, name), held[f"{name}_ends"])
