"""What the files by subject tell: every telling of `subject_tellings.toml`, and its look-alike."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import Passage, PassageKind
from ingest.statements import statements
from ingest.told import told

_TELLINGS = Path(__file__).with_name("subject_tellings.toml")


def _rows() -> Iterator[tuple[str, str, str]]:
    for concept, pairs in tomllib.loads(_TELLINGS.read_text(encoding="utf-8")).items():
        yield from ((concept, telling, other) for telling, other in pairs)


def _told(text: str) -> set[str]:
    passage = Passage("p", None, None, (), PassageKind.NARRATIVE, 0, len(text), text)
    return {one.concepts[0] for piece in statements(passage) for one in told(piece)}


@pytest.mark.parametrize(("concept", "telling", "other"), list(_rows()))
def test_told(concept: str, telling: str, other: str) -> None:
    assert concept in _told(telling)
    assert concept not in _told(other)
