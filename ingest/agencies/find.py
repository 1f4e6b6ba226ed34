"""The agencies of a document: named, typed, folded, and where they are mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.identifiers import content_id
from graph.model import Agency, Evidence, Status
from graph.vocabulary import Vocabulary
from ingest.agencies.folding import Bodies, Body
from ingest.agencies.gather_addressed import gather_leads, gather_recipients
from ingest.agencies.gather_names import (
    gather_aliases,
    gather_initials,
    gather_named,
    gather_short_names,
)
from ingest.agencies.gather_services import (
    fold_services,
    gather_generic,
    gather_headings,
    gather_references,
)
from ingest.agencies.gather_successors import gather_successors, successors
from ingest.agencies.involvement import NOT_OF_THE_CASE, plays_a_part
from ingest.agencies.kinds import type_by_context, type_loose_bodies, type_nhs_bodies
from ingest.agencies.mentions import Mention
from ingest.agencies.names import type_of
from ingest.confidence import confidence_of
from ingest.outline import Outline
from ingest.scopes import CaseScope, ReviewFacts, SubjectKind

__all__ = ["find_agencies"]


def find_agencies(
    outline: Outline,
    cases: Mapping[str, CaseScope],
    facts: ReviewFacts,
    vocabulary: Vocabulary,
) -> tuple[tuple[Agency, ...], tuple[Evidence, ...]]:
    """Return the agencies that played a part or are addressed, and each mention as Evidence.

    `cases` maps case ids to their scopes. An agency's name is its longest printed
    form, its type a concept of scheme agency-type (None where the name tells none);
    agencies come in the order of their first mention. Evidence has no person; its
    case is that of the passage where the passage speaks of one case only.
    """
    adult = bool(cases) and all(case.subject is SubjectKind.ADULT for case in cases.values())
    bodies = _collect(outline, facts, adult=adult)
    kept = [body for body in bodies.all() if plays_a_part(body, facts, bodies)]
    return _results(kept, bodies, cases, vocabulary)


def _collect(outline: Outline, facts: ReviewFacts, *, adult: bool) -> Bodies:
    bodies = Bodies()
    for name in facts.commissioned_by:
        bodies.add(name, type_of(name), named=True)
    texts = [(passage.text, passage.start, passage) for passage in outline.passages]
    headings = [(heading.text, heading.start, None) for heading in outline.headings]
    named = gather_named(bodies, [*texts, *headings])
    gather_aliases(bodies, outline, named)
    gather_successors(bodies, outline)
    bodies.fold_short_names()
    gather_short_names(bodies, texts, named, facts)
    gather_initials(bodies, outline)
    gather_generic(bodies, [*texts, *headings], named, adult=adult)
    gather_references(bodies, texts, facts)
    gather_headings(bodies, headings, facts)
    gather_leads(bodies, outline)
    gather_recipients(bodies, outline)
    type_nhs_bodies(bodies, outline)
    type_by_context(bodies, facts)
    type_loose_bodies(bodies, facts, adult=adult)
    fold_services(bodies)
    bodies.fold_welsh_names()
    bodies.fold_short_names()  # again: a company and its home are of one type now
    return bodies


def _results(
    kept: Sequence[Body], bodies: Bodies, cases: Mapping[str, CaseScope], vocabulary: Vocabulary
) -> tuple[tuple[Agency, ...], tuple[Evidence, ...]]:
    agencies: list[Agency] = []
    evidence: list[Evidence] = []
    first = {id(body): min((m.start for m in body.mentions), default=0) for body in kept}
    for body in sorted(kept, key=lambda one: first[id(one)]):
        kind = body.type if body.type in vocabulary else None
        own = (
            tuple(_evidence(mention, kind, cases) for mention in _once(body.mentions))
            if kind
            else ()
        )
        name = body.name
        also = tuple(form for form in body.forms.values() if form != name)
        ids = tuple(one.id for one in own)
        identifier = content_id("agency", name, kind or "")
        agencies.append(Agency(identifier, name, also, kind, ids, successors(body, bodies)))
        evidence.extend(own)
    return tuple(agencies), tuple(evidence)


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    placed = {(m.start, m.end): m for m in mentions if m.passage is not None}
    return [placed[key] for key in sorted(placed)]


def _evidence(mention: Mention, kind: str, cases: Mapping[str, CaseScope]) -> Evidence:
    passage = mention.passage
    if passage is None:
        raise ValueError("A mention outside the passages is no evidence. Leave it out.")
    speaking = [name for name, case in cases.items() if passage.id in case.passages]
    method = "agency:named" if mention.named else "agency:generic"
    status = Status.POLICY if passage.kind in NOT_OF_THE_CASE else Status.ASSERTED
    return Evidence(
        id=content_id("ev", passage.id, mention.start, mention.end, kind, method),
        passage=passage.id,
        start=mention.start,
        end=mention.end,
        quote=passage.text[mention.start - passage.start : mention.end - passage.start],
        concept=kind,
        status=status,
        person=None,
        case=speaking[0] if len(speaking) == 1 else None,
        method=method,
        confidence=confidence_of(method, kind, status),
    )
