"""Published prevalence, to hold our own against: yardsticks.csv, each row with base and source."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Yardstick", "yardsticks"]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A published figure; `percent` as it was published ("~49", ">33"), `base` what it is of."""

    concept: str
    factor: str
    percent: str
    count: str
    of: str
    base: str
    period: str
    nation: str
    review_type: str
    source: str
    seen_at: str


@cache
def yardsticks() -> dict[str, tuple[Yardstick, ...]]:
    """Return the published figures of each concept, in the order of the file."""
    text = (files("graph.patterns") / "yardsticks.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = [Yardstick(**row) for row in csv.DictReader(io.StringIO("\n".join(lines)))]
    found: dict[str, list[Yardstick]] = {}
    for one in rows:
        found.setdefault(one.concept, []).append(one)
    return {concept: tuple(own) for concept, own in found.items()}
