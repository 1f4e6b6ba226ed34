"""The type of a body where its name tells it badly."""

from __future__ import annotations

import re

from ingest.agencies.folding import Bodies
from ingest.agencies.rules import agency_rules
from ingest.outline import Outline

__all__ = ["type_by_context", "type_nhs_bodies"]


def type_nhs_bodies(bodies: Bodies, outline: Outline) -> None:
    """Type "NHS Brennan": a health board in Scotland and Wales, else a health body."""
    scottish = re.search(r"\bScotland\b|\bScottish\b|Procurator Fiscal", outline.text)
    for body in bodies.all():
        if body.type is None and body.name.startswith("NHS "):
            body.type = "health-board-wales-scotland" if scottish else "health-body"


def type_by_context(bodies: Bodies) -> None:
    """Type trusts whose names tell little by what the paragraphs that name them speak of."""
    rules = agency_rules()
    for body in bodies.all():
        vague = re.search(r"\bTrust$", body.name) and not re.search(
            r"Hospital|Infirmary|Mental Health|Community|Ambulance|Primary Care|Health and Social",
            body.name,
        )
        if body.type not in rules.context or not vague:
            continue
        near = " ".join({m.passage.text for m in body.mentions if m.passage is not None})
        counts = {kind: len(words.findall(near)) for kind, words in rules.context.items()}
        best = max(counts, key=lambda kind: counts[kind])
        if counts[best] > 1 and list(counts.values()).count(counts[best]) == 1:
            body.type = best
