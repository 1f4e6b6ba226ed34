"""The status of a mention: its sentence's cues, its part of the report, what comes after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.model import PassageKind, Status
from graph.vocabulary import Vocabulary
from ingest.aged import years_of
from ingest.assertion import Verdict, assess, load_cues
from ingest.facts.whose import Owner
from ingest.mentions import Mention
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope
from ingest.statements import Statement

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
    spared = load_rules("facts")["always_but"].get(kind, ())
    if kind in always and not set(mention.concepts) & set(spared):
        return Verdict(Status(always[kind]), f"part:{kind}", verdict.trace)
    return _taken_back(verdict, statement, legal=legal)


def _taken_back(verdict: Verdict, statement: Statement, *, legal: bool) -> Verdict:
    """Return the verdict once the sentences around the mention's own have been heard.

    What a record or somebody else says is given up more readily than what the
    report itself asserts, but for orders; the sentence after the next is heard too.
    """
    if verdict.status not in _TAKEN_BACK:
        return verdict
    rules = _around()
    pair = f"{statement.text}\n{statement.following}"
    told = verdict.status is Status.POSSIBLE or rules.reported.search(statement.text) is not None
    told = told and not legal
    denied = [*rules.negated, *(rules.negated_if_reported if told else ())]
    after = _after(statement, rules, further=told)
    heard = [one for one in after if any(pattern.search(one) for pattern in denied)]
    if heard or any(pattern.search(pair) for pattern in rules.negated_pair):
        return Verdict(Status.NEGATED, "next-sentence", (*verdict.trace, *heard))
    before = f"{statement.preceding}\n{statement.text}"
    if any(pattern.search(text) for pattern in rules.other for text in (before, pair)):
        return Verdict(Status.OTHER, "sentence-beside", (*verdict.trace, before))
    if verdict.status is not Status.ASSERTED:
        return verdict
    for status, patterns in ((Status.POSSIBLE, rules.possible), (Status.HISTORICAL, rules.past)):
        heard = [one for one in after if any(pattern.search(one) for pattern in patterns)]
        if heard:
            return Verdict(status, "next-sentence", (*verdict.trace, *heard))
    return verdict


def _after(statement: Statement, rules: _Around, *, further: bool) -> list[str]:
    """Return the sentences that can still speak of this one: none once another claim is told."""
    following = statement.following
    pair = f"{statement.text}\n{following}"
    if rules.new_claim.search(following) or any(one.search(pair) for one in rules.next_item):
        return []
    goes_on = further and not rules.reported.search(following)
    goes_on = goes_on or rules.disputed.search(following) is not None
    return [following, statement.later] if goes_on else [following]


def refined(
    status: Status, mention: Mention, owner: Owner, scope: CaseScope, vocabulary: Vocabulary
) -> Status:
    """Return the status once the owner is known: another's, nobody's, or of the past."""
    rules = load_rules("facts")
    elsewhere = rules["elsewhere"].get(str(scope.subject), ())
    fathers = owner.person == "father" and owner.concept in rules["elsewhere"]["but_of_father"]
    nobodys = owner.person is None or (owner.person in elsewhere and not fathers)
    if nobodys or (status in _TAKEN_BACK and _is_not_of_the_case(mention, owner, scope)):
        return status if status in _EVERY_READER else Status.OTHER
    if owner.concept in rules["events"]["concepts"] and status in _TAKEN_BACK:
        over = _long_before(mention, owner, scope, vocabulary)
        return Status.HISTORICAL if over else Status.ASSERTED
    if status is Status.HISTORICAL and vocabulary.broader(owner.concept) & set(rules["lifelong"]):
        return Status.ASSERTED
    if status is not Status.ASSERTED or owner.concept in rules["always_past"]["never"]:
        return status
    if not owner.named and _wants_person(mention, owner, vocabulary):
        return Status(rules["needs_person"]["otherwise"])
    return Status.HISTORICAL if _over(mention, owner, scope, vocabulary) else status


def _over(mention: Mention, owner: Owner, scope: CaseScope, vocabulary: Vocabulary) -> bool:
    """Say whether what is asserted was over before the case, for any reason."""
    if vocabulary.broader(owner.concept) & set(load_rules("facts")["lifelong"]):
        return False
    past = mention.past or _is_past(mention, owner) or _of_childhood(mention, owner, vocabulary)
    past = past or _of_children(owner, vocabulary)
    past = past or _long_before(mention, owner, scope, vocabulary)
    return past or _at_an_age(mention, owner, scope, vocabulary)


def _wants_person(mention: Mention, owner: Owner, vocabulary: Vocabulary) -> bool:
    """Say whether the part of the report speaks of the case only where it names somebody."""
    rules, passage = load_rules("facts")["needs_person"], mention.statement.passage
    if vocabulary[owner.concept].scheme == "legal-status" and passage.kind in rules["legal_in"]:
        return re.search(rules["legal_told"], mention.statement.text) is None
    return passage.kind in rules["kinds"]


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
    status = rules["childhood_status"]
    if vocabulary.broader(owner.concept) & set(status["grown"]):
        return True
    return re.search(rules["childhood"]["words"], mention.statement.text) is not None


def _of_children(owner: Owner, vocabulary: Vocabulary) -> bool:
    """Say whether a grown person has what only children have: it was in their childhood."""
    rules, concept = load_rules("facts")["of_children"], vocabulary[owner.concept]
    if concept.experiencer != "child" or concept.scheme != "risk-factor":
        return False
    return owner.person in rules["grown"] and owner.concept not in rules["but"]


def _is_not_of_the_case(mention: Mention, owner: Owner, scope: CaseScope) -> bool:
    """Say whether it came of the event, or is told of a stranger whom a clause describes."""
    rules, text = load_rules("facts"), mention.statement.text
    strangers, after = rules["strangers"], rules["aftermath"]
    if owner.concept in strangers["concepts"] and re.search(
        strangers["words"], text[: mention.start]
    ):
        return True
    if owner.concept not in after["concepts"]:
        return False
    if re.search(after["words"], text):
        return True
    near = text[max(0, mention.start - after["reach"]) : mention.end + after["reach"]]
    years = [int(one) for one in re.findall(after["year"], near)]
    dated = scope.incident_date is not None and bool(years)
    return dated and min(years) > int(str(scope.incident_date)[:4])


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


def _at_an_age(mention: Mention, owner: Owner, scope: CaseScope, vocabulary: Vocabulary) -> bool:
    """Say whether it is told of the subject years younger ("adopted at three")."""
    rules = load_rules("facts")["at_an_age"]
    years = None if scope.age is None else years_of(scope.age)
    if years is None or not scope.people or owner.person not in scope.people[0].roles:
        return False
    if not vocabulary.broader(owner.concept) & set(rules["of"]):
        return False
    first, last = mention.start - rules["reach"], mention.end + rules["reach"]
    found = re.search(rules["words"], mention.statement.text[max(0, first) : last], re.IGNORECASE)
    then = years_of(found["age"]) if found else None
    return then is not None and years - then >= rules["years"]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the sentences around a mention can do to its status."""

    reported: re.Pattern[str]
    new_claim: re.Pattern[str]
    next_item: tuple[re.Pattern[str], ...]
    disputed: re.Pattern[str]
    negated: tuple[re.Pattern[str], ...]
    negated_if_reported: tuple[re.Pattern[str], ...]
    negated_pair: tuple[re.Pattern[str], ...]
    other: tuple[re.Pattern[str], ...]
    possible: tuple[re.Pattern[str], ...]
    past: tuple[re.Pattern[str], ...]


@cache
def _around() -> _Around:
    rules = load_rules("facts")["following"]

    def compiled(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(one, re.IGNORECASE) for one in rules[name])

    return _Around(
        reported=re.compile("|".join(rules["reported"]), re.IGNORECASE),
        new_claim=re.compile(rules["new_claim"], re.IGNORECASE),
        next_item=compiled("next_item"),
        disputed=re.compile(rules["disputed"], re.IGNORECASE),
        negated=compiled("negated"),
        negated_if_reported=compiled("negated_if_reported"),
        negated_pair=compiled("negated_pair"),
        other=compiled("other"),
        possible=compiled("possible"),
        past=compiled("historical"),
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    event: re.Pattern[str]
    lasting: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    dates = load_rules("facts")["dates"]
    return _Patterns(
        event=re.compile(dates["event"], re.IGNORECASE),
        lasting=re.compile(dates["lasting_words"], re.IGNORECASE),
    )
