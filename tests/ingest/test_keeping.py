"""The keeper: what it weighs of a row, what it leaves out, and how it is switched off."""

from __future__ import annotations

import numpy as np
import pytest

from graph.model import Evidence, Record, Status
from graph.vocabulary import load_vocabulary
from ingest.explanation import explanations
from ingest.extract import extract
from ingest.keeping import chance, features, is_kept, keep_from, keeping_from, rows
from ingest.rulebook import load_rules
from ingest.training.keeper import fitted

_HEAD = (
    "Serious Case Review: Child P\nExample Safeguarding Children Board, 2015\n\n"
    "1. Introduction\nThis review is about Child P, a girl of six, who died in March 2015.\n\n"
    "2. The child and the family\n"
)
_PLAIN = "Her mother drank a bottle of vodka most days and was often drunk when P came home."


def _record(told: str) -> Record:
    return extract(f"{_HEAD}{told}\n".encode(), "review.txt")


def _place(confidence: float, status: Status = Status.ASSERTED) -> Evidence:
    return Evidence("e", "p", 0, 1, "x", "debt", status, "mother", "c", "label", confidence)


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        # as sure as must be, and a little less
        ([_place(keep_from())], True),
        ([_place(keep_from() - 0.01)], False),
        # the surest place speaks for the row
        ([_place(0.1), _place(0.9)], True),
        # a denial makes no link that could be wrong
        ([_place(0.1, Status.NEGATED)], True),
    ],
)
def test_a_row_is_kept_when_it_is_sure_enough(places: list[Evidence], kept: bool) -> None:
    assert is_kept(places) is kept


def test_what_is_told_plainly_is_surer_than_what_is_only_named() -> None:
    told = {x.concept: x.confidence for x in _record(_PLAIN).evidence if x.person}
    assert told["parental-alcohol-misuse"] > keep_from()


def test_every_feature_has_a_weight_and_a_row_is_explained_by_them() -> None:
    with keeping_from(0.0):  # what is left out stands beside the rest when that is weighed
        record = _record(_PLAIN)
    seen = list(features(rows(record.evidence, record.passages), record.passages))
    assert seen
    for row, found in seen:
        assert set(found) == set(load_rules("keeper")["weights"])
        places = {one.confidence for one in record.evidence if one.id in row.ids}
        assert places == {round(chance(found), 3)}


def test_the_keeper_can_be_switched_off() -> None:
    told = _record(_PLAIN)
    with keeping_from(1.0):
        assert not _record(_PLAIN).cases[0].factors
    with keeping_from(0.0):
        everything = _record(_PLAIN)
    assert len(everything.evidence) >= len(told.evidence)
    assert _record(_PLAIN) == told


def test_explain_says_why_a_row_is_left_out() -> None:
    data = f"{_HEAD}{_PLAIN}\n".encode()
    with keeping_from(0.99):
        found = explanations(data, "review.txt", "parental-alcohol-misuse", load_vocabulary())
    assert "set-aside" in {one.status for one in found}
    assert any("too unsure" in one.rule and "below 0.99" in one.rule for one in found)


def test_newtons_method_finds_the_log_odds() -> None:
    seen = np.array([[0.0]] * 4 + [[1.0]] * 4)
    right = np.array([1, 0, 0, 0, 1, 1, 1, 0], float)
    slope, constant = fitted(seen, right, 0.0)
    assert constant == pytest.approx(np.log(1 / 3), abs=1e-4)
    assert slope == pytest.approx(2 * np.log(3), abs=1e-4)
