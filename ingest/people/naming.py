"""People whom one phrase names together: "Mr and Mrs L", "Sisters F, G and H"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.labels import label_pattern, members, normal
from ingest.people.tables import Named
from ingest.rulebook import load_rules

__all__ = ["companions", "couples"]

_SISTERS, _BROTHERS = ("Sisters", "Girls"), ("Brothers", "Boys")


def couples(texts: Sequence[str]) -> Iterator[Named]:
    """Yield a child's parents where they are named together: "her parents, Mr and Mrs L"."""
    for text in texts:
        for found in _couple().finditer(text):
            name = found["name"]
            first = normal(f"{found['one']} {found['own'] or name}")
            second = normal(f"{found['two']} {name}")
            for label in (first, second):
                male = label.startswith("Mr ")
                yield ("father" if male else "mother"), label, "male" if male else "female"


def companions(forms: Sequence[str]) -> Iterator[Named]:
    """Yield the siblings that a collective label names beside the subject, who has one of its own.

    `forms` are the subject's: where they hold "Sisters F, G and H" and "G" but
    neither "F" nor "H", those two are siblings.
    """
    for form in forms:
        named = members(form)
        if len(named) > 1 and not set(named) <= set(forms):
            head = form.split(maxsplit=1)[0]
            sex = "female" if head in _SISTERS else "male" if head in _BROTHERS else None
            yield from (("sibling", one, sex) for one in named if one not in forms)


@cache
def _couple() -> re.Pattern[str]:
    name = re.sub(r"\(\?P<\w+>", "(?:", label_pattern())
    couple = load_rules("people")["names"]["couple"]
    return re.compile(
        couple.replace("{N}", r"(?:[A-Z][a-z]+|[A-Z]{1,2}\d?)(?!\w)").replace("{L}", name)
    )
