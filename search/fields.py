"""The fields of the query language and of every index: one list for all engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "ACRONYMS",
    "EXACT",
    "FACETS",
    "FACT_FIELDS",
    "FIELDS",
    "REFINED_FIELDS",
    "Facet",
    "Field",
    "FieldKind",
    "exact_of",
]


class FieldKind(StrEnum):
    """How the value after `field:` is read."""

    PROSE = "prose"  # words, stemmed; patterns look at the words as printed
    NAME = "name"  # words as printed, for names of bodies and places
    KEYWORD = "keyword"  # one whole value
    CONCEPT = "concept"  # a concept of the vocabulary, with everything below it
    YEAR = "year"
    DATE = "date"
    AGE = "age"  # of the subject of a case
    STATUS = "status"  # refines a factor: present, historical, possible, negated
    SCOPE = "scope"  # within what the concepts of a query must meet


@dataclass(frozen=True, slots=True)
class Field:
    """A field that queries can name; `scheme` is that of a CONCEPT field."""

    name: str
    kind: FieldKind
    scheme: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """What can be counted and filtered by; `field` holds its values in an index.

    Values are counted as they stand: a concept without those below it.
    """

    name: str
    field: str
    numeric: bool = False


# The unstemmed companion of `text`, and its acronyms in capitals.
EXACT = "text_exact"
ACRONYMS = "text_acronyms"

_ALL = (
    Field("text", FieldKind.PROSE, also=("words",)),
    Field("title", FieldKind.PROSE),
    Field("board", FieldKind.NAME, also=("by",)),
    Field("area", FieldKind.NAME),
    Field("case", FieldKind.NAME, also=("child",)),
    Field("year", FieldKind.YEAR),
    Field("date", FieldKind.DATE, also=("published",)),
    Field("type", FieldKind.CONCEPT, "review-type"),
    Field("factor", FieldKind.CONCEPT, "risk-factor"),
    Field("theme", FieldKind.CONCEPT, "practice-theme"),
    Field("agency", FieldKind.CONCEPT, "agency-type"),
    Field("outcome", FieldKind.CONCEPT, "harm-outcome"),
    Field("legal", FieldKind.CONCEPT, "legal-status"),
    Field("action", FieldKind.CONCEPT, "recommendation-action"),
    Field("person", FieldKind.CONCEPT, "person-role"),
    Field("status", FieldKind.STATUS),
    Field("age", FieldKind.AGE),
    Field("same", FieldKind.SCOPE),
    Field("kind", FieldKind.KEYWORD),
    Field("section", FieldKind.KEYWORD),
    Field("number", FieldKind.KEYWORD),
    Field("id", FieldKind.KEYWORD),
    Field("review", FieldKind.KEYWORD),
    Field("document", FieldKind.KEYWORD),
    Field("passage", FieldKind.KEYWORD),
)
FIELDS: Mapping[str, Field] = {name: field for field in _ALL for name in (field.name, *field.also)}
# Fields that a case, a review or a passage has facts in; the others are of the entry itself.
FACT_FIELDS = ("factor", "theme", "agency", "outcome", "legal", "action")
# Those of them that have a status and a person.
REFINED_FIELDS = ("factor", "legal")
FACETS: Mapping[str, Facet] = {
    facet.name: facet
    for facet in (
        *(
            Facet(name, name)
            for name in (
                "kind",
                "type",
                "factor",
                "theme",
                "agency",
                "outcome",
                "legal",
                "action",
                "person",
                "section",
            )
        ),
        Facet("year", "year", numeric=True),
        Facet("board", "board_name"),
        Facet("area", "area_name"),
        Facet("review", "in_review"),
        Facet("case", "in_case"),
    )
}


def exact_of(field: str) -> str:
    """Return the index field in which patterns on a prose field look for words."""
    return f"{field}_exact"
