"""The same counts once more, straight from Records and as plainly as can be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import FactorStatus, Lesson, Recommendation, Record, Status
from graph.triples import Names
from graph.triples.agencies import AgencyDirectory
from graph.vocabulary import load_vocabulary

__all__ = ["NaiveCase", "naive_cases"]

VOCABULARY = load_vocabulary()


@dataclass
class NaiveCase:
    """What all Records together say of one case."""

    stated: set[tuple[str, str, FactorStatus]] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)  # their types
    outcomes: set[str] = field(default_factory=set)
    themes: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    asked: list[Recommendation] = field(default_factory=list)
    has_learning: bool = False
    dates: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)

    def has(self, scheme: str, concept: str) -> bool:
        """Say whether the case has a concept, or one below it."""
        below = VOCABULARY.narrower(concept) if concept in VOCABULARY else {concept}
        return bool(below & self.own(scheme))

    def own(self, scheme: str) -> set[str]:
        present = {c for c, _, status in self.stated if status is FactorStatus.PRESENT}
        years = {"incident-year": self.incident_year, "publication-year": self.publication_year}
        if scheme in years:
            return {str(years[scheme])} if years[scheme] is not None else set()
        return {
            "risk-factor": present,
            "practice-theme": self.themes,
            "recommendation-action": self.actions,
            "agency-type": self.agencies,
            "harm-outcome": self.outcomes,
            "review-type": self.types,
        }[scheme]

    def could(self, scheme: str, concept: str) -> bool:
        """Say whether the case could have mentioned a concept."""
        if scheme == "risk-factor":
            whose = VOCABULARY[concept].experiencer
            if whose in {"child", "parent"}:
                return "child" in self.subjects
            return whose != "adult" or "adult" in self.subjects
        return {
            "practice-theme": self.has_learning,
            "recommendation-action": bool(self.asked),
            "review-type": bool(self.types),
            "incident-year": self.incident_year is not None,
            "publication-year": self.publication_year is not None,
        }.get(scheme, True)

    @property
    def subjects(self) -> set[str]:
        tops = {top for one in self.types for top in VOCABULARY.broader(one)}
        told = {"child"} if "child-review" in tops else set()
        told |= {"adult"} if tops & {"adult-review", "homicide-review"} else set()
        if len(told) == 1:
            return told
        if self.years is not None:
            return {"child"} if self.years < 18 else {"adult"}
        return {"child", "adult"}

    @property
    def years(self) -> int | None:
        known = [one for age in sorted(self.ages) if (one := age_in_years(age)) is not None]
        return min(known, key=str, default=None)

    @property
    def incident_year(self) -> int | None:
        first = min(self.dates, default="")
        return int(first[:4]) if re.match(r"\d{4}(?!\d)", first) else None

    @property
    def publication_year(self) -> int | None:
        return min((int(one[:4]) for one in self.published), default=None)


def age_in_years(printed: str) -> int | None:
    """Return an age in whole years from its first figure and its unit."""
    found = re.match(r"\s*(\d{1,3})(?!\d)", printed)
    if not found:
        return None
    figure = int(found[1])
    if "year" in printed or printed.strip().isdigit():
        return figure
    for unit, size in (("month", 12), ("week", 52)):
        if unit in printed:
            return figure // size
    return figure // 365


def naive_cases(records: Sequence[Record]) -> dict[str, NaiveCase]:
    """Return every case of some Records by its id."""
    cases: dict[str, NaiveCase] = defaultdict(NaiveCase)
    examined: dict[str, set[str]] = defaultdict(set)
    published: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for review in record.reviews:
            examined[review.id] |= set(review.cases)
            types[review.id] |= {review.review_type} if review.review_type else set()
            if record.document.published:
                published[review.id].add(record.document.published)
        for case in record.cases:
            own = cases[case.id]
            own.stated |= {(one.concept, one.person, one.status) for one in case.factors}
            own.outcomes |= set(case.outcomes)
            own.dates |= {case.incident_date} if case.incident_date else set()
            own.ages |= {case.age} if case.age else set()
    for review_id, members in examined.items():
        for member in members & set(cases):
            cases[member].types |= types[review_id]
            cases[member].published |= published[review_id]
    _learning(records, cases, examined)
    _agencies(records, cases)
    return dict(cases)


def _learning(
    records: Iterable[Record], cases: dict[str, NaiveCase], examined: dict[str, set[str]]
) -> None:
    for record in records:
        items: list[Lesson | Recommendation] = [*record.lessons, *record.recommendations]
        for item in items:
            single = len(record.reviews) == 1
            reviews = [one for one in record.reviews if single or set(one.cases) & set(item.cases)]
            about = set(item.cases) or {c for one in reviews for c in examined[one.id]}
            for case in about & set(cases) if reviews else ():
                cases[case].has_learning = True
                cases[case].themes |= set(item.themes)
                if isinstance(item, Recommendation):
                    cases[case].actions |= set(item.actions)
                    cases[case].asked.append(item)


def _agencies(records: Iterable[Record], cases: dict[str, NaiveCase]) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    parts: set[tuple[str, str]] = set()
    for record in records:
        directory = AgencyDirectory(record, Names())
        for agency in record.agencies:
            node = str(directory.find(agency.name))
            kinds[node] |= {agency.type} if agency.type else set()
            for place in record.evidence:
                involved = place.status in {Status.ASSERTED, Status.HISTORICAL}
                if place.id in agency.evidence and place.case and involved:
                    parts.add((place.case, node))
    for case, node in parts:
        if case in cases:
            cases[case].agencies |= kinds[node]
