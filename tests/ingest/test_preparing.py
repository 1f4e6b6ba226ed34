"""What is done once before files are read in processes of their own."""

from __future__ import annotations

import pytest

from ingest import preparing
from ingest.preparing import MANY, prepare


@pytest.mark.parametrize(
    ("number", "long", "why"),
    [
        (1, False, "one file is read sooner than the long example"),
        (MANY - 1, False, "so are a few"),
        (MANY, True, "many lose more than the example takes"),
    ],
)
def test_many_files_are_worth_a_longer_example(
    number: int, long: bool, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr(preparing, "extract", lambda data, _: read.append(len(data)))
    prepare(number)
    (length,) = read
    assert (length > 10_000) is long, why
