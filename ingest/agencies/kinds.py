"""The type of a body where its name tells it badly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.agencies.folding import Bodies, Body
from ingest.agencies.rules import agency_rules
from ingest.outline import Outline
from ingest.rulebook import load_rules
from ingest.scopes import ReviewFacts

__all__ = ["type_by_context", "type_loose_bodies", "type_nhs_bodies"]


_OF_A_PATIENT = "mental-health-homicide-review"
_MENTAL_HEALTH = "mental-health-trust"
_CHILDREN, _ADULTS = "childrens-social-care", "adult-social-care"
_REGIONAL, _NORTHERN_IRISH = "regional-safeguarding-board-wales", "sbni"
# How far from a mention the words are that tell what a body is.
_AROUND = 160
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


def type_loose_bodies(bodies: Bodies, facts: ReviewFacts, *, adult: bool) -> None:
    """Type bodies whose names tell little or nothing by the words around their mentions.

    Social services are adults' where every case is an adult's; a safeguarding board
    of a Welsh review is a regional one, and Northern Ireland has its own. What the
    words do not tell stays as it is.
    """
    rules = load_rules("agencies")["around"]
    for body in [one for one in bodies.all() if one.named]:
        if adult and body.type == _CHILDREN and re.search(rules["social_services"], body.name):
            body.type = _ADULTS
        elif facts.review_type in rules["welsh_reviews"] and body.type in rules["welsh_boards"]:
            body.type = _REGIONAL
        elif facts.review_type in rules["irish_reviews"] and body.type == _REGIONAL:
            body.type = _NORTHERN_IRISH
        elif (body.type or "none") in rules["loose"] and not re.search(rules["told"], body.name):
            told = _told_around(body, rules["loose"][body.type or "none"])
            body.type = told or _by_last_word(body.name) or body.type


def _told_around(body: Body, kinds: list[str]) -> str | None:
    """Return which of some types the words around a body's mentions tell most, or None."""
    around = "\n".join(_around(body))
    counts = {kind: len(_words_of(kind).findall(around)) for kind in kinds}
    best = max(counts, key=lambda kind: counts[kind])
    once = list(counts.values()).count(counts[best]) == 1
    return best if counts[best] and once else None


def _around(body: Body) -> Iterator[str]:
    for one in body.mentions:
        if one.passage is not None:
            at, to = one.start - one.passage.start, one.end - one.passage.start
            text = one.passage.text
            yield f"{text[max(0, at - _AROUND) : at]} {text[to : to + _AROUND]}"


def _by_last_word(name: str) -> str | None:
    defaults = load_rules("agencies")["around"]["defaults"]
    return next((row["type"] for row in defaults if re.search(row["pattern"], name)), None)


@cache
def _words_of(kind: str) -> re.Pattern[str]:
    words = load_rules("agencies")["around"]["words"][kind]
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)
