"""Further printed forms of a person already labelled: "Child 24/02" in the notification."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.labels import is_label, label_pattern, normal
from ingest.outline import Outline
from ingest.rulebook import load_rules

__all__ = ["aliases"]

# Aliases are given where a document introduces its people.
_OPENING_CHARACTERS = 8_000


def aliases(outline: Outline, forms: Sequence[str]) -> Iterator[str]:
    """Yield the further labels that the opening of a document gives the person of `forms`."""
    known = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    opening = re.sub(r"[^\S\n]+", " ", outline.text[:_OPENING_CHARACTERS])
    for pattern in load_rules("cases")["introductions"]["also"]:
        filled = pattern.replace("{K}", rf"(?<!\w)(?:{known})(?!\w)").replace(
            "{L}", label_pattern()
        )
        for found in re.finditer(filled, opening):
            label = normal(found["label"])
            if is_label(label) and any(letter.isalpha() for letter in label):
                yield label
