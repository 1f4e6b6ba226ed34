"""The type of a body where its name tells it badly."""

from __future__ import annotations

import re

from ingest.agencies.folding import Bodies, Body
from ingest.agencies.rules import agency_rules
from ingest.outline import Outline
from ingest.scopes import ReviewFacts

__all__ = ["type_by_context", "type_nhs_bodies"]


_OF_A_PATIENT = "mental-health-homicide-review"
_MENTAL_HEALTH = "mental-health-trust"
_TRUSTS = ("acute-trust", "mental-health-trust", "community-health-trust")


def type_nhs_bodies(bodies: Bodies, outline: Outline) -> None:
    """Type "NHS Brennan": a health board in Scotland and Wales, else a health body."""
    scottish = re.search(r"\bScotland\b|\bScottish\b|Procurator Fiscal", outline.text)
    for body in bodies.all():
        if body.type is None and body.name.startswith("NHS "):
            body.type = "health-board-wales-scotland" if scottish else "health-body"


def _first_of_its_kind(body: Body, bodies: Bodies) -> bool:
    """Say whether a trust is the one the document names most."""
    return max(bodies.of_type(*_TRUSTS), key=lambda one: len(one.mentions), default=body) is body


def type_by_context(bodies: Bodies, facts: ReviewFacts) -> None:
    """Type trusts whose names tell little by what the paragraphs that name them speak of.

    A review of a patient's homicide is about the mental health trust of the patient.
    """
    rules = agency_rules()
    for body in bodies.all():
        vague = re.search(r"\bTrust$", body.name) and not re.search(
            r"Hospital|Infirmary|Mental Health|Community|Ambulance|Primary Care|Health and Social",
            body.name,
        )
        if body.type not in rules.context or not vague:
            continue
        near = " ".join({m.passage.text for m in body.mentions if m.passage is not None})
        if facts.review_type == _OF_A_PATIENT and _first_of_its_kind(body, bodies):
            body.type = _MENTAL_HEALTH
            continue
        counts = {kind: len(words.findall(near)) for kind, words in rules.context.items()}
        best = max(counts, key=lambda kind: counts[kind])
        if counts[best] and list(counts.values()).count(counts[best]) == 1:
            body.type = best
