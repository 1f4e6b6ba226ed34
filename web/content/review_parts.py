"""The parts of a review's page, in the order in which the sector's reports have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.view import Row
from web.content.cells import NAMES, key, words
from web.content.facts import STATUSES, Fact, facts
from web.content.learning import Item
from web.content.quotations import texts
from web.content.threshold import Threshold
from web.snapshot import Snapshot

__all__ = ["MOST_QUOTED", "CaseFact", "Theme", "learning_themes", "quoted_factors"]

MOST_QUOTED = 3  # cases: of more, the page names the factors, and each case's own page quotes

# What makes a link between a case and a factor: as on the page of a case.
_LINK = ("concept", "person")


@dataclass(frozen=True, slots=True)
class Theme:
    """A practice theme, and how many lessons and recommendations of the review are on it."""

    id: str
    label: str
    lessons: int
    recommendations: int


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A factor with its quotations, and the case that has it."""

    case: str
    case_label: str
    fact: Fact


def learning_themes(learning: Iterable[Item]) -> list[Theme]:
    """Return the practice themes of a review's learning, those with most first."""
    labels: dict[str, str] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for item in learning:
        for link in item.links.get("theme", ()):
            labels.setdefault(link.target, link.label)
            counted[link.target, item.kind] += 1
    found = [
        Theme(one, label, counted[one, "lesson"], counted[one, "recommendation"])
        for one, label in labels.items()
    ]
    return sorted(found, key=lambda one: (-one.lessons - one.recommendations, one.label))


def quoted_factors(
    shown: Snapshot, cases: Sequence[Row], threshold: Threshold
) -> Mapping[str, tuple[CaseFact, ...]]:
    """Return the factors of the cases under each status that there is, the strongest first.

    Empty where there are more cases than `MOST_QUOTED`.
    """
    if len(cases) > MOST_QUOTED:
        return {}
    found = [one for case in cases for one in _of_case(shown, case, threshold)]
    grouped = {
        status: tuple(one for one in found if one.fact.status == status) for status in STATUSES
    }
    return {status: group for status, group in grouped.items() if group}


def _of_case(shown: Snapshot, case: Row, threshold: Threshold) -> list[CaseFact]:
    iri = NAMES.case(key(case, "case"))
    known = texts(shown.graph.select("pages/case-passages", case=iri))
    rows = shown.graph.select("pages/case-factors", case=iri)
    kept = [row | {"case": iri} for row in threshold.kept("risk factor", rows, *_LINK)]
    return [CaseFact(key(case, "case"), words(case, "label"), fact) for fact in facts(kept, known)]
