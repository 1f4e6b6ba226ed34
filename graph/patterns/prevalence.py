"""What share of the cases has each concept, in each group of cases."""

from __future__ import annotations

from dataclasses import dataclass

from graph.patterns.casetable import CaseTable
from graph.patterns.groups import Group, groups, members
from graph.patterns.intervals import Share, share
from graph.patterns.population import Population

__all__ = ["Prevalence", "prevalence"]


@dataclass(frozen=True, slots=True)
class Prevalence:
    """One concept: its share in each group, of the cases that could have mentioned it.

    `outside` cases have it although they are not among those: they are not counted.
    """

    concept: str
    label: str
    population: Population
    outside: int
    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        """How often the groups count it, a case of two groups twice."""
        return sum(one.count for one in self.shares)


def prevalence(
    table: CaseTable, scheme: str = "risk-factor", by: str = "all"
) -> tuple[list[Group], list[Prevalence]]:
    """Return the groups, and each concept that some case has with its share in each of them.

    In the order of the vocabulary. Raises UsageInvalid for an unknown scheme or grouping.
    """
    marks, listed = table.marks(scheme), groups(table, by)
    counts = []
    for one in listed:
        inside = members(table, one.by, one.key)
        counts.append((marks.has[inside].sum(axis=0), marks.could[inside].sum(axis=0)))
    found = [
        Prevalence(
            concept=concept,
            label=table.label(scheme, concept),
            population=marks.populations[at],
            outside=int(marks.outside[at]),
            shares=tuple(share(int(has[at]), int(could[at])) for has, could in counts),
        )
        for at, concept in enumerate(marks.concepts)
        if marks.has[:, at].any()
    ]
    return listed, found
