"""Measures against tables worked by hand, and the judged needs that ship."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.errors import UsageInvalid
from search.judged import load_needs, start_of
from search.measures import interval, ndcg, precision, recall, rr

QRELS = Path(__file__).parents[1] / "corpora" / "qrels"
GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}
# Best: 3/log2(2) + 2/log2(3) + 1/log2(4) = 3 + 1.26186 + 0.5 = 4.76186
BEST = 4.76186


@pytest.mark.parametrize(
    ("ranking", "gain", "first", "all_of", "reciprocal"),
    [
        ("abc", BEST, 0.4, 1.0, 1.0),  # the best there is
        ("cba", 1 + 2 / 1.58496 + 3 / 2, 0.4, 1.0, 0.5),  # turned round
        ("xda", 3 / 2, 0.2, 0.5, 1 / 3),  # what nobody judged is of no use
        ("c", 1, 0.0, 0.0, 0.0),  # touching on it is not relevant
        ("", 0, 0.0, 0.0, 0.0),
    ],
)
def test_measures_are_as_worked_by_hand(
    ranking: str, gain: float, first: float, all_of: float, reciprocal: float
) -> None:
    found = list(ranking)
    assert ndcg(found, GRADES) == pytest.approx(gain / BEST, abs=1e-4)
    assert precision(found, GRADES) == pytest.approx(first)
    assert recall(found, GRADES) == pytest.approx(all_of)
    assert rr(found, GRADES) == pytest.approx(reciprocal)


def test_depth_cuts_off() -> None:
    ranking = [*"xxxxxxxxxx", "a"]
    assert ndcg(ranking, GRADES) == 0
    assert recall(ranking, GRADES, depth=10) == 0
    assert ndcg(ranking, {}) == recall(ranking, {}) == 0  # nothing to find


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.0, 0.2, 0.4, 0.9, 1.0]
    low, high = interval(values)
    assert low < 0.5 < high
    assert interval(values) == (low, high)
    assert interval([0.5] * 9) == (0.5, 0.5)
    assert interval([]) == (0.0, 0.0)


def test_the_judged_needs_are_forty_with_enough_judged_of_each() -> None:
    needs = load_needs(QRELS)
    assert len(needs) >= 40
    assert {one.who for one in needs} == {"lead", "researcher", "board"}
    assert {one.id: len(one.grades) for one in needs if len(one.grades) < 15} == {}
    assert all(max(one.grades.values()) >= 2 for one in needs)
    assert max(Counter(one.id for one in needs).values()) == 1


def test_fathers_are_found_where_they_are_not_named() -> None:
    (need,) = (one for one in load_needs(QRELS) if one.id == "fathers")
    assert any(grade >= 3 and "father" not in start.lower() for start, grade in need.grades.items())


def test_a_start_is_the_same_however_the_text_is_spaced() -> None:
    assert start_of("One \n two") == start_of(" One two ") == "One two"


@pytest.mark.parametrize(
    "line", ["curiosity\tx\t4\ttext", "curiosity\tx\tmuch\ttext", "nobody\tx\t1\tt"]
)
def test_bad_judgements_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "needs.toml").write_text((QRELS / "needs.toml").read_text())
    (tmp_path / "judgements.tsv").write_text(f"need\tfile\tgrade\tstart\n{line}\n")
    with pytest.raises(UsageInvalid):
        load_needs(tmp_path)
