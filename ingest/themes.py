"""Practice themes and named factors of a lesson or a recommendation."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.vocabulary import Concept, Vocabulary
from ingest.cues import cue_table, supported, weighed
from ingest.rulebook import load_rules
from ingest.theme_model import shipped

__all__ = ["find_factors", "find_themes", "support"]

_SCHEME = "practice-theme"
# A label this long is told by its words alone; "drugs" or "debt" inside a request is not.
_SHORTEST_FACTOR = 8
_ACRONYM = 6
# A text of fewer words is left to the rules.
_MODELLED = 10


def find_themes(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the practice themes (concept ids) that the words of a text support best.

    The words that rules look for (`rules/themes.toml`) are weighed with all the others
    by a trained model (`ingest.theme_model`). At most as many as the rules' file
    allows, the surest first; none where nothing in the words is enough.
    """
    told, broad = support(text, vocabulary)
    table, model = cue_table("themes"), shipped()
    scores = model.scores(text, told, broad) if len(text.split()) >= _MODELLED else {}
    # Themes that the model was not taught are the rules' alone.
    ruled = [one for one in supported(told, broad, table) if one not in scores]
    heard = sorted(
        (
            one
            for one in scores
            if scores[one] >= model.alone
            or (scores[one] >= model.supported and (told.get(one) or broad.get(one)))
        ),
        key=lambda one: (-scores[one], one),
    )
    found = [*heard[: table.most - len(ruled)], *ruled]
    return tuple(one for one in found if one in vocabulary)


def support(text: str, vocabulary: Vocabulary) -> tuple[dict[str, int], dict[str, int]]:
    """Return per theme the weights of the telling cues and labels, and of the broad cues."""
    words = _plain(text)
    told = weighed(words, cue_table("themes"))
    for pattern, weight, concept, exclusions in _labels(vocabulary):
        if pattern.search(words) and not (exclusions and exclusions.search(words)):
            told[concept] = told.get(concept, 0) + weight
    return told, weighed(words, cue_table("themes", "broad"))


def find_factors(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the risk factors that a text names by a label, the most specific of a family only.

    What a recommendation is about, not what is true of a case: no status, no person.
    """
    words = _plain(text)
    found = [
        (match.start(), -len(match.group()), concept)
        for pattern, concept in _factor_labels(vocabulary)
        if (match := pattern.search(words))
    ]
    named = list(dict.fromkeys(concept for _, _, concept in sorted(found)))
    return tuple(
        concept
        for concept in named
        if not any(other != concept and vocabulary.is_a(other, concept) for other in named)
    )


_Label = tuple[re.Pattern[str], int, str, re.Pattern[str] | None]


@lru_cache(maxsize=4)
def _labels(vocabulary: Vocabulary) -> tuple[_Label, ...]:
    """Return per theme its telling and its weak labels, each as one pattern."""
    rules = load_rules("themes")
    weak = frozenset(rules["weak"])
    rows: list[_Label] = []
    for concept in vocabulary.scheme(_SCHEME):
        if not concept.broader:
            continue  # a top concept: never a theme by itself
        exclusions = _alternatives(concept.exclusions)
        telling = _alternatives([label for label in concept.labels if label.lower() not in weak])
        common = _alternatives([label for label in concept.labels if label.lower() in weak])
        if telling:
            rows.append((telling, rules["label_weight"], concept.id, exclusions))
        if common:
            rows.append((common, rules["weak_weight"], concept.id, exclusions))
    return tuple(rows)


@lru_cache(maxsize=4)
def _factor_labels(vocabulary: Vocabulary) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows: list[tuple[re.Pattern[str], str]] = []
    for concept in vocabulary.scheme("risk-factor"):
        pattern = _alternatives(_telling(concept))
        if pattern and concept.broader:
            rows.append((pattern, concept.id))
    return tuple(rows)


def _telling(concept: Concept) -> list[str]:
    return [
        label
        for label in concept.labels
        if len(label) >= _SHORTEST_FACTOR and label not in concept.weak_labels
    ]


def _alternatives(labels: tuple[str, ...] | list[str]) -> re.Pattern[str] | None:
    """Return one pattern for labels: acronyms in capitals, others in any, a plural s allowed."""
    usable = [label for label in labels if "(" not in label]
    exact = [label for label in usable if label.isupper() and len(label) <= _ACRONYM]
    loose = [label for label in usable if label not in exact]
    parts = [rf"(?i:{_joined(loose)})"] if loose else []
    parts += [_joined(exact)] if exact else []
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})s?(?![\w-])") if parts else None


def _joined(labels: list[str]) -> str:
    ordered = sorted(set(labels), key=lambda label: (-len(label), label))
    return "|".join(
        re.escape(_plain(label)).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]")
        for label in ordered
    )


def _plain(text: str) -> str:
    return " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).split())
