"""The age that a table of the family gives beside the subject's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.labels import called
from ingest.numerals import NUMBER
from ingest.outline import Outline

__all__ = ["age_in_table"]

_HEADER = re.compile(r"(?i)^\W*(?:(?:current|his|her|their)\s+)?age\b(?!\s*(?:group|range|gap))")
_AGE = re.compile(
    rf"(?i)^\W*(?:aged?\s+)?(?P<age>{NUMBER}(?:\s*(?:years?|yrs?|months?|mths?|weeks?|wks?|days?))?"
    rf"(?:,?\s+(?:and\s+)?{NUMBER}\s+(?:months?|weeks?|days?))?)\b"
)
_NAME_CELLS = 2


def age_in_table(outline: Outline, forms: Sequence[str]) -> str | None:
    """Return the printed age in the row that begins with the subject's name, else None."""
    names = {form.casefold() for label in forms for form in called(label)}
    for row in outline.rows:
        cells = [(header.strip(), " ".join(text.split())) for header, text, _, _ in row.cells]
        first = [re.sub(r"\W*\([^)]*\)|[\"\u201c\u201d*]", "", text) for _, text in cells]
        if not any(name.strip().casefold() in names for name in first[:_NAME_CELLS]):
            continue
        for header, text in cells:
            age = _AGE.match(text) if _HEADER.match(header) else None
            if age:
                return age["age"]
    return None
