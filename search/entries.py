"""From a Record to its entries: passages, lessons, recommendations and reviews.

`entries` is a pure function of one Record, so an index can be rebuilt from the
stored Records at any time and comes out the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from graph.model import Case, FactorStatus, Lesson, Passage, Recommendation, Record, Review
from graph.vocabulary import Vocabulary
from search.context import RecordContext, unique
from search.entry import Entry, EntryKind

__all__ = ["entries"]

# What counts for a factor. One that was ruled out is not searched as a factor.
_COUNTED = frozenset({FactorStatus.PRESENT, FactorStatus.HISTORICAL, FactorStatus.POSSIBLE})


def entries(record: Record, vocabulary: Vocabulary) -> Iterator[Entry]:
    """Yield the entries of one Record: its reviews first, then all in reading order.

    A passage counts only the factors that its own words are evidence for; a
    review counts those of all its cases.
    """
    context = RecordContext(record, vocabulary)
    for position, entry in enumerate(_in_order(context)):
        yield replace(entry, position=position)


def _in_order(context: RecordContext) -> Iterator[Entry]:
    for review in context.record.reviews:
        yield _review(review, context)
    for passage in context.record.passages:
        entry = _passage(passage, context)
        yield entry
        for lesson in context.lessons.get(passage.id, ()):
            yield _lesson(lesson, entry, context)
        for recommendation in context.recommendations.get(passage.id, ()):
            yield _recommendation(recommendation, entry, context)


def _review(review: Review, context: RecordContext) -> Entry:
    record = context.record
    cases = [context.cases[one] for one in review.cases if one in context.cases]
    parts: tuple[Lesson | Recommendation, ...] = (*record.lessons, *record.recommendations)
    factors = [one for case in cases for one in case.factors if one.status in _COUNTED]
    legal = [one for case in cases for one in case.legal if one.status in _COUNTED]
    entry = Entry(
        id=review.id,
        kind=EntryKind.REVIEW,
        title=record.document.title,
        text="",
        document=record.document.id,
        factors=unique(one.concept for one in factors),
        people=unique(one.person for one in factors),
        legal=unique(one.concept for one in legal),
        agencies=unique(one.type for one in record.agencies if one.type),
        themes=unique(chain.from_iterable(one.themes for one in parts)),
        actions=unique(chain.from_iterable(one.actions for one in record.recommendations)),
        **context.dates,
    )
    entry = _of_cases(_with_review(entry, review), cases)
    return replace(entry, text=_description(entry, context.vocabulary))


def _description(entry: Entry, vocabulary: Vocabulary) -> str:
    kind = vocabulary.label(entry.type) if entry.type else ""
    told = (entry.title, kind, *entry.board, entry.area, *entry.case_labels)
    return ". ".join(unique(part for part in told if part))


def _passage(passage: Passage, context: RecordContext) -> Entry:
    found = context.found_in(passage.id)
    entry = Entry(
        id=passage.id,
        kind=EntryKind.PASSAGE,
        title=context.record.document.title,
        text=passage.text,
        document=context.record.document.id,
        passage=passage.id,
        number=passage.number or "",
        page=passage.page or 0,
        section=passage.kind.value,
        factors=found.factors,
        legal=found.legal,
        agencies=found.agencies,
        themes=found.themes,
        people=found.people,
        facts=found.facts,
        **context.dates,
    )
    return _with_cases(entry, context.cases_of_passage(passage.id), context)


def _lesson(lesson: Lesson, passage: Entry, context: RecordContext) -> Entry:
    entry = replace(
        passage,
        id=lesson.id,
        kind=EntryKind.LESSON,
        text=lesson.text,
        agencies=unique((*context.types_of(lesson.addressed_to), *passage.agencies)),
        themes=unique((*lesson.themes, *passage.themes)),
    )
    return _with_cases(entry, lesson.cases or passage.cases, context)


def _recommendation(one: Recommendation, passage: Entry, context: RecordContext) -> Entry:
    entry = replace(
        passage,
        id=one.id,
        kind=EntryKind.RECOMMENDATION,
        text=one.text,
        number=one.number or passage.number,
        agencies=unique((*context.types_of(one.addressed_to), *passage.agencies)),
        themes=unique((*one.themes, *passage.themes)),
        factors=unique((*one.factors, *passage.factors)),
        actions=one.actions,
    )
    return _with_cases(entry, one.cases or passage.cases, context)


def _with_cases(entry: Entry, case_ids: Iterable[str], context: RecordContext) -> Entry:
    cases = [context.cases[one] for one in case_ids if one in context.cases]
    entry = _of_cases(entry, cases)
    review = context.review_of(entry.cases)
    return _with_review(entry, review) if review else replace(entry, type=context.common_type)


def _with_review(entry: Entry, review: Review) -> Entry:
    return replace(
        entry,
        review=review.id,
        type=review.review_type or "",
        board=review.commissioned_by,
        area=review.area or "",
    )


def _of_cases(entry: Entry, cases: Sequence[Case]) -> Entry:
    return replace(
        entry,
        cases=tuple(case.id for case in cases),
        case_labels=unique(chain.from_iterable((case.label, *case.also) for case in cases)),
        outcomes=unique(chain.from_iterable(case.outcomes for case in cases)),
    )
