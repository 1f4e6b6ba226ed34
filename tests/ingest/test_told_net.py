"""The told reader's net: what it hears in the order of words, and how its file is made."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.told_model import NET_NONE, shipped
from ingest.told_net import LONGEST, ToldNet


@pytest.fixture(scope="module")
def net() -> ToldNet:
    found = shipped().net
    assert found is not None, "ingest/models/told.onnx is missing. Run: make readers"
    return found


def _first(text: str, net: ToldNet) -> str:
    odds = net.odds(text)
    return max(net.columns, key=lambda concept: odds[net.columns[concept]])


@pytest.mark.parametrize(
    ("text", "row", "why"),
    [
        ("The meter key had been empty for most of February.", "food-fuel-insecurity", "by detail"),
        (
            "He read her messages and kept her bank card.",
            "da-coercive-control",
            "two acts together",
        ),
        ("The family slept at three friends' flats that month.", "sofa-surfing", "by where"),
        ("They had lived at seven addresses since the spring.", "frequent-moves", "by a count"),
    ],
)
def test_it_hears_what_is_told_and_not_named(text: str, row: str, why: str, net: ToldNet) -> None:
    assert _first(text, net) in _rows_of(row), why


def _rows_of(concept: str) -> set[str]:
    """Return the rows whose concepts are this one or differ from it by person alone."""
    model = shipped()
    return {model.concepts[at] for one, at in model.members.items() if one.endswith(concept)}


def test_what_agencies_do_tells_nothing(net: ToldNet) -> None:
    assert net.odds("The panel met four times and read the agencies' reports.").max() < 0


def test_every_concept_is_one_that_the_linear_reader_knows(net: ToldNet) -> None:
    assert set(net.columns) <= set(shipped().concepts)
    assert sorted(net.columns.values()) == list(range(len(net.columns)))


def test_a_sentence_of_any_length_is_read(net: ToldNet) -> None:
    long = "She drank every day and " * LONGEST
    assert np.isfinite(net.odds(long)).all()
    assert np.isfinite(net.odds("")).all()


def test_the_same_sentence_has_the_same_odds(net: ToldNet) -> None:
    text = "He kept her bank card and read her messages."
    assert np.array_equal(net.odds(text), net.odds(text))


def test_without_a_net_no_order_is_heard() -> None:
    model = shipped()
    bare = type(model)(**{name: getattr(model, name) for name in model.__slots__} | {"net": None})
    assert set(bare.by_order("She drank every day.").tolist()) == {np.float32(NET_NONE)}
