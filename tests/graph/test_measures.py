"""Network measures: who links groups, what keeps company, who is in the core, and how surely."""

from __future__ import annotations

import pytest

from graph.network.links import read_links
from graph.network.measures import LEAST_BASE, Measure, measure_names, measured
from graph.vocabulary import load_vocabulary
from tests.graph.made import MadeCase, records_of, view_of

_NORTH = (("Northtown Police", "police"), ("Northtown Council", "local-authority-body"))
_SOUTH = (("Southtown Police", "police"), ("Southtown Council", "local-authority-body"))
_BOTH = (("Norsea Probation Trust", "probation"),)


def _measure(name: str, cases: list[MadeCase]) -> Measure:
    return measured(name, read_links(view_of(records_of(cases))), load_vocabulary())


def _areas() -> list[MadeCase]:
    return [
        MadeCase(f"{area}{at}", agencies=own + (_BOTH if at < 3 else ()))
        for area, own in (("n", _NORTH), ("s", _SOUTH))
        for at in range(8)
    ]


def test_the_agency_of_two_areas_is_the_bridge() -> None:
    found = _measure("bridges", _areas())
    assert found.base == 16
    first = found.rows[0]
    assert first.id.rsplit("/", 1)[-1].startswith("norsea-probation")
    assert (first.cases, first.rank, first.low) == (6, 1, 1)


def test_the_most_accompanied_factor_of_deaths_is_first() -> None:
    pairs = ["homelessness", "young-parent", "parental-learning-disability"]
    dead = [
        MadeCase(f"d{at}", ("domestic-abuse", pairs[at % 3]), outcomes=("fatal-outcome",))
        for at in range(12)
    ]
    alive = [
        MadeCase(f"l{at}", ("domestic-abuse",), outcomes=("serious-harm-nonfatal",))
        for at in range(5)
    ]
    found = _measure("fatal", dead + alive)
    assert (found.base, found.others) == (12, 5)
    first = found.rows[0]
    assert (first.id, first.cases, first.elsewhere, first.rank) == ("domestic-abuse", 12, 5, 1)
    assert {(one.cases, one.elsewhere) for one in found.rows[1:]} == {(4, 0)}


def test_the_kinds_that_always_meet_are_the_core() -> None:
    always = (*_NORTH, ("Northtown Hospital", "acute-trust"))
    cases = [MadeCase(f"c{at}", agencies=always) for at in range(12)]
    cases += [MadeCase(f"e{at}", agencies=_BOTH) for at in range(3)]
    found = _measure("core", cases)
    core = {one.id for one in found.rows if one.beside == "Core"}
    assert core == {"police", "local-authority-body", "acute-trust"}
    assert [one.id for one in found.rows if one.beside == "Edge"] == ["probation"]


@pytest.mark.parametrize("name", measure_names())
def test_few_cases_are_not_ranked_and_words_are_always_there(name: str) -> None:
    found = _measure(name, [MadeCase("one", ("homelessness",), _NORTH, ("fatal-outcome",))])
    assert found.base < LEAST_BASE
    assert found.too_few
    assert found.rows == ()
    assert found.question.endswith("?")
    assert found.means_not.startswith("That ")


@pytest.mark.parametrize("name", measure_names())
def test_the_same_cases_give_the_same_figures(name: str) -> None:
    assert _measure(name, _areas()) == _measure(name, list(reversed(_areas())))


@pytest.mark.parametrize("name", ["bridges", "core"])
def test_a_rank_lies_in_its_range(name: str) -> None:
    rows = _measure(name, _areas()).rows
    assert rows
    assert all(one.low <= one.rank <= one.high for one in rows)
