"""Every mention of every passage, read for status, case and person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.identifiers import content_id
from graph.model import Evidence, Status
from graph.vocabulary import Vocabulary
from ingest.confidence import BY_DEFAULT, confidence_of
from ingest.facts.standing import is_silent, refined, standing
from ingest.facts.whose import Owner, owners
from ingest.mentions import Lexicon, Mention
from ingest.outline import Outline
from ingest.people import People
from ingest.rulebook import load_rules
from ingest.scopes import CaseScope
from ingest.statements import Statement, statements
from ingest.told import told
from ingest.told_model import METHOD as MODEL
from ingest.told_model import modelled

__all__ = ["find_evidence"]


@dataclass(frozen=True, slots=True)
class _CaseReader:
    """A case ready to be asked: who is spoken of, and whether it is named here."""

    id: str
    people: People
    names: re.Pattern[str]


def find_evidence(
    outline: Outline,
    scopes: tuple[CaseScope, ...],
    case_ids: tuple[str, ...],
    vocabulary: Vocabulary,
    *,
    labels_only: bool = False,
) -> tuple[Evidence, ...]:
    """Return what the document says at each place of a concept, in printed order.

    Every status is kept, so that what was read and why it is no factor can be
    shown. `case` is None where a place speaks of no case or of several alike.
    `labels_only` leaves out what is told and not named, to measure what that adds.
    """
    cases = [
        _CaseReader(one, People(scope, outline, scopes), _names(scope))
        for one, scope in zip(case_ids, scopes, strict=True)
    ]
    lexicon = _lexicon(vocabulary)
    labels_only = labels_only or not cases  # what is told is told of somebody's life
    found: dict[str, Evidence] = {}
    for passage in outline.passages:
        if is_silent(passage.kind):
            continue
        for statement in statements(passage):
            here = [
                evidence
                for mention in _mentions(statement, lexicon, labels_only=labels_only)
                for evidence in _evidence(mention, cases, vocabulary)
            ]
            for evidence in _without_weaker(here):
                found.setdefault(evidence.id, evidence)
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.concept)))


@lru_cache(maxsize=2)
def _lexicon(vocabulary: Vocabulary) -> Lexicon:
    return Lexicon(vocabulary)


def _mentions(statement: Statement, lexicon: Lexicon, *, labels_only: bool) -> Iterator[Mention]:
    """Yield the labels of a sentence, then what it tells without naming."""
    found = list(lexicon.mentions(statement))
    for reader in () if labels_only else (told, modelled):
        found += [one for one in reader(statement) if not _is_found(one, found)]
    yield from found


def _is_found(one: Mention, found: Sequence[Mention]) -> bool:
    return any(set(one.concepts) & set(other.concepts) and not other.weak for other in found)


def _evidence(
    mention: Mention, cases: Sequence[_CaseReader], vocabulary: Vocabulary
) -> Iterator[Evidence]:
    scheme = vocabulary[mention.concepts[0]].scheme
    verdict = standing(mention, legal=scheme == "legal-status")
    if verdict.status is None:
        return
    speaking = _speaking(mention, cases)
    if len(speaking) != 1 and not _named(mention, speaking):
        yield _of_no_case(mention, verdict.status, cases)
        return
    if scheme in load_rules("facts")["of_nobody"]:
        for case in speaking:
            yield _built(mention, verdict.status, _nobody(mention), case.id)
        return
    place = mention.statement.place(mention.start, mention.end)
    for case in speaking:
        if mention.cases not in ("", case.people.scope.subject):
            continue
        for owner in owners(mention, place, case.people, vocabulary):
            if _counts(mention, owner, vocabulary):
                scope = case.people.scope
                status = refined(verdict.status, mention, owner, scope, vocabulary)
                yield _built(mention, status, owner, case.id)


def _counts(mention: Mention, owner: Owner, vocabulary: Vocabulary) -> bool:
    """Say whether the words can be of the person; `ingest.keeping` says how likely they are.

    What the trained reader proposes is heard only of the kind of person that the
    concept is made for; weak labels of nobody named only of factors.
    """
    concept = vocabulary[owner.concept]
    if mention.method == MODEL:
        wrong = load_rules("facts")["model"]["never"].get(concept.experiencer, ())
        return owner.person not in wrong
    return owner.named or not mention.weak or concept.scheme == "risk-factor"


def _without_weaker(found: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of a sentence without what gives way to another concept in it.

    The trained reader gives way to whatever else finds the same concept there, and
    nothing to what it alone proposes, which may not be kept.
    """
    gives_way, here = load_rules("facts")["gives_way"], {one.concept for one in found}
    ruled = {one.concept for one in found if not one.method.startswith(MODEL)}
    return [
        one
        for one in found
        if not (here if one.method.startswith(MODEL) else ruled)
        & set(gives_way.get(one.concept, ()))
        and not (one.method.startswith(MODEL) and one.concept in ruled)
    ]


def _speaking(mention: Mention, cases: Sequence[_CaseReader]) -> list[_CaseReader]:
    """Return the cases that the place speaks of: those its sentence names, else its passage's."""
    place = mention.statement.place(mention.start, mention.end)
    passage = mention.statement.passage
    speaking = [one for one in cases if one.people.case_of(passage, place[0]) is not None]
    return _named(mention, speaking) or speaking


def _named(mention: Mention, cases: Sequence[_CaseReader]) -> list[_CaseReader]:
    return [one for one in cases if one.names.search(mention.statement.text)]


def _names(scope: CaseScope) -> re.Pattern[str]:
    forms = sorted((scope.label, *scope.also), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def _of_no_case(mention: Mention, status: Status, cases: Sequence[_CaseReader]) -> Evidence:
    general = Status.GENERAL if cases and status is Status.ASSERTED else status
    return _built(mention, general, _nobody(mention), None)


def _nobody(mention: Mention) -> Owner:
    return Owner(mention.concepts[0], None, named=True)


def _built(mention: Mention, status: Status, owner: Owner, case: str | None) -> Evidence:
    start, end = mention.statement.place(mention.start, mention.end)
    passage = mention.statement.passage
    method = mention.method if owner.named else f"{mention.method}{BY_DEFAULT}"
    return Evidence(
        id=content_id("ev", passage.id, start, end, owner.concept, owner.person or "", case or ""),
        passage=passage.id,
        start=start,
        end=end,
        quote=passage.text[start - passage.start : end - passage.start],
        concept=owner.concept,
        status=status,
        person=owner.person,
        case=case,
        method=method,
        confidence=confidence_of(method, owner.concept, status),
    )
