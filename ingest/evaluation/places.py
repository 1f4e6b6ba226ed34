"""Single places of evidence against gold: what stated confidence is estimated and judged by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Agency, Evidence, Record, Status
from graph.vocabulary import Vocabulary
from ingest.evaluation.cases import CasePair
from ingest.evaluation.folding import fold_name
from ingest.evaluation.gold import GoldAgency, GoldCase, GoldDocument, GoldFactor
from ingest.evaluation.matching import persons_agree, same_family

__all__ = ["JudgedPlace", "judged_places"]

# The readings that make a statement about a case, as gold names them.
_STATEMENTS = {
    Status.ASSERTED: "present",
    Status.HISTORICAL: "historical",
    Status.POSSIBLE: "possible",
    Status.NEGATED: "negated",
}
_NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class JudgedPlace:
    """A place of evidence, and whether gold says the same of its case."""

    evidence: Evidence
    right: bool


def judged_places(
    gold: GoldDocument, record: Record, pairs: Sequence[CasePair], vocabulary: Vocabulary
) -> Iterator[JudgedPlace]:
    """Yield the places that gold can judge, in the order of the Record.

    A factor is right when a row of the paired case has its concept, parent or child,
    with the same status and person; a legal status likewise; an outcome when the
    case has it. A place that only an optional row answers, and a denial of what gold
    does not speak of, are neutral and left out. So are places that make no statement
    about a paired case: policy, research, somebody else's family. An agency's
    mention is right when gold lists the agency with this type.
    """
    cases = {case.id: wanted for wanted, case in pairs}
    agencies = _agencies(gold.agencies, record.agencies)
    for one in record.evidence:
        if one.concept not in vocabulary:
            continue
        scheme = vocabulary[one.concept].scheme
        if scheme == "agency-type":
            right = agencies.get(one.id)
        elif one.case in cases and one.status in _STATEMENTS:
            right = _stated(one, scheme, cases[one.case], vocabulary)
        else:
            right = None
        if right is not None:
            yield JudgedPlace(one, right)


def _stated(one: Evidence, scheme: str, gold: GoldCase, vocabulary: Vocabulary) -> bool | None:
    if scheme == "harm-outcome":
        return _outcome(one, gold, vocabulary)
    if scheme in {"risk-factor", "legal-status"}:
        rows = gold.factors if scheme == "risk-factor" else gold.legal
        own = [row for row in rows if same_family(row.concept, one.concept, vocabulary)]
        return _answered(one, own)
    return None


def _answered(one: Evidence, rows: Sequence[GoldFactor]) -> bool | None:
    """Say whether a row of the family answers; None where only an optional one does."""
    status = _STATEMENTS[one.status]
    here = [row for row in rows if not row.persons or persons_agree(row.persons, one.person or "")]
    if any(row.status == status and not row.optional for row in here):
        return True
    if any(row.optional for row in rows):
        return None
    # Gold lists few of the things that a report rules out: silence judges no denial.
    return None if status == _NEGATED and not here else False


def _outcome(one: Evidence, gold: GoldCase, vocabulary: Vocabulary) -> bool | None:
    if one.status is not Status.ASSERTED:
        return None  # gold codes outcomes that came about, and no others
    return any(same_family(concept, one.concept, vocabulary) for concept in gold.outcomes)


def _agencies(gold: Sequence[GoldAgency], ours: Sequence[Agency]) -> Mapping[str, bool]:
    """Return evidence id -> right, without the mentions of optional agencies."""
    return {
        evidence: right
        for agency in ours
        if (right := _listed(agency, gold)) is not None
        for evidence in agency.evidence
    }


def _listed(agency: Agency, gold: Sequence[GoldAgency]) -> bool | None:
    forms = {fold_name(name) for name in (agency.name, *agency.also)}
    found = [one for one in gold if forms & {fold_name(name) for name in one.names}]
    if any(one.type == agency.type and not one.optional for one in found):
        return True
    return None if any(one.optional for one in found) else False
