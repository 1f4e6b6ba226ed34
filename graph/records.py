"""Record <-> JSON, schema `lessons-record/1` (DESIGN.md, section 6).

Writing is deterministic: fixed key order, UTF-8, one trailing newline, so the
same Record always gives the same bytes.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from typing import Any, TypeVar

from graph.errors import RecordInvalid
from graph.model import (
    Agency,
    Case,
    CaseFactor,
    CaseLegalStatus,
    Document,
    Evidence,
    FactorStatus,
    Lesson,
    Passage,
    PassageKind,
    ReadingWarning,
    Recommendation,
    Record,
    Review,
    Source,
    Status,
    Strength,
)

__all__ = ["SCHEMA", "dump_record", "load_record", "record_from_json", "record_to_json"]

SCHEMA = "lessons-record/1"

_T = TypeVar("_T")
_Json = dict[str, Any]

# The fields of the Record that are lists of plain dataclasses, in output order.
_LISTS: dict[str, type[Any]] = {
    "reviews": Review,
    "cases": Case,
    "agencies": Agency,
    "lessons": Lesson,
    "recommendations": Recommendation,
    "passages": Passage,
    "evidence": Evidence,
    "warnings": ReadingWarning,
}
# How a JSON value becomes the type of a field, where it is not the value itself.
_ENUMS: dict[tuple[type[Any], str], type[StrEnum]] = {
    (CaseFactor, "status"): FactorStatus,
    (CaseLegalStatus, "status"): FactorStatus,
    (Passage, "kind"): PassageKind,
    (Evidence, "status"): Status,
    (Recommendation, "strength"): Strength,
}
_NESTED: dict[tuple[type[Any], str], type[Any]] = {
    (Case, "factors"): CaseFactor,
    (Case, "legal"): CaseLegalStatus,
}

# Fields added to the schema later: absent where they are empty, so that older readers go on.
_OPTIONAL = frozenset({(Agency, "succeeded_by")})


def record_to_json(record: Record) -> _Json:
    """Return the Record as plain JSON values, `schema` first."""
    plain: _Json = {"schema": SCHEMA, "document": dataclasses.asdict(record.document)}
    for name in _LISTS:
        plain[name] = [_plain(item) for item in getattr(record, name)]
    return plain


def record_from_json(plain: _Json) -> Record:
    """Return the Record that `plain` describes.

    Raises RecordInvalid when the schema is another one, a field is missing or
    unknown, or a value is outside its closed set.
    """
    if plain.get("schema") != SCHEMA:
        raise RecordInvalid(
            f"This is not a {SCHEMA} file but {plain.get('schema')!r}. Extract the document again."
        )
    try:
        document = dict(plain["document"])
        source = _build(Source, document.pop("source"))
        lists = {
            name: tuple(_build(kind, item) for item in plain[name]) for name, kind in _LISTS.items()
        }
        return Record(document=Document(source=source, **document), **lists)
    except (KeyError, TypeError, ValueError) as cause:
        raise RecordInvalid(
            f"The Record does not follow {SCHEMA}: {cause}. Extract the document again."
        ) from cause


def dump_record(record: Record) -> bytes:
    """Return the Record as UTF-8 JSON, indented by one space, newline at the end."""
    text = json.dumps(record_to_json(record), ensure_ascii=False, indent=1)
    return text.encode() + b"\n"


def load_record(data: bytes) -> Record:
    """Return the Record in `data`; raises RecordInvalid as `record_from_json` does."""
    try:
        plain = json.loads(data)
    except ValueError as cause:
        raise RecordInvalid(
            f"The Record is not JSON: {cause}. Extract the document again."
        ) from cause
    return record_from_json(plain)


def _plain(item: Any) -> _Json:
    """Return an item's fields; optional ones only where they say something."""
    fields = dataclasses.asdict(item)
    return {
        name: value
        for name, value in fields.items()
        if value or (type(item), name) not in _OPTIONAL
    }


def _build(kind: type[_T], plain: _Json) -> _T:
    values = {name: _value(kind, name, value) for name, value in plain.items()}
    return kind(**values)


def _value(kind: type[Any], name: str, value: Any) -> Any:
    nested = _NESTED.get((kind, name))
    if nested is not None:
        return tuple(_build(nested, item) for item in value)
    enum = _ENUMS.get((kind, name))
    if enum is not None and value is not None:
        return enum(value)
    return tuple(value) if isinstance(value, list) else value
