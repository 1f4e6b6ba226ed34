"""Network figures that answer a question, each with how far it would hold in other samples.

Every figure is worked out again over resamples of the cases (bootstrap, Efron 1979)
with a fixed seed; what is shown beside a rank is the range of ranks in 95 of 100 of
them. Documents of one review and reviews of one case count once, because the unit is
the case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import rankdata

from graph.network.incidence import Incidence, agencies_by_case, factors_by_case, types_by_case
from graph.network.links import Links
from graph.vocabulary import Vocabulary

__all__ = [
    "FEWEST_CASES",
    "LEAST_BASE",
    "RESAMPLES",
    "Measure",
    "Ranked",
    "measure_names",
    "measured",
]

Figures = NDArray[np.float64]

FEWEST_CASES = 3  # that a thing must be found in, to be ranked
LEAST_BASE = 10  # cases: with fewer, no ranking is shown
RESAMPLES = 200
_SEED = 20_260  # any fixed number
_INTERVAL = (2.5, 97.5)  # percentiles of the ranks over the resamples
_SHOWN = 15
_MEETING = 0.05  # share of the cases in which two kinds of agency must both be, to meet
_MEETING_LEAST = 2  # cases
_STEPS = 60  # of power iteration; the second eigenvalue is far below the first


@dataclass(frozen=True, slots=True)
class Ranked:
    """One thing of a ranking: found in `cases`; `low` to `high` are its ranks over the resamples.

    `beside` is the group or the part it belongs to, `elsewhere` a count to compare
    with (for factors: the cases without a death), `held` the share of the resamples in
    which `beside` was the same (None where that was not asked).
    """

    id: str
    cases: int
    figure: float
    rank: int
    low: int
    high: int
    beside: str = ""
    elsewhere: int = 0
    held: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An answer: `base` cases it stands on, of `others` that it leaves out, and its words."""

    name: str
    question: str
    means: str
    means_not: str
    figure: str
    base: int
    others: int
    ranked: int
    rows: tuple[Ranked, ...]

    @property
    def too_few(self) -> bool:
        """Whether there were too few cases for any ranking."""
        return self.base < LEAST_BASE


def measure_names() -> tuple[str, ...]:
    """Return the names of the measures, in their order."""
    return tuple(_words())


def measured(name: str, links: Links, vocabulary: Vocabulary) -> Measure:
    """Return one measure over the links of a graph; the same links give the same answer."""
    makers: dict[str, Callable[[Links, Vocabulary], tuple[int, int, list[Ranked]]]] = {
        "bridges": _bridges,
        "fatal": _fatal,
        "core": _core,
    }
    base, others, rows = makers[name](links, vocabulary)
    words = _words()[name]
    return Measure(
        name, words["question"], words["means"], words["means_not"], words["figure"],
        base, others, len(rows), tuple(rows if name == "core" else rows[:_SHOWN]),
    )  # fmt: skip


def _bridges(links: Links, _vocabulary: Vocabulary) -> tuple[int, int, list[Ranked]]:
    """Participation coefficient (Guimera and Amaral 2005) over Louvain's communities."""
    own = agencies_by_case(links).common(FEWEST_CASES)
    if own.base < LEAST_BASE or not own.ids:
        return own.base, 0, []
    groups = _communities(own)
    member = csr_array(
        (np.ones(len(groups)), (np.arange(len(groups)), groups)),
        shape=(len(groups), int(groups.max()) + 1),
    )
    with_group = own.matrix @ member

    def spread(weights: Figures) -> Figures:
        weighted = own.matrix.multiply(weights[:, None]).tocsr()
        ties = (weighted.T @ with_group).toarray()
        ties[np.arange(len(groups)), groups] -= weights @ own.matrix  # not with itself
        total = ties.sum(axis=1)
        share = ties / np.maximum(total, 1)[:, None]
        found: Figures = np.where(total > 0, 1 - (share**2).sum(axis=1), 0.0)
        return found

    named = [f"Group {number + 1}" for number in groups.tolist()]
    rows = _ranked(own, spread, beside=named)
    return own.base, 0, [one for one in rows if one.figure > 0]


def _fatal(links: Links, vocabulary: Vocabulary) -> tuple[int, int, list[Ranked]]:
    """Eigenvector centrality (Bonacich 1972) of factors that are stated together."""
    dead, alive = factors_by_case(links, vocabulary)
    own = dead.common(FEWEST_CASES)
    if own.base < LEAST_BASE or not own.ids:
        return own.base, alive.base, []
    apart = np.array(
        [[not (vocabulary.is_a(a, b) or vocabulary.is_a(b, a)) for b in own.ids] for a in own.ids]
    )
    elsewhere = dict(zip(alive.ids, alive.cases().tolist(), strict=True))

    def centrality(weights: Figures) -> Figures:
        weighted = own.matrix.multiply(weights[:, None]).tocsr()
        together = np.asarray((own.matrix.T @ weighted).toarray()) * apart
        vector = np.ones(len(own.ids))
        for _ in range(_STEPS):
            vector = together @ vector + 1e-9
            vector /= vector.max()
        return vector

    rows = _ranked(own, centrality, elsewhere=[elsewhere.get(one, 0) for one in own.ids])
    return own.base, alive.base, rows


def _core(links: Links, vocabulary: Vocabulary) -> tuple[int, int, list[Ranked]]:
    """Core and periphery (Borgatti and Everett 2000), found exactly as Lip (2011) shows."""
    own = types_by_case(links, vocabulary).common(FEWEST_CASES)
    if own.base < LEAST_BASE or not own.ids:
        return own.base, 0, []
    least = max(_MEETING_LEAST, _MEETING * own.base)

    def meetings(weights: Figures) -> Figures:
        weighted = own.matrix.multiply(weights[:, None]).tocsr()
        together = np.asarray((own.matrix.T @ weighted).toarray())
        np.fill_diagonal(together, 0)
        found: Figures = (together >= least).sum(axis=1).astype(float)
        return found

    degrees = meetings(np.ones(own.base))
    if not degrees.any():
        return own.base, 0, []
    inside = _core_of(degrees)
    stays = np.mean([_core_of(meetings(one)) == inside for one in _resampled(own.base)], axis=0)
    rows = _ranked(
        own, meetings, beside=["Core" if one else "Edge" for one in inside], held=stays.tolist()
    )
    return own.base, 0, sorted(rows, key=lambda one: (one.beside != "Core", one.rank, one.id))


def _core_of(degrees: Figures) -> NDArray[np.bool_]:
    """Return who is in the core: the k of the most links that leave the fewest ties amiss.

    With k in the core, k(k-1)/2 less the sum of their degrees differs from the number
    of missing core ties and present edge ties by a constant.
    """
    order = np.argsort(-degrees, kind="stable")
    size = np.arange(len(degrees) + 1)
    amiss = size * (size - 1) / 2 - np.concatenate([[0.0], np.cumsum(degrees[order])])
    inside = np.zeros(len(degrees), bool)
    largest = int(np.flatnonzero(amiss == amiss.min())[-1])  # of equal ones: no kind is cut off
    inside[order[:largest]] = True
    return inside


def _communities(own: Incidence) -> NDArray[np.int64]:
    """Return the number of each agency's group, groups numbered by size."""
    together = (own.matrix.T @ own.matrix).tocoo()
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(own.ids)))
    ties = zip(together.row.tolist(), together.col.tolist(), together.data.tolist(), strict=True)
    network.add_weighted_edges_from(sorted((a, b, w) for a, b, w in ties if a < b))
    found = nx.community.louvain_communities(network, seed=_SEED)
    groups = np.zeros(len(own.ids), np.int64)
    for number, members in enumerate(sorted(found, key=lambda one: (-len(one), min(one)))):
        groups[sorted(members)] = number
    return groups


def _ranked(
    own: Incidence,
    figure: Callable[[Figures], Figures],
    *,
    beside: Sequence[str] = (),
    elsewhere: Sequence[int] = (),
    held: Sequence[float] = (),
) -> list[Ranked]:
    """Return everything by its figure, with its ranks over the resamples."""
    true = figure(np.ones(own.base))
    ranks = rankdata(-true.round(9), method="min").astype(int)
    over = np.array([rankdata(-figure(one).round(9), method="min") for one in _resampled(own.base)])
    low, high = np.percentile(over, _INTERVAL, axis=0).round().astype(int)
    cases = own.cases()
    rows = [
        Ranked(
            id=identifier,
            cases=int(cases[at]),
            figure=round(float(true[at]), 4),
            rank=int(ranks[at]),
            low=int(min(low[at], ranks[at])),
            high=int(max(high[at], ranks[at])),
            beside=beside[at] if beside else "",
            elsewhere=elsewhere[at] if elsewhere else 0,
            held=round(held[at], 3) if held else None,
        )
        for at, identifier in enumerate(own.ids)
    ]
    return sorted(rows, key=lambda one: (one.rank, -one.cases, one.id))


def _resampled(base: int) -> list[Figures]:
    """Return how often each case is drawn in each resample; always the same draws."""
    source = np.random.default_rng(_SEED)
    draws = source.multinomial(base, np.full(base, 1 / base), size=RESAMPLES)
    return [one.astype(float) for one in draws]


@cache
def _words() -> dict[str, dict[str, str]]:
    content = (files("graph.network") / "measures.toml").read_text(encoding="utf-8")
    return {name: dict(told) for name, told in tomllib.loads(content).items()}
