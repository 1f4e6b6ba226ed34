"""The exemplar sentences: ways of telling each concept, and what only sounds like it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Exemplars", "load_exemplars"]

FOLDER = Path(__file__).parent / "exemplars"


@dataclass(frozen=True, slots=True)
class Exemplars:
    """Sentences that tell a concept, and near misses that do not."""

    told: tuple[str, ...]
    near: tuple[str, ...]


def load_exemplars(folder: Path = FOLDER) -> Mapping[str, Exemplars]:
    """Return the exemplars of all files of a folder, by concept."""
    found: dict[str, Exemplars] = {}
    for path in sorted(folder.glob("*.toml")):
        for concept, row in tomllib.loads(path.read_text("utf-8")).items():
            before = found.get(concept, Exemplars((), ()))
            found[concept] = Exemplars(
                (*before.told, *row.get("told", ())), (*before.near, *row.get("near", ()))
            )
    return found
