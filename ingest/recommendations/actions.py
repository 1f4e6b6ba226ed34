"""What kind of action a recommendation asks for, and how strong it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from graph.model import Strength
from graph.vocabulary import Vocabulary
from ingest.cues import cue_table, supported, weighed
from ingest.recommendations.wording import plain
from ingest.rulebook import load_rules

__all__ = ["actions_of", "strength_of"]

_PARENTS = (
    ("action-strength-strong", Strength.STRONG),
    ("action-strength-intermediate", Strength.INTERMEDIATE),
    ("action-strength-weak", Strength.WEAK),
)
_STEPS = (Strength.WEAK, Strength.INTERMEDIATE, Strength.STRONG)


def actions_of(
    text: str, vocabulary: Vocabulary, asked: Collection[str | None] = ()
) -> tuple[str, ...]:
    """Return the action types (scheme recommendation-action) a text asks for, the best told first.

    `asked` are the types of the agencies it speaks to: what a national body is asked
    is national policy, unless it is only to pass something on.
    Where no words tell a mechanism the answer is the exhortation to practise as
    expected, so every recommendation has a type.
    """
    words, table = plain(text), cue_table("actions")
    told = weighed(words, table)
    national = load_rules("actions")["national"]
    if set(asked) & set(national["types"]) and not re.search(national["not"], words):
        told[national["action"]] += national["weight"]
    found = supported(told, weighed(words, cue_table("actions", "broad")), table)
    known = tuple(concept for concept in found if concept in vocabulary)
    return known or (load_rules("actions")["default"],)


def strength_of(text: str, actions: tuple[str, ...], vocabulary: Vocabulary) -> Strength | None:
    """Return the strength of the strongest action, moved one step where the wording says so.

    The three steps are those of the action hierarchy of the VA National Center
    for Patient Safety and of RCA2 (2015); the parents in the vocabulary hold them.
    """
    steps = [
        _STEPS.index(strength)
        for action in actions
        for parent, strength in _PARENTS
        if vocabulary.is_a(action, parent)
    ]
    if not steps:
        return None
    up, down = _wording()
    words = plain(text)
    moved = max(steps) + bool(up.search(words)) - bool(down.search(words))
    return _STEPS[min(max(moved, 0), len(_STEPS) - 1)]


@cache
def _wording() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = load_rules("actions")["strength"]
    return (
        re.compile("|".join(rules["up"]), re.IGNORECASE),
        re.compile("|".join(rules["down"]), re.IGNORECASE),
    )
