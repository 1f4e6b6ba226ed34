"""What was read in a file, in the few values that an editor checks before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.corrections import Field
from ingest.admission import Admitted
from ingest.corrected import as_read

__all__ = ["preview", "with_values"]


def preview(admitted: Admitted) -> dict[str, Any]:
    """Return what a page tells of a file that is not published yet, as JSON values."""
    record = admitted.record
    told = {
        "media_type": record.document.source.media_type,
        "pages": record.document.source.pages,
        "cases": [case.label for case in record.cases],
        "factors": sum(len(case.factors) for case in record.cases),
        "passages": len(record.passages),
        "lessons": len(record.lessons),
        "recommendations": len(record.recommendations),
        "agencies": len(record.agencies),
        "warnings": [one.message for one in record.warnings],
        "read": {str(field): value for field, value in admitted.read.items()},
        "replaces": "",
    }
    return with_values(told, as_read(record))


def with_values(found: Mapping[str, Any], values: Mapping[Field, str]) -> dict[str, Any]:
    """Return what was found with these values in the fields that can be corrected."""
    return {**found, **{str(field): value for field, value in values.items()}}
