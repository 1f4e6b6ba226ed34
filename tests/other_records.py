"""Records beside the cover report: a summary of the same review, and a later review."""

from __future__ import annotations

from graph.model import (
    Agency,
    Case,
    CaseFactor,
    FactorStatus,
    Lesson,
    PassageKind,
    Recommendation,
    Record,
    Review,
)
from tests.document_factory import CASE_E, CASE_R, LATER_REVIEW, REVIEW, DocumentFactory

__all__ = ["later_record", "summary_record"]


def summary_record() -> Record:
    """Return the summary of the same review: same cases, fewer words, one theme again."""
    doc = DocumentFactory("doc-summary", "Baby E: executive summary", "2007-09")
    doc.passage("1", PassageKind.NARRATIVE, "The police knew of domestic violence in the home.")
    doc.passage("2", PassageKind.LESSON, "Agencies did not share what they knew.")
    violence = doc.quote("1", "domestic violence", "domestic-abuse", person="mother", case=CASE_E)
    police = doc.quote("1", "The police", "police", case=CASE_E)
    return Record(
        document=doc.document(),
        reviews=(Review(REVIEW, "scr-child", ("Wendlebury LSCB",), "Wendlebury", cases=(CASE_E,)),),
        cases=(
            Case(
                CASE_E,
                "Baby E",
                factors=(
                    CaseFactor("domestic-abuse", FactorStatus.PRESENT, "mother", (violence,)),
                ),
            ),
        ),
        agencies=(Agency("a1", "the police", type="police", evidence=(police,)),),
        lessons=(
            Lesson(
                "les-summary",
                "Agencies did not share what they knew.",
                "doc-summary-p2",
                themes=("information-sharing",),
            ),
        ),
        passages=tuple(doc.passages),
        evidence=tuple(doc.evidence),
    )


def later_record() -> Record:
    """Return a later review by another board where themes and a named body recur."""
    doc = DocumentFactory("doc-larkshire", "Child safeguarding practice review: Rowan", "2019")
    doc.passage("1", PassageKind.NARRATIVE, "Rowan's mother slept on friends' sofas.")
    doc.passage("2", PassageKind.NARRATIVE, "Wendlebury Police and the police shared little.")
    doc.passage("3", PassageKind.RECOMMENDATION, "Wendlebury Police should ask about fathers.")
    doc.passage("4", PassageKind.RECOMMENDATION, "All services should share information.")
    sofas = doc.quote("1", "slept on friends' sofas", "homelessness", person="mother", case=CASE_R)
    own = doc.quote("2", "Wendlebury Police", "police", case=CASE_R)
    other = doc.quote("2", "the police", "police", case=CASE_R)
    homeless = CaseFactor("homelessness", FactorStatus.PRESENT, "mother", (sofas,))
    return Record(
        document=doc.document(),
        reviews=(Review(LATER_REVIEW, "lcspr", ("Larkshire LSCP",), "Larkshire", (CASE_R,)),),
        cases=(Case(CASE_R, "Rowan", incident_date="2018-05-02", factors=(homeless,)),),
        agencies=(
            Agency("a1", "Wendlebury Police", type="police", evidence=(own,)),
            Agency("a2", "the police", type="police", evidence=(other,)),
        ),
        recommendations=_later_recommendations(),
        passages=tuple(doc.passages),
        evidence=tuple(doc.evidence),
    )


def _later_recommendations() -> tuple[Recommendation, ...]:
    return (
        Recommendation(
            "rec-larkshire-1",
            "1",
            "Wendlebury Police should ask about fathers.",
            "doc-larkshire-p3",
            addressed_to=("Wendlebury Police",),
            themes=("hidden-men",),
            cases=(CASE_R,),
        ),
        Recommendation(
            "rec-larkshire-2",
            "2",
            "All services should share information.",
            "doc-larkshire-p4",
            themes=("information-sharing",),
        ),
    )
