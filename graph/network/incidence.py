"""Which cases have what, as sparse tables: agencies, kinds of agency, and factors by outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.network.links import Links
from graph.vocabulary import Vocabulary

__all__ = ["Incidence", "agencies_by_case", "factors_by_case", "types_by_case"]

_FATAL = "fatal-outcome"


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """A table of cases by things, 1 where a case has the thing; `ids` name the columns."""

    matrix: csr_array
    ids: tuple[str, ...]

    @property
    def base(self) -> int:
        """How many cases there are, with or without any of the things."""
        return int(self.matrix.shape[0])

    def cases(self) -> NDArray[np.int64]:
        """Return in how many cases each thing is."""
        return np.asarray(self.matrix.sum(axis=0)).ravel().astype(np.int64)

    def common(self, fewest: int) -> Incidence:
        """Return the things that are in at least so many cases."""
        kept = np.flatnonzero(self.cases() >= fewest)
        return Incidence(self.matrix[:, kept], tuple(self.ids[one] for one in kept.tolist()))


def agencies_by_case(links: Links) -> Incidence:
    """Return the agencies that had a part in each case with any, by IRI."""
    pairs = _pairs(links, "involves")
    return _table({case for case, _ in pairs}, pairs)


def types_by_case(links: Links, vocabulary: Vocabulary) -> Incidence:
    """Return the kinds of agency that had a part in each case with any, by concept id."""
    kinds: dict[str, list[str]] = {}
    for kind, members in links.members.items():
        if _id(kind) in vocabulary and vocabulary[_id(kind)].scheme == "agency-type":
            for member in members.tolist():
                kinds.setdefault(links.nodes[member], []).append(_id(kind))
    pairs = _pairs(links, "involves")
    typed = {(case, kind) for case, agency in pairs for kind in kinds.get(agency, ())}
    return _table({case for case, _ in pairs}, typed)


def factors_by_case(links: Links, vocabulary: Vocabulary) -> tuple[Incidence, Incidence]:
    """Return the factors that are present in cases with a death, and in the other cases.

    The other cases are those of which another outcome is told; where none is told,
    a case is in neither.
    """
    fatal = vocabulary.narrower(_FATAL)
    outcomes = [(case, _id(concept)) for case, concept in _pairs(links, "has_outcome")]
    dead = {case for case, concept in outcomes if concept in fatal}
    alive = {case for case, _ in outcomes} - dead
    present = {(case, _id(concept)) for case, concept in _pairs(links, "has_factor")}
    risks = {
        (case, concept)
        for case, concept in present
        if concept in vocabulary and vocabulary[concept].scheme == "risk-factor"
    }
    return _table(dead, risks), _table(alive, risks)


def _pairs(links: Links, relation: str) -> set[tuple[str, str]]:
    (own,) = (links.names == links.relation_names.index(relation)).nonzero()
    return {
        (links.nodes[links.sources[link]], links.nodes[links.targets[link]])
        for link in own.tolist()
    }


def _table(cases: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Incidence:
    rows = {case: at for at, case in enumerate(sorted(cases))}
    inside = sorted({(case, thing) for case, thing in pairs if case in rows})
    ids = sorted({thing for _, thing in inside})
    columns = {thing: at for at, thing in enumerate(ids)}
    matrix = csr_array(
        (
            np.ones(len(inside)),
            ([rows[case] for case, _ in inside], [columns[thing] for _, thing in inside]),
        ),
        shape=(len(rows), len(ids)),
    )
    return Incidence(matrix, tuple(ids))


def _id(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
