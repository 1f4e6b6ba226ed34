"""Records in which one ask comes back: by the same board after a later incident, and elsewhere."""

from __future__ import annotations

from pathlib import Path

from graph.library import Library
from graph.model import Agency, Case, PassageKind, Recommendation, Record, Review, Strength
from tests.document_factory import DocumentFactory
from tests.ingest.publishing import put

__all__ = ["AGAIN", "ELSEWHERE", "FIRST", "OTHER", "again_record", "first_record", "recurring"]

FIRST = "Wendlebury Hospital should hold a discharge meeting before a baby leaves the ward."
AGAIN = "A discharge meeting must be held by Wendlebury Hospital before any baby goes home."
ELSEWHERE = "The trust to hold a discharge meeting before babies leave the ward."
OTHER = "Landlords should refer tenants who hoard for a fire safety visit."


_BOARD = "Wendlebury LSCB"


def first_record(board: str = _BOARD) -> Record:
    """Return a review of 2010 with the ask and another one."""
    return _record("doc-first", "2010-03", "review-first", board, "2009-01", FIRST, OTHER)


def again_record(board: str = _BOARD) -> Record:
    """Return a review of the same board, of an incident two years after the first was published."""
    return _record("doc-again", "2013", "review-again", board, "2012-05-02", AGAIN)


def recurring(path: Path, *, boards: tuple[str, str] = (_BOARD, _BOARD)) -> Path:
    """Make a library of these and of a third review by another board, and return its path.

    `boards` are those that commissioned the first review and the one of the later incident.
    """
    library = Library.create(path)
    elsewhere = _record(
        "doc-elsewhere", "2011", "review-elsewhere", "Larkshire SCP", "2010-06", ELSEWHERE
    )
    put(library, first_record(boards[0]), elsewhere)
    put(library, again_record(boards[1]))
    return path


def _record(
    document: str, published: str, review: str, board: str, incident: str, *asked: str
) -> Record:
    doc = DocumentFactory(document, f"Report {document}", published)
    recommendations = []
    for at, text in enumerate(asked, start=1):
        passage = doc.passage(str(at), PassageKind.RECOMMENDATION, text)
        recommendations.append(
            Recommendation(
                f"{document}-r{at}",
                str(at),
                text,
                passage,
                addressed_to=("Wendlebury Hospital",) if "Wendlebury" in text else (),
                actions=("multi-agency-meeting-process",),
                strength=Strength.INTERMEDIATE,
                themes=("multi-agency-coordination",),
                factors=("domestic-abuse",),
            )
        )
    case = Case(f"case-{review}", "Baby T", incident_date=incident)
    return Record(
        document=doc.document(),
        reviews=(Review(review, "scr-child", (board,), cases=(case.id,)),),
        cases=(case,),
        agencies=(Agency("a1", board, type="lscb"),),
        recommendations=tuple(recommendations),
        passages=tuple(doc.passages),
    )
