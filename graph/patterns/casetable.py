"""All cases of a library as rows, and what each of them has as columns of truth values.

A factor counts with those below it in the vocabulary, so that methadone counts
as substance misuse; a case counts once, whatever tells of it how often.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.errors import UsageInvalid
from graph.patterns.population import Population, Subject, population_of, subjects_of
from graph.patterns.sources import (
    OF_LEARNING,
    CaseRow,
    Pairs,
    read_cases,
    read_learning,
    read_pairs,
)
from graph.view import GraphView
from graph.vocabulary import Vocabulary, load_vocabulary

__all__ = ["SCHEMES", "YEARS", "CaseTable", "Marks", "Truth"]

Truth = NDArray[np.bool_]

# Years are crossed like concepts; their "concept" is the year itself.
YEARS: Mapping[str, str] = {
    "incident-year": "Year of the incident",
    "publication-year": "Year of publication",
}
# What can be crossed and counted -> what it is called, in the order of the lists.
SCHEMES: Mapping[str, str] = {
    "risk-factor": "Risk factors",
    "practice-theme": "Practice themes",
    "recommendation-action": "Kinds of action recommended",
    "agency-type": "Kinds of agency",
    "harm-outcome": "Outcomes",
    "legal-status": "Legal statuses",
    "review-type": "Kinds of review",
    **YEARS,
}


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What each case has of one scheme, and which cases could have had it.

    `has` and `could` are tables of cases by concepts; `has` is never true where
    `could` is false. `outside` counts, by concept, the cases that have it although
    they are not among those that could: they are left out of every figure.
    `populations` says in words who could, by concept.
    """

    scheme: str
    concepts: tuple[str, ...]
    has: Truth
    could: Truth
    outside: NDArray[np.int64]
    populations: tuple[Population, ...]

    def column(self, concept: str) -> int:
        """Return the column of a concept; raises UsageInvalid for one that is not there."""
        if concept not in self.concepts:
            raise UsageInvalid(
                f"{concept!r} is none of the {SCHEMES[self.scheme].lower()}. Choose one listed."
            )
        return self.concepts.index(concept)


class CaseTable:
    """The cases of one published graph; each scheme is read when it is first asked for.

    `least` is the least confidence of a risk factor that counts.
    """

    def __init__(
        self, view: GraphView, *, least: float = 0.0, vocabulary: Vocabulary | None = None
    ) -> None:
        self.vocabulary = vocabulary or load_vocabulary()
        self.cases: tuple[CaseRow, ...] = read_cases(view)
        self._view = view
        self._least = least
        self._rows = {one.iri: at for at, one in enumerate(self.cases)}
        self._marks: dict[str, Marks] = {}
        self._who: dict[Population, Truth] = {}

    def marks(self, scheme: str) -> Marks:
        """Return what the cases have of a scheme; raises UsageInvalid for an unknown one."""
        if scheme not in SCHEMES:
            raise UsageInvalid(f"{scheme!r} cannot be counted. Choose one of {', '.join(SCHEMES)}.")
        if scheme not in self._marks:
            made = self._years(scheme) if scheme in YEARS else self._concepts(scheme)
            self._marks[scheme] = made
        return self._marks[scheme]

    def label(self, scheme: str, concept: str) -> str:
        """Return what a column is called."""
        return concept if scheme in YEARS else self.vocabulary.label(concept)

    def overlaps(self, scheme: str) -> Truth:
        """Return for each two concepts of a scheme whether some concept is part of both.

        They then go together by definition, whatever the reviews say.
        """
        names = self.marks(scheme).concepts
        if scheme in YEARS:
            return np.eye(len(names), dtype=bool)
        held = _above(names, self.vocabulary)
        return (held.T @ held) > 0

    def population(self, which: Population) -> Truth:
        """Return which cases belong to a population, in the order of the cases."""
        if which not in self._who:
            self._who[which] = self._members(which)
        return self._who[which]

    def year_of(self, basis: str) -> list[int | None]:
        """Return the year of each case; `basis` is one of YEARS."""
        if basis not in YEARS:
            raise UsageInvalid(f"{basis!r} is no kind of year. Choose one of {', '.join(YEARS)}.")
        incident = basis == "incident-year"
        return [one.incident_year if incident else one.publication_year for one in self.cases]

    def _concepts(self, scheme: str) -> Marks:
        listed = self.vocabulary.scheme(scheme)
        names = tuple(one.id for one in listed)
        at = {name: column for column, name in enumerate(names)}
        stated = np.zeros((len(self.cases), len(names)), dtype=np.float32)
        found = [
            (self._rows[case], at[one])
            for case, one in self._pairs(scheme)
            if case in self._rows
            if one in at
        ]
        if found:
            rows, columns = np.array(found).T
            stated[rows, columns] = 1
        has = (stated @ _above(names, self.vocabulary)) > 0
        whom = tuple(population_of(one) for one in listed)
        could = np.column_stack([self.population(one) for one in whom])
        return Marks(scheme, names, has & could, could, (has & ~could).sum(axis=0), whom)

    def _pairs(self, scheme: str) -> Pairs:
        if scheme not in OF_LEARNING:
            return read_pairs(self._view, scheme, self.cases, least=self._least)
        told = read_learning(self._view, scheme, self.cases)
        return {(case, concept) for cases, held in told for case in cases for concept in held}

    def _years(self, scheme: str) -> Marks:
        years = self.year_of(scheme)
        names = tuple(str(one) for one in sorted({one for one in years if one is not None}))
        has = np.array([[str(year) == one for one in names] for year in years], dtype=bool)
        has = has.reshape(len(years), len(names))
        known = np.array([year is not None for year in years], dtype=bool)
        could = np.repeat(known[:, None], len(names), axis=1)
        outside = np.zeros(len(names), dtype=np.int64)
        return Marks(scheme, names, has, could, outside, (Population.DATED,) * len(names))

    def _members(self, which: Population) -> Truth:
        if which is Population.CHILDREN or which is Population.ADULTS:
            wanted = Subject.CHILD if which is Population.CHILDREN else Subject.ADULT
            return np.array(
                [wanted in subjects_of(c.types, c.years, self.vocabulary) for c in self.cases],
                dtype=bool,
            )
        if which is Population.TYPED:
            return np.array([bool(one.types) for one in self.cases], dtype=bool)
        if which in {Population.LEARNING, Population.RECOMMENDING}:
            return self._with_learning(recommended=which is Population.RECOMMENDING)
        return np.ones(len(self.cases), dtype=bool)

    def _with_learning(self, *, recommended: bool) -> Truth:
        query = "recommended-cases" if recommended else "learning-cases"
        rows = read_learning(self._view, query, self.cases)
        told = {case for cases, _ in rows for case in cases}
        return np.array([one.iri in told for one in self.cases], dtype=bool)


def _above(names: Sequence[str], vocabulary: Vocabulary) -> NDArray[np.float32]:
    """Return the table of concepts by those that hold them, each holding itself."""
    at = {name: column for column, name in enumerate(names)}
    held = np.zeros((len(names), len(names)), dtype=np.float32)
    for name, row in at.items():
        held[row, [at[one] for one in vocabulary.broader(name)]] = 1
    return held
