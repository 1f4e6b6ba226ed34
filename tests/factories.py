"""Small Records whose offsets are true, for every test that needs one.

`record()` is a cover report of two cases: agencies named and generic, lessons,
recommendations, and evidence of every status. `library()` adds a summary of the
same review and a later review by another board, so that things recur. All
people and places are invented.
"""

from __future__ import annotations

from dataclasses import replace

from graph.model import (
    Agency,
    Case,
    CaseFactor,
    CaseLegalStatus,
    FactorStatus,
    Lesson,
    PassageKind,
    ReadingWarning,
    Recommendation,
    Record,
    Review,
    Status,
    Strength,
)
from tests.document_factory import CASE_E, CASE_M, CASE_R, LATER_REVIEW, REVIEW, DocumentFactory
from tests.other_records import later_record, summary_record

__all__ = [
    "CASE_E",
    "CASE_M",
    "CASE_R",
    "LATER_REVIEW",
    "REVIEW",
    "later_record",
    "library",
    "record",
    "summary_record",
    "two_reviews_record",
]

# What one place of this status makes of a factor when it stands alone.
_COMES_TO = {
    Status.ASSERTED: FactorStatus.PRESENT,
    Status.HISTORICAL: FactorStatus.HISTORICAL,
    Status.POSSIBLE: FactorStatus.POSSIBLE,
    Status.NEGATED: FactorStatus.NEGATED,
}


# Number, kind and text of the cover report's paragraphs, a page each.
_COVER = (
    ("3.2", PassageKind.POLICY, "A review is considered where domestic violence is a factor."),
    ("4.1", PassageKind.NARRATIVE, "M was made subject to a care order after his arrest."),
    (
        "4.2",
        PassageKind.NARRATIVE,
        ("No information about drug use was recorded, and M's mother did not use drugs."),
    ),
    (
        "4.6",
        PassageKind.NARRATIVE,
        (
            "Baby E died. Her mother had suffered domestic violence "
            "and was prescribed methadone. Her father may have been drinking."
        ),
    ),
    (
        "4.7",
        PassageKind.NARRATIVE,
        ("As a child the mother was neglected. Half-siblings are in care elsewhere."),
    ),
    (
        "4.8",
        PassageKind.NARRATIVE,
        (
            "Wendlebury Police (WP), the police and substance misuse "
            "services worked with the family."
        ),
    ),
    (
        "5.1",
        PassageKind.FINDING,
        ("Agencies did not know about the father, and if a parent drinks they should ask."),
    ),
    (
        "6.1",
        PassageKind.RECOMMENDATION,
        ("Wendlebury Police should share information about men in the household."),
    ),
    ("6.2", PassageKind.RECOMMENDATION, "The Board should audit compliance."),
)


def record() -> Record:
    """Return a cover report of two cases, with evidence of every status."""
    doc = DocumentFactory("doc-cover", "Two serious case reviews", "2007-11-15")
    _write_cover(doc)
    factors_e, factors_m = _factors(doc)
    quotes = _agency_quotes(doc)
    order = doc.quote("4.1", "care order", "care-order", person="subject-child", case=CASE_M)
    doc.quote("4.6", "died", "fatal-outcome", person="subject-child", case=CASE_E)
    doc.quote("3.2", "domestic violence", "domestic-abuse", Status.POLICY)
    doc.quote("4.2", "No information about drug use", "parental-drug-misuse", Status.GENERAL)
    doc.quote("5.1", "if a parent drinks", "parental-alcohol-misuse", Status.HYPOTHETICAL)
    doc.quote("4.7", "in care", "care-experienced-child", Status.OTHER, person="sibling")
    return Record(
        document=doc.document(),
        reviews=(
            Review(REVIEW, "scr-child", ("Wendlebury LSCB",), "Wendlebury", cases=(CASE_E, CASE_M)),
        ),
        cases=_cases(factors_e, factors_m, order),
        agencies=_agencies(quotes),
        lessons=_lessons(),
        recommendations=_recommendations(),
        passages=tuple(doc.passages),
        evidence=tuple(doc.evidence),
        warnings=(ReadingWarning("no-pages", "The text has no pages."),),
    )


def library() -> tuple[Record, ...]:
    """Return three Records: two documents of one review, and a later review elsewhere."""
    return record(), summary_record(), later_record()


def two_reviews_record() -> Record:
    """Return the cover report again, now as two reviews of one case each."""
    whole = record()
    (review,) = whole.reviews
    reviews = (
        replace(review, id="review-e", cases=(CASE_E,)),
        replace(review, id="review-m", cases=(CASE_M,)),
    )
    return replace(whole, reviews=reviews)


def _write_cover(doc: DocumentFactory) -> None:
    for page, (number, kind, text) in enumerate(_COVER, start=1):
        doc.passage(number, kind, text, page=page, section=f"Part {number[0]}")


def _factors(
    doc: DocumentFactory,
) -> tuple[tuple[CaseFactor, ...], tuple[CaseFactor, ...]]:
    asserted, possible = Status.ASSERTED, Status.POSSIBLE
    past, denied = Status.HISTORICAL, Status.NEGATED
    rows = (
        ("4.6", "domestic violence", asserted, CASE_E, "mother", "domestic-abuse"),
        ("4.6", "methadone", asserted, CASE_E, "mother", "parental-opiate-use-ost"),
        ("4.6", "may have been drinking", possible, CASE_E, "father", "parental-alcohol-misuse"),
        ("4.7", "was neglected", past, CASE_E, "mother", "parental-childhood-adversity"),
        ("4.2", "did not use drugs", denied, CASE_M, "mother", "parental-drug-misuse"),
    )
    found: dict[str, list[CaseFactor]] = {CASE_E: [], CASE_M: []}
    for number, words, status, case, person, concept in rows:
        evidence = doc.quote(number, words, concept, status, person=person, case=case)
        found[case].append(CaseFactor(concept, _COMES_TO[status], person, (evidence,)))
    return tuple(found[CASE_E]), tuple(found[CASE_M])


def _cases(
    factors_e: tuple[CaseFactor, ...], factors_m: tuple[CaseFactor, ...], order: str
) -> tuple[Case, ...]:
    made = CaseLegalStatus("care-order", FactorStatus.PRESENT, (order,), person="subject-child")
    return (
        Case(
            CASE_E,
            "Baby E",
            also=("E",),
            incident_date="2007-02",
            age="5 months",
            sex="female",
            outcomes=("fatal-outcome",),
            factors=factors_e,
        ),
        Case(CASE_M, "Child M", incident_date="2006", factors=factors_m, legal=(made,)),
    )


def _agency_quotes(doc: DocumentFactory) -> dict[str, str]:
    return {
        "own": doc.quote("4.8", "Wendlebury Police", "police", case=CASE_E),
        "generic": doc.quote("4.8", "the police", "police", case=CASE_E),
        "drugs": doc.quote(
            "4.8", "substance misuse services", "substance-misuse-service", case=CASE_E
        ),
    }


def _agencies(quotes: dict[str, str]) -> tuple[Agency, ...]:
    return (
        Agency("a1", "Wendlebury Police", ("WP",), "police", (quotes["own"],)),
        Agency("a2", "the police", (), "police", (quotes["generic"],)),
        Agency(
            "a3", "substance misuse services", (), "substance-misuse-service", (quotes["drugs"],)
        ),
        Agency("a4", "Wendlebury LSCB", ("the Board",), "lscb", ()),
    )


def _lessons() -> tuple[Lesson, ...]:
    return (
        Lesson(
            "les-fathers",
            "Agencies did not know about the father.",
            "doc-cover-p5.1",
            themes=("hidden-men",),
            addressed_to=("Children's social care",),
            cases=(CASE_E,),
        ),
    )


def _recommendations() -> tuple[Recommendation, ...]:
    return (
        Recommendation(
            "rec-1",
            "6.1",
            "Wendlebury Police should share information about men in the household.",
            "doc-cover-p6.1",
            addressed_to=("WP",),
            actions=("information-sharing-action",),
            strength=Strength.INTERMEDIATE,
            themes=("information-sharing", "hidden-men"),
            factors=("domestic-abuse",),
            cases=(CASE_E,),
            deadline="within six months",
        ),
        Recommendation(
            "rec-2",
            "6.2",
            "The Board should audit compliance.",
            "doc-cover-p6.2",
            addressed_to=("the Board",),
            actions=("audit-assurance",),
            strength=Strength.WEAK,
            themes=("quality-assurance-learning",),
        ),
    )
