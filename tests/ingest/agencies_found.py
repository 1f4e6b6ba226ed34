"""The agencies that are found in paragraphs, for the tests of agencies."""

from __future__ import annotations

from graph.model import Agency, PassageKind
from graph.vocabulary import load_vocabulary
from ingest.agencies import find_agencies
from ingest.outline import Outline
from ingest.scopes import CaseScope, ReviewFacts, SubjectKind
from tests.ingest.outline_pieces import outline_of, section

__all__ = ["NARRATIVE", "VOCABULARY", "agencies_in", "told"]

VOCABULARY = load_vocabulary()
NARRATIVE = PassageKind.NARRATIVE


def agencies_in(
    outline: Outline, *boards: str, subject: SubjectKind = SubjectKind.CHILD
) -> dict[str, Agency]:
    cases = {"c": CaseScope("Child A", subject, frozenset(p.id for p in outline.passages))}
    facts = ReviewFacts(is_review=True, title="", commissioned_by=boards)
    found, _ = find_agencies(outline, cases, facts, VOCABULARY)
    return {agency.name: agency for agency in found}


def told(*paragraphs: str, kind: PassageKind = NARRATIVE) -> Outline:
    return outline_of(section("What happened", kind, *paragraphs))
