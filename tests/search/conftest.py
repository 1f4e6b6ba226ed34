"""The small library of the search tests, opened by each engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.engine import ENGINES, IndexReader, get_engine
from tests.search.library import ENTRIES, build


@pytest.fixture(scope="module", params=ENGINES)
def reader(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[IndexReader]:
    """Each engine's reader of the small library."""
    path = tmp_path_factory.mktemp(request.param) / "index"
    # Two commits: an index of several segments.
    for part in (ENTRIES[:5], ENTRIES[5:]):
        build(request.param, path, part)
    found = get_engine(request.param).read(path)
    yield found
    found.close()
