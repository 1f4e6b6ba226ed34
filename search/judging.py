"""Searches measured against judged needs: words alone, with synonyms, any word, and meaning.

Each way has to earn its place: `search_evaluation` tells what it gains, need by need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from search.embedding.store import VectorReader
from search.engine import IndexReader
from search.hybrid import any_word, by_meaning
from search.judged import Need, start_of
from search.measures import MEASURES, interval
from search.query import Query, read_query
from search.results import Results

__all__ = ["search_evaluation", "search_evaluation_text"]

_DEPTH = 50
_Way = Callable[[Need], Results]


def search_evaluation(
    needs: Sequence[Need], index: IndexReader, vectors: VectorReader | None
) -> dict[str, Any]:
    """Return each measure of each way of searching: per need, its mean and its interval.

    `unjudged` is how many of the first ten hits nobody judged, on average: they
    count as of no use, so where they are many, judge more before comparing.
    """
    found = {name: [_starts(way(need)) for need in needs] for name, way in _ways(index, vectors)}
    return {
        "needs": [
            {"id": need.id, "who": need.who, "kind": need.kind.value, "query": need.query}
            for need in needs
        ],
        "ways": {name: _measured(needs, rankings) for name, rankings in found.items()},
    }


def search_evaluation_text(told: Mapping[str, Any]) -> str:
    """Return the measures as a table, then nDCG@10 of each need."""
    ways: Mapping[str, Any] = told["ways"]
    lines = [f"{'':14}" + "".join(f"{name:>22}" for name in MEASURES) + f"{'unjudged':>10}"]
    for name, way in ways.items():
        cells = (
            f"{one['mean']:.3f} [{one['low']:.2f}, {one['high']:.2f}]".rjust(22)
            for one in way["measures"].values()
        )
        lines.append(f"{name:14}{''.join(cells)}{way['unjudged']:>10.1f}")
    lines += ["", f"{'nDCG@10':20}" + "".join(f"{name:>14}" for name in ways)]
    for at, need in enumerate(told["needs"]):
        cells = (f"{way['measures']['nDCG@10']['each'][at]:>14.2f}" for way in ways.values())
        lines.append(f"{need['id']:20}{''.join(cells)}  {need['query']}")
    return "\n".join(lines) + "\n"


def _ways(index: IndexReader, vectors: VectorReader | None) -> Iterable[tuple[str, _Way]]:
    def words(need: Need) -> Results:
        return index.search(_query(need, expand=False), size=_DEPTH, highlight=False)

    def expanded(need: Need) -> Results:
        return index.search(_query(need, expand=True), size=_DEPTH, highlight=False)

    def either(need: Need) -> Results:
        return index.search(any_word(_query(need, expand=True)), size=_DEPTH, highlight=False)

    def hybrid(need: Need) -> Results:
        query = read_query(need.query)
        return by_meaning(index, vectors, query, kind=need.kind, size=_DEPTH, highlight=False)

    yield from (("words", words), ("expansion", expanded), ("any word", either))
    if vectors is not None:
        yield "hybrid", hybrid


def _query(need: Need, *, expand: bool) -> Query:
    return read_query(need.query, expand=expand).filtered("kind", need.kind.value)


def _starts(found: Results) -> list[str]:
    return list(dict.fromkeys(start_of(hit.entry.text) for hit in found.hits))


def _measured(needs: Sequence[Need], rankings: Sequence[Sequence[str]]) -> dict[str, Any]:
    pairs = list(zip(needs, rankings, strict=True))
    measures = {}
    for name, measure in MEASURES.items():
        each = [measure(ranking, need.grades) for need, ranking in pairs]
        low, high = interval(each)
        measures[name] = {"mean": fmean(each), "low": low, "high": high, "each": each}
    unknown = [sum(one not in need.grades for one in ranking[:10]) for need, ranking in pairs]
    return {"measures": measures, "unjudged": fmean(unknown)}
