"""Gold files: what a careful reader finds in a document, beside that document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import RecordInvalid

__all__ = [
    "GoldAgency",
    "GoldCase",
    "GoldDocument",
    "GoldFactor",
    "GoldLesson",
    "GoldRecommendation",
    "GoldTrap",
    "load_gold",
]

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldFactor:
    """A factor or a legal status of a case; `optional` rows are neutral."""

    concept: str
    status: str
    persons: tuple[str, ...]
    evidence: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A case with all that is true of it."""

    label: str
    outcomes: tuple[str, ...]
    incident_year: str | None
    age: str | None
    sex: str | None
    factors: tuple[GoldFactor, ...]
    legal: tuple[GoldFactor, ...]


@dataclass(frozen=True, slots=True)
class GoldTrap:
    """Words that tempt a reader: a concept that is no factor, text that is no recommendation."""

    concept: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class GoldAgency:
    """An agency with its forms."""

    names: tuple[str, ...]
    type: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldLesson:
    """A lesson by its first words."""

    starts: str
    themes: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldRecommendation:
    """A recommendation by its first words."""

    starts: str
    number: str | None
    addressed_to: tuple[str, ...]
    actions: tuple[str, ...]
    themes: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One gold file; `path` is the document it speaks of."""

    path: Path
    review_types: tuple[str, ...]
    commissioned_by: tuple[str, ...]
    published: str | None
    cases: tuple[GoldCase, ...]
    not_factors: tuple[GoldTrap, ...]
    agencies: tuple[GoldAgency, ...]
    lessons: tuple[GoldLesson, ...]
    recommendations: tuple[GoldRecommendation, ...]
    not_recommendations: tuple[GoldTrap, ...]


def load_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """Return every gold file under `folder`, in the order of their names.

    Raises RecordInvalid when a gold file cannot be read or lacks its document.
    """
    return tuple(_document(path) for path in sorted(folder.rglob("*.gold.json")))


def _document(path: Path) -> GoldDocument:
    try:
        plain: _Json = json.loads(path.read_text(encoding="utf-8"))
        gold = _gold(path.parent / plain["file"], plain)
    except (KeyError, TypeError, ValueError) as cause:
        raise RecordInvalid(f"{path} is not a gold file: {cause!r}. See GOLD.md.") from cause
    if not gold.path.exists():
        raise RecordInvalid(f"{path} speaks of {gold.path.name}, which is not there. Add it.")
    return gold


def _gold(path: Path, plain: _Json) -> GoldDocument:
    bodies = plain.get("commissioned_by_list") or [plain.get("commissioned_by")]
    return GoldDocument(
        path=path,
        review_types=(plain["review_type"], *_also(plain, "review_type_also")),
        commissioned_by=tuple(body for body in bodies if body),
        published=plain.get("published"),
        cases=tuple(_case(row) for row in plain["cases"]),
        not_factors=tuple(
            GoldTrap(row["concept"], row["why"], row["evidence"]) for row in plain["not_factors"]
        ),
        agencies=tuple(
            GoldAgency((row["name"], *row.get("also", ())), row["type"], _optional(row))
            for row in plain["agencies"]
        ),
        lessons=tuple(
            GoldLesson(row["starts"], tuple(row["themes"]), _optional(row))
            for row in plain["lessons"]
        ),
        recommendations=tuple(_recommendation(row) for row in plain["recommendations"]),
        not_recommendations=tuple(
            GoldTrap("", row["why"], row["starts"]) for row in plain["not_recommendations"]
        ),
    )


def _case(row: _Json) -> GoldCase:
    year, age = row.get("incident_year"), row.get("age")
    return GoldCase(
        label=row["label"],
        outcomes=tuple(row.get("outcome", ())),
        incident_year=str(year) if year else None,
        age=str(age) if age else None,
        sex=row.get("sex"),
        factors=tuple(_factor(factor) for factor in row["factors"]),
        legal=tuple(_factor(factor) for factor in row["legal"]),
    )


def _factor(row: _Json) -> GoldFactor:
    persons = (row["person"],) if row.get("person") else ()
    return GoldFactor(
        concept=row["concept"],
        status=row["status"],
        persons=(*persons, *_also(row, "person_also")),
        evidence=row.get("evidence", ""),
        optional=_optional(row),
    )


def _recommendation(row: _Json) -> GoldRecommendation:
    return GoldRecommendation(
        starts=row["starts"],
        number=row.get("number"),
        addressed_to=tuple(row["addressed_to"]),
        actions=tuple(row["actions"]),
        themes=tuple(row["themes"]),
        optional=_optional(row),
    )


def _optional(row: _Json) -> bool:
    return bool(row.get("optional", False))


def _also(row: _Json, key: str) -> tuple[str, ...]:
    value = row.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value or ())
