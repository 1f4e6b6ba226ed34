"""The cues of `rules/assertion.toml` and `rules/legal.toml`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from graph.errors import VocabularyInvalid
from ingest.rulebook import load_rules

__all__ = ["TOUCHING", "Cue", "CueSet", "Look", "load_cues"]

# A reach that allows nothing between cue and mention.
TOUCHING = -1


class Look(StrEnum):
    """Where the mention lies as seen from the cue."""

    FORWARD = "forward"
    BACK = "back"
    AFTER = "after"
    AROUND = "around"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Cue:
    """One group of phrases that say the same of a mention near them."""

    id: str
    says: str
    look: Look
    reach: int
    pattern: re.Pattern[str]
    stop: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class CueSet:
    """All cues of a rules file; `order` names statuses, the strongest first."""

    order: tuple[str, ...]
    cues: tuple[Cue, ...]
    ends: re.Pattern[str]
    islands: re.Pattern[str]

    def __hash__(self) -> int:
        return id(self)


@cache
def load_cues(*extra: str) -> CueSet:
    """Return the cues for any concept, with those of further rules files before them.

    A further file may have its own order of statuses.

    Raises VocabularyInvalid when a rules file gives a status that is not known.
    """
    rules = load_rules("assertion")
    classes: Mapping[str, str] = rules["classes"]
    own = [load_rules(name) for name in extra]
    groups = [group for one in own for group in one["cue"]] + rules["cue"]
    scope = rules["scope"]
    return CueSet(
        order=tuple(next((one["order"] for one in own if "order" in one), rules["order"])),
        cues=tuple(_cue(group, classes, rules) for group in groups),
        ends=_compiled(scope["ends"], classes),
        islands=_compiled(scope["islands"], classes),
    )


def _cue(group: Mapping[str, Any], classes: Mapping[str, str], rules: Mapping[str, Any]) -> Cue:
    order, stops = rules["order"], rules["scope"]["stops"]
    if group["says"] not in (*order, "asserted"):
        raise VocabularyInvalid(
            f"The cue {group['id']} says {group['says']!r}. Use one of: {', '.join(order)}."
        )
    return Cue(
        id=group["id"],
        says=group["says"],
        look=Look(group["look"]),
        reach=group.get("reach", 0),
        pattern=_compiled(group["patterns"], classes),
        stop=_compiled([stops[group["stop"]]], classes) if "stop" in group else None,
    )


def _compiled(patterns: list[str], classes: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, words in classes.items():
        joined = joined.replace(f"{{{name}}}", words)
    return re.compile(joined, re.IGNORECASE)
