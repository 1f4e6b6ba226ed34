"""A report as long as an inquiry's: pages of paragraphs in sections, with what was read in them."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Case, Passage, PassageKind, Recommendation, Record, Review
from tests.document_factory import DocumentFactory

__all__ = ["LONG", "long_record"]

LONG = "doc-long"
_CASE, _REVIEW = "case-long", "review-long"
_A_PAGE = 10  # paragraphs
_SECTIONS_EACH = 4  # pages of a section; eight sections are a chapter
_CHAPTER = 8
_SENTENCE = (
    "The worker wrote on {day} March 2011 that the home was cold, that the mother had "
    "suffered domestic violence, and that nobody had asked the child what a day was like. "
    "The record does not say who was told of it, or what was decided at the next meeting. "
    "The practitioners who spoke to this review remembered a busy team and little supervision. "
)


def long_record(pages: int) -> Record:
    """Return a Record of `pages` pages with ten paragraphs each, all invented."""
    doc = DocumentFactory(LONG, "Report of an inquiry", "2015-06-01")
    asked = []
    for at in range(pages * _A_PAGE):
        page, number = at // _A_PAGE + 1, f"{at // (_A_PAGE * _SECTIONS_EACH) + 1}.{at + 1}"
        text = f"{number} " + _SENTENCE.format(day=at % 28 + 1)
        doc.passage(number, PassageKind.NARRATIVE, text, page=page)
        if at % 2 == 0:
            # the factory looks a passage up from the first on: the last alone is quick
            every, doc.passages = doc.passages, doc.passages[-1:]
            doc.quote(number, "domestic violence", "domestic-abuse", person="mother", case=_CASE)
            doc.passages = every
        if at % 50 == 0:
            asked.append(Recommendation(f"rec-long-{at}", str(at), text, f"{LONG}-p{number}"))
    return Record(
        document=doc.document(),
        reviews=(Review(_REVIEW, "scr-child", ("Wendlebury LSCB",), None, cases=(_CASE,)),),
        cases=(Case(_CASE, "Child L"),),
        recommendations=tuple(asked),
        passages=tuple(_sectioned(passage) for passage in doc.passages),
        evidence=tuple(doc.evidence),
    )


def _sectioned(passage: Passage) -> Passage:
    section = ((passage.page or 1) - 1) // _SECTIONS_EACH
    names = f"Chapter {section // _CHAPTER + 1}", f"Part {section + 1}: What was known by whom"
    return replace(passage, section=names)
