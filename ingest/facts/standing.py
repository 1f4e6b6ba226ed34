"""The status of a mention: its sentence's cues, its part of the report, what comes after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.model import PassageKind, Status
from graph.vocabulary import Vocabulary
from ingest.assertion import Verdict, assess, load_cues
from ingest.facts.whose import Owner
from ingest.mentions import Mention
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope

__all__ = ["is_silent", "refined", "standing"]

# What the next sentence can take back, and what a date can make history.
_TAKEN_BACK = (Status.ASSERTED, Status.POSSIBLE, Status.HISTORICAL)
_EVERY_READER = (Status.POLICY, Status.GENERAL)


def is_silent(kind: PassageKind) -> bool:
    """Say whether nothing in a part of this kind speaks of a case."""
    return kind in load_rules("facts")["silent"]


def standing(mention: Mention, *, legal: bool) -> Verdict:
    """Return what the passage says of a mention; status None when it is not spoken of.

    A list item is read behind the line that introduces the list. The sentence
    after can take back what is said ("They never were.").
    """
    statement = mention.statement
    lead = f"{statement.lead} " if statement.lead else ""
    text = lead + statement.text
    cues = load_cues("legal") if legal else load_cues()
    verdict = assess(text, len(lead) + mention.start, len(lead) + mention.end, cues)
    if verdict.status is None:
        return verdict
    always, kind = load_rules("facts")["always"], str(statement.passage.kind)
    if kind in always:
        return Verdict(Status(always[kind]), f"part:{kind}", verdict.trace)
    return _taken_back(verdict, statement.following)


def _taken_back(verdict: Verdict, following: str) -> Verdict:
    patterns = _patterns()
    if verdict.status in _TAKEN_BACK and patterns.negated.search(following):
        return Verdict(Status.NEGATED, "next-sentence", (*verdict.trace, following))
    if verdict.status is Status.ASSERTED and patterns.historical.search(following):
        return Verdict(Status.HISTORICAL, "next-sentence", (*verdict.trace, following))
    return verdict


def refined(
    status: Status, mention: Mention, owner: Owner, scope: CaseScope, vocabulary: Vocabulary
) -> Status:
    """Return the status once the owner is known: another's, nobody's, or of the past."""
    rules = load_rules("facts")
    elsewhere = rules["elsewhere"].get(str(scope.subject), ())
    if owner.person is None or owner.person in elsewhere:
        return status if status in _EVERY_READER else Status.OTHER
    if owner.concept in rules["events"]["concepts"] and status in _TAKEN_BACK:
        return Status.ASSERTED
    if status is not Status.ASSERTED or owner.concept in rules["always_past"]["never"]:
        return status
    if not owner.named and mention.statement.passage.kind in rules["needs_person"]["kinds"]:
        return Status(rules["needs_person"]["otherwise"])
    past = mention.past or _is_past(mention, owner) or _of_childhood(mention, owner, vocabulary)
    past = past or _long_before(mention, owner, scope, vocabulary)
    return Status.HISTORICAL if past else status


def _is_past(mention: Mention, owner: Owner) -> bool:
    """Say whether the concept is of the past by what it means, unless the words carry it on."""
    rules = load_rules("facts")["always_past"]
    if owner.concept not in rules["concepts"]:
        return False
    return re.search(rules["unless"], mention.statement.text) is None


def _of_childhood(mention: Mention, owner: Owner, vocabulary: Vocabulary) -> bool:
    """Say whether a grown person's childhood is told, or a child's status of a grown person."""
    rules = load_rules("facts")
    if owner.person in ("subject-child", "sibling", "child-of-subject", "peer", "family-group"):
        return False
    if vocabulary.broader(owner.concept) & set(rules["childhood_status"]["below"]):
        return True
    return re.search(rules["childhood"]["words"], mention.statement.text) is not None


def _long_before(mention: Mention, owner: Owner, scope: CaseScope, vocabulary: Vocabulary) -> bool:
    """Say whether the words beside the mention date it years before the case's incident."""
    dates = load_rules("facts")["dates"]
    legal = owner.concept in dates["legal"]
    dated = legal or bool(vocabulary.broader(owner.concept) & set(dates["concepts"]))
    if scope.incident_date is None or not dated:
        return False
    text, reach = mention.statement.text, dates["reach"]
    near = text[max(0, mention.start - reach // 2) : mention.end + reach]
    if _patterns().lasting.search(near):
        return False
    before = dates["legal_years"] if legal else dates["years"]
    years = [int(found[1]) for found in _patterns().event.finditer(near)]
    return bool(years) and max(years) <= int(scope.incident_date[:4]) - before


@dataclass(frozen=True, slots=True)
class _Patterns:
    negated: re.Pattern[str]
    historical: re.Pattern[str]
    event: re.Pattern[str]
    lasting: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = load_rules("facts")
    following, dates = rules["following"], rules["dates"]
    return _Patterns(
        negated=re.compile("|".join(following["negated"]), re.IGNORECASE),
        historical=re.compile("|".join(following["historical"]), re.IGNORECASE),
        event=re.compile(dates["event"], re.IGNORECASE),
        lasting=re.compile(dates["lasting_words"], re.IGNORECASE),
    )
