"""Whom a report speaks of most, where nothing introduces its subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from graph.model import PassageKind
from ingest.cases.candidates import unpersonal_kinds
from ingest.cases.telling import relation_words
from ingest.labels import base, is_collective, is_label, label_pattern, normal, person_uses
from ingest.outline import Outline

__all__ = ["is_common_word", "most_spoken"]

# Fewer uses than this prove no subject, and the next name must stay so far behind.
_USES, _LEAD = 3, 1.5
# The first passages introduce the subject: a use there weighs as much as so many later ones.
_OPENING_PASSAGES, _OPENING_WEIGHT = 6, 2
# How far before a name a relation ("her brother Tom") is looked for.
_RELATION_REACH = 24
_BEHIND = re.compile(
    r"['\u2019]s\b|\s+(?:was|is|had|has|did|died|lived|told|said|went|came|moved|began|spoke|wanted"
    r"|took|became|remained|attended|never|also|himself|herself|aged)\b|\s*\(|,\s+(?:who|aged|then|\d)"
)


def most_spoken(outline: Outline) -> str | None:
    """Return the label that the telling passages use most as a person's, None where two vie."""
    counts = Counter(
        {
            label: count
            for label, count in _counted(outline).items()
            if not is_common_word(label, outline.text)
        }
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _USES:
        return None
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return None
    return ranked[0][0]


def is_common_word(label: str, text: str) -> bool:
    """Say whether a bare label is a common noun at the head of a line: "Team" beside "the team".

    A chosen name may be a word too ("Hope", "Third"): it is used as a person's more often.
    """
    if not label.isalpha() or base(label) != label or not label[1:].islower():
        return False
    common = len(re.findall(rf"(?<![\w-]){label.lower()}s?(?![\w-])", text))
    return common > 1 and common > person_uses(label, text, common + 1)


def _counted(outline: Outline) -> Counter[str]:
    counts: Counter[str] = Counter()
    silent = unpersonal_kinds() | {PassageKind.RECOMMENDATION, PassageKind.FRONT_MATTER}
    telling = [one for one in outline.passages if one.kind not in silent]
    for place, passage in enumerate(telling):
        weight = _OPENING_WEIGHT if place < _OPENING_PASSAGES else 1
        for label in _people(" ".join(passage.text.split())):
            counts[label] += weight
    return counts


def _people(text: str) -> Iterator[str]:
    for found in _label().finditer(text):
        label = normal(found[0])
        if not is_label(label) or is_collective(label) or not _BEHIND.match(text, found.end()):
            continue
        before = text[max(0, found.start() - _RELATION_REACH) : found.start()]
        if not _relation().search(re.split(r"[.;,]\s", before)[-1]):
            yield label


@cache
def _label() -> re.Pattern[str]:
    return re.compile(label_pattern())


@cache
def _relation() -> re.Pattern[str]:
    return re.compile(relation_words())
