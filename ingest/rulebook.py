"""Rules are data: the commented TOML files of `ingest/rules`, read once each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load_rules"]


@cache
def load_rules(name: str) -> Mapping[str, Any]:
    """Return the tables of `ingest/rules/<name>.toml`; the file ships with the package."""
    return tomllib.loads((files("ingest") / "rules" / f"{name}.toml").read_text("utf-8"))
