"""All hits of a query in the order of a sort key, any number of them in little memory."""

from __future__ import annotations

from collections.abc import Iterator

import tantivy

__all__ = ["walk"]

# Addresses held at once. A slice costs one more run of the query over what is left,
# so smaller slices save no memory worth having: an address takes 100 bytes.
_SLICE = 10_000
_LAST = (1 << 64) - 1  # the greatest key


def walk(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    query: tantivy.Query,
    key: str,
    *,
    at_once: int = _SLICE,
) -> Iterator[tantivy.DocAddress]:
    """Yield the addresses of all hits by a key field, lowest first, without a limit.

    A slice begins where the last one ended, at its last key. Entries of equal
    keys are never parted, so each is given once whatever their order.
    """
    start = 0
    while True:
        rest = tantivy.Query.range_query(schema, key, tantivy.FieldType.Unsigned, start, _LAST)
        sliced = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, query), (tantivy.Occur.Must, rest)]
        )
        found = searcher.search(
            sliced, at_once, count=False, order_by_field=key, order=tantivy.Order.Asc
        ).hits
        if len(found) < at_once:
            yield from (address for _, address in found)
            return
        last = int(found[-1][0])
        if found[0][0] == last:
            at_once *= 2
            continue
        yield from (address for own, address in found if own < last)
        start = last
