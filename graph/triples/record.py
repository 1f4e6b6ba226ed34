"""Everything a Record says, as quads in its document's named graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from pyoxigraph import Quad

from graph.model import Record
from graph.namespaces import DEFAULT_BASE
from graph.triples.cases import case_quads, review_quads
from graph.triples.documents import document_quads
from graph.triples.evidence import evidence_quads
from graph.triples.involvement import agency_quads
from graph.triples.learning import learning_quads
from graph.triples.setting import Setting

__all__ = ["triples"]


def triples(
    record: Record, base: str = DEFAULT_BASE, *, extractor: str | None = None
) -> Iterator[Quad]:
    """Yield the quads of a Record; the same Record gives the same quads in the same order.

    All of them lie in the graph `Names(base).graph(record.document.id)`.
    `extractor` names the program and version that made the Record (default:
    this release). Raises UsageInvalid for a base that is none.
    """
    at = Setting.of(record, base, extractor or _this_release())
    yield from document_quads(at)
    yield from review_quads(at)
    yield from case_quads(at)
    yield from agency_quads(at)
    yield from learning_quads(at)
    yield from evidence_quads(at)


@cache
def _this_release() -> str:
    return f"lessons-graph {version('lessons-graph')}"
