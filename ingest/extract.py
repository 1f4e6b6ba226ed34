"""From the bytes of one file to its Record: pure, so that it can run anywhere.

No clock, no network, no store: the same bytes under the same name, with the
same vocabulary and rules, give the same Record to the last byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.errors import DocumentNotAReview
from graph.identifiers import content_id, fingerprint
from graph.model import Case, Document, Evidence, ReadingWarning, Record, Review, Source
from graph.vocabulary import Vocabulary, load_vocabulary
from ingest.agencies import find_agencies
from ingest.cases import find_cases
from ingest.factors import case_facts
from ingest.facts import find_evidence
from ingest.facts.harm import find_harms
from ingest.identity import case_id, review_id
from ingest.keeping import weighed
from ingest.lessons import find_lessons
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.outline import Outline
from ingest.privacy import redact
from ingest.readers import read
from ingest.recommendations import find_recommendations
from ingest.review import describe_review
from ingest.scopes import CaseScope, ReviewFacts
from ingest.structure import outline as outline_of

__all__ = ["extract"]

# Makes every step do something; what comes out is thrown away.


def extract(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, *, labels_only: bool = False
) -> Record:
    """Return everything that one file says.

    `name` is the file's name, kept in the Record and a hint to its format. Text
    that nothing marks as a review still gives a Record, with a warning of code
    `document-not-a-review`. `labels_only` leaves out facts told in other words than
    the vocabulary's, to measure what reading those adds. Raises DocumentError when
    the file cannot be read.
    """
    sha256 = fingerprint(data)
    reading = read(data, name, limits)
    # Contact details go before anything else sees the text; offsets stand.
    reading = replace(reading, text=redact(reading.text), title=redact(reading.title))
    outline = outline_of(reading, sha256)
    vocabulary = load_vocabulary()
    facts = describe_review(outline, vocabulary)
    scopes = find_cases(outline, facts, vocabulary)
    source = Source(name, sha256, reading.media_type, reading.pages)
    document = Document(content_id("doc", sha256), facts.title or name, facts.published, source)
    identifier = review_id(sha256, facts, scopes)
    cases = {case_id(identifier, scope.label): scope for scope in scopes}
    told = tuple(cases.values())
    read_of = find_evidence(outline, told, tuple(cases), vocabulary, labels_only=labels_only)
    record = Record(
        document=document,
        reviews=(_review(identifier, facts, cases),) if facts.is_review else (),
        passages=outline.passages,
        evidence=(
            *weighed(read_of, outline.passages),
            *(() if labels_only else find_harms(outline, told, tuple(cases), facts)),
        ),
        warnings=(*reading.warnings, *outline.warnings, *_warnings(facts)),
    )
    return _filled(record, outline, cases, facts, vocabulary)


def _filled(
    record: Record,
    outline: Outline,
    cases: dict[str, CaseScope],
    facts: ReviewFacts,
    vocabulary: Vocabulary,
) -> Record:
    """Return the Record, which has its facts' evidence, with what its passages say."""
    told = record.evidence
    agencies, named = find_agencies(outline, cases, facts, vocabulary)
    return replace(
        record,
        cases=tuple(_case(one, scope, told, vocabulary) for one, scope in cases.items()),
        agencies=agencies,
        lessons=find_lessons(outline, cases, agencies, vocabulary),
        recommendations=find_recommendations(outline, cases, agencies, vocabulary),
        evidence=_in_order((*told, *named)),
    )


def _review(identifier: str, facts: ReviewFacts, cases: Iterable[str]) -> Review:
    return Review(
        id=identifier,
        review_type=facts.review_type,
        commissioned_by=facts.commissioned_by,
        area=facts.area,
        cases=tuple(cases),
    )


def _case(
    identifier: str, scope: CaseScope, evidence: tuple[Evidence, ...], vocabulary: Vocabulary
) -> Case:
    found = case_facts(scope, identifier, evidence, vocabulary)
    return Case(
        id=identifier,
        label=scope.label,
        also=scope.also,
        incident_date=scope.incident_date,
        age=scope.age,
        sex=scope.sex,
        outcomes=found.outcomes,
        factors=found.factors,
        legal=found.legal,
    )


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda one: (one.start, one.end, one.concept, one.id)))


def _warnings(facts: ReviewFacts) -> Iterator[ReadingWarning]:
    if not facts.is_review:
        yield ReadingWarning(
            DocumentNotAReview.code,
            "Nothing in this text says that it reports a review. "
            "If it does, add a first line that names the kind of review and its board.",
        )
