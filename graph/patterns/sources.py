"""What the graph says of cases, as plain pairs: the only place here that asks it for counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.namespaces import V
from graph.view import GraphView

__all__ = [
    "OF_LEARNING",
    "CaseRow",
    "Learning",
    "Pairs",
    "read_cases",
    "read_learning",
    "read_pairs",
]

# (case IRI, concept id), each once.
Pairs = Iterable[tuple[str, str]]
# The cases that something is about, and its concepts.
Learning = tuple[Collection[str], list[str]]

# Schemes whose concepts stand on a lesson or a recommendation, not on the case.
OF_LEARNING = frozenset({"practice-theme", "recommendation-action"})


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case: `years` is its subject's age, the years are of the incident and first publication.

    Anything that is not known is None, or empty.
    """

    iri: str
    label: str
    incident_year: int | None = None
    publication_year: int | None = None
    years: int | None = None
    reviews: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id at the end of the case's IRI, as it stands there."""
        return self.iri.rsplit("/", 1)[-1]


def read_cases(view: GraphView) -> tuple[CaseRow, ...]:
    """Return every case once, in the order of their IRIs.

    Where documents tell different ages or dates of one case, the first in order holds.
    """
    labels = _first(view, "case-labels")
    incidents, ages = _first(view, "case-incidents"), _first(view, "case-ages")
    reviews = _all(view.texts("patterns/case-reviews"))
    types = _all(view.texts("patterns/review-types"))
    issued = _all(view.texts("patterns/review-dates"))
    return tuple(
        CaseRow(
            iri=case,
            label=label,
            incident_year=_year(incidents.get(case, "")),
            publication_year=_earliest(issued, reviews.get(case, ())),
            years=_whole(ages.get(case, "")),
            reviews=tuple(sorted(reviews.get(case, ()))),
            types=tuple(sorted({_id(t) for one in reviews.get(case, ()) for t in types[one]})),
        )
        for case, label in sorted(labels.items())
    )


def read_pairs(
    view: GraphView, scheme: str, cases: Iterable[CaseRow], *, least: float = 0.0
) -> Pairs:
    """Return which case has which concept of a scheme whose concepts stand on cases.

    `least` leaves out risk factors none of whose places is as sure as that.
    """
    if scheme == "review-type":
        return [(one.iri, kind) for one in cases for kind in one.types]
    if scheme == "risk-factor" and least:
        above = view.texts("patterns/risk-factor-above", least=least)
        return [(case, _id(concept)) for case, concept in above]
    rows = view.texts(f"patterns/{scheme}")
    return [(case, concept) for case, concepts in rows for concept in _ids(concepts)]


def read_learning(view: GraphView, query: str, cases: Iterable[CaseRow]) -> Iterator[Learning]:
    """Yield the cases that lessons or recommendations are about, and their concepts.

    `query` names one of patterns/: a scheme, or one that reads no concepts. What names
    cases is about these, and what names none about all of its review's. What no review
    is sure to have said is about none.
    """
    examined = _all((review, one.iri) for one in cases for review in one.reviews)
    for review, named, *concepts in view.texts(f"patterns/{query}"):
        yield (named,) if named else examined.get(review, ()), _ids(" ".join(concepts))


def _first(view: GraphView, query: str) -> dict[str, str]:
    """Return one value for each case: the first in the order of their texts."""
    return {row[0]: row[1] for row in sorted(view.texts(f"patterns/{query}"), reverse=True)}


def _all(pairs: Iterable[tuple[str, ...]]) -> defaultdict[str, set[str]]:
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        grouped[key].add(value)
    return grouped


def _earliest(issued: Mapping[str, set[str]], reviews: Iterable[str]) -> int | None:
    years = (_year(one) for review in reviews for one in issued.get(review, ()))
    return min((one for one in years if one is not None), default=None)


def _id(iri: str) -> str:
    return iri.removeprefix(str(V))


def _ids(iris: str) -> list[str]:
    """Return the ids of concepts whose IRIs are joined by spaces."""
    return [_id(iri) for iri in iris.split()]


def _year(date: str) -> int | None:
    found = _iso_year().match(date)
    return int(found[1]) if found else None


def _whole(figure: str) -> int | None:
    return int(float(figure)) if figure else None


@cache
def _iso_year() -> re.Pattern[str]:
    # "2007-13" is no date but still says 2007; "early 2007" does not begin with it
    return re.compile(r"([0-9]{4})(?![0-9])", re.ASCII)
