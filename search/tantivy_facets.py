"""Counting the values of facets with tantivy's aggregations."""

from __future__ import annotations

from search.fields import Facet
from search.results import FacetCounts

__all__ = ["aggregation", "buckets"]

# Values of one facet that are counted: more than there are cases; tantivy allows 65,000.
_FACET_VALUES = 50_000


def aggregation(facet: Facet) -> dict[str, object]:
    """Return the aggregation that counts the values of a facet among all hits."""
    terms = {"field": facet.field, "size": _FACET_VALUES, "segment_size": _FACET_VALUES}
    return {"terms": terms}


def buckets(found: list[dict[str, object]]) -> FacetCounts:
    """Return what an aggregation counted, the commonest first, equals by value."""
    counted = ((_value(one["key"]), int(str(one["doc_count"]))) for one in found)
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))


def _value(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
