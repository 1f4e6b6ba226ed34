"""The domain model: what a document says, each statement standing on its words.

All classes are frozen values. Offsets are Unicode code points into the
document's text (one rendition per document), end exclusive. Concept ids are
those of the vocabulary (`graph.vocabulary`). Sets that we own are enums here;
everything the field names (factors, agency types, themes) is a SKOS concept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Agency",
    "Case",
    "CaseFactor",
    "CaseLegalStatus",
    "Document",
    "Evidence",
    "FactorStatus",
    "Lesson",
    "Passage",
    "PassageKind",
    "ReadingWarning",
    "Recommendation",
    "Record",
    "Review",
    "Source",
    "Status",
    "Strength",
]


class Status(StrEnum):
    """What a passage says about a concept at one place (domain/negation.md)."""

    ASSERTED = "asserted"
    HISTORICAL = "historical"
    POSSIBLE = "possible"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    POLICY = "policy"
    OTHER = "other"
    GENERAL = "general"


class FactorStatus(StrEnum):
    """What all the evidence of one case, concept and person comes to."""

    PRESENT = "present"
    HISTORICAL = "historical"
    POSSIBLE = "possible"
    NEGATED = "negated"


class PassageKind(StrEnum):
    """What part of a report a passage belongs to (domain/DOMAIN.md, part 4)."""

    FRONT_MATTER = "front-matter"
    CIRCUMSTANCES = "circumstances"
    TERMS_OF_REFERENCE = "terms-of-reference"
    METHODOLOGY = "methodology"
    FAMILY_COMPOSITION = "family-composition"
    BACKGROUND = "background"
    NARRATIVE = "narrative"
    FAMILY_VIEWS = "family-views"
    ANALYSIS = "analysis"
    FINDING = "finding"
    LESSON = "lesson"
    GOOD_PRACTICE = "good-practice"
    CONCLUSION = "conclusion"
    RECOMMENDATION = "recommendation"
    QUESTION = "question"
    ACTION_PLAN = "action-plan"
    ACTION_TAKEN = "action-taken"
    POLICY = "policy"
    RESEARCH = "research"
    GLOSSARY = "glossary"
    REFERENCES = "references"
    FOOTNOTE = "footnote"
    BOILERPLATE = "boilerplate"


class Strength(StrEnum):
    """How far an action relies on the system rather than on memory (RCA2)."""

    WEAK = "weak"
    INTERMEDIATE = "intermediate"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from; `pages` is 0 for unpaged formats."""

    file: str
    sha256: str
    media_type: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One published file; `published` is an ISO 8601 date cut to what is known."""

    id: str
    title: str
    published: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Review:
    """The exercise that examined one or more cases."""

    id: str
    review_type: str | None
    commissioned_by: tuple[str, ...] = ()
    area: str | None = None
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFactor:
    """A derived statement: this case has this factor for this person."""

    concept: str
    status: FactorStatus
    person: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseLegalStatus:
    """A legal status of a person of the case, and what it stands on."""

    concept: str
    status: FactorStatus
    evidence: tuple[str, ...]
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The family or incident examined, under its printed label ("Baby E")."""

    id: str
    label: str
    also: tuple[str, ...] = ()
    incident_date: str | None = None
    age: str | None = None
    sex: str | None = None
    outcomes: tuple[str, ...] = ()
    factors: tuple[CaseFactor, ...] = ()
    legal: tuple[CaseLegalStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """A named organisation or a generic service, with its other printed forms.

    `succeeded_by` holds the names of other bodies that took over its work.
    """

    id: str
    name: str
    also: tuple[str, ...] = ()
    type: str | None = None
    evidence: tuple[str, ...] = ()
    succeeded_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A learning point, finding or matter of concern, as printed."""

    id: str
    text: str
    passage: str
    themes: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a review asks somebody to do, whole and as printed."""

    id: str
    number: str | None
    text: str
    passage: str
    addressed_to: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    strength: Strength | None = None
    themes: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest citable text; `text` is the document's text[start:end]."""

    id: str
    number: str | None
    page: int | None
    section: tuple[str, ...]
    kind: PassageKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the document says at one place about one concept.

    `quote` is the document's text[start:end]; `person` is a person-role
    concept, `case` a case id (None where the place speaks of no case);
    `method` names the rule that read it and `confidence` lies in 0..1.
    """

    id: str
    passage: str
    start: int
    end: int
    quote: str
    concept: str
    status: Status
    person: str | None
    case: str | None
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something a person should look at; it did not stop the reading."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything extracted from one document; the unit of storage and exchange."""

    document: Document
    reviews: tuple[Review, ...] = ()
    cases: tuple[Case, ...] = ()
    agencies: tuple[Agency, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    passages: tuple[Passage, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
