"""The kinds of link, their costs and their sentences (relations.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Relation", "relations"]


@dataclass(frozen=True, slots=True)
class Relation:
    """One kind of link.

    `extra` is added to the cost of its steps, `place` is the query that finds its
    words (empty where it stands on none), `binds` the parameters for source and
    target, `status` the factor status its places must have (empty for any).
    """

    name: str
    extra: float
    place: str
    binds: tuple[str, str]
    sentence: str
    status: str = ""


@cache
def relations() -> Mapping[str, Relation]:
    """Return the kinds of link by name, in the order of their file."""
    content = (files("graph.network") / "relations.toml").read_text(encoding="utf-8")
    return {
        name: Relation(
            name=name,
            extra=float(told["extra"]),
            place=told["place"],
            binds=(told["binds"][0], told["binds"][1]),
            sentence=told["sentence"],
            status=told.get("status", ""),
        )
        for name, told in tomllib.loads(content).items()
    }
