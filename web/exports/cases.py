"""The printed labels of cases, which the index does not tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.library import Generation
from graph.view import GraphView, Row
from web.content.cells import key, words

__all__ = ["case_labels", "labels_by_case"]

QUERY = "pages/case-labels"


def case_labels(generation: Generation) -> Mapping[str, str]:
    """Return the label of every case of a generation, by its id."""
    return labels_by_case(GraphView.open(generation.graph).select(QUERY))


def labels_by_case(rows: Iterable[Row]) -> Mapping[str, str]:
    """Return the labels in rows of the query `pages/case-labels`."""
    return {key(row, "case"): words(row, "label") for row in rows}
