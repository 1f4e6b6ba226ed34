"""All hits in order, however small the slices and however many keys are equal."""

from __future__ import annotations

import pytest
import tantivy

from search.tantivy_walk import walk

_KEYS = (5, 5, 5, 5, 1, (1 << 64) - 1, (1 << 64) - 1, 0, 7, 8, 9, 9)


@pytest.fixture(scope="module")
def index() -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    builder.add_text_field("word", stored=True)
    made = tantivy.Index(builder.build())
    for part in (_KEYS[:5], _KEYS[5:]):  # two segments
        writer = made.writer(15_000_000)
        for key in part:
            document = tantivy.Document()
            document.add_unsigned("key", key)
            document.add_text("word", f"w{key}")
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    made.reload()
    return made


@pytest.mark.parametrize("at_once", [1, 2, 3, 4, 5, 11, 12, 13, 100])
def test_each_hit_comes_once_and_in_order(index: tantivy.Index, at_once: int) -> None:
    searcher = index.searcher()
    everything = tantivy.Query.all_query()
    found = list(walk(searcher, index.schema, everything, "key", at_once=at_once))
    places = [(one.segment_ord, one.doc) for one in found]
    assert len(set(places)) == len(places)
    words = [searcher.doc(one).get_first("word") for one in found]
    assert words == [f"w{key}" for key in sorted(_KEYS)]


def test_nothing_found_is_no_slice(index: tantivy.Index) -> None:
    nothing = tantivy.Query.empty_query()
    assert list(walk(index.searcher(), index.schema, nothing, "key")) == []
