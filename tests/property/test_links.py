"""Counts of paths, the gap map and network measures against a naive recount of random Records."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.gapmap import GapFilter, read_gap_map
from graph.network.incidence import agencies_by_case, factors_by_case
from graph.network.links import read_links
from graph.network.tell import find_paths
from graph.network.things import read_names
from graph.vocabulary import load_vocabulary
from tests.graph.made import MadeCase, records_of, view_of
from tests.graph.naive_links import cases_with, gap_counts

_FACTORS = ("homelessness", "young-parent", "parental-learning-disability")
_AGENCIES = (("Wendlebury Police", "police"), ("Larkshire Probation Trust", "probation"))
_THEMES = ("information-sharing", "hidden-men", "professional-curiosity")


def _some(values: tuple[object, ...]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


@st.composite
def _cases(draw: st.DrawFn) -> list[MadeCase]:
    found = []
    for at in range(draw(st.integers(1, 6))):
        agencies = draw(_some(_AGENCIES))
        asked = draw(st.lists(st.tuples(st.sampled_from(_THEMES), st.sampled_from(_AGENCIES))))
        found.append(
            MadeCase(
                f"c{at}",
                draw(_some(_FACTORS)),  # type: ignore[arg-type]  # drawn from strings
                agencies,  # type: ignore[arg-type]  # drawn from pairs
                draw(st.sampled_from([(), ("fatal-outcome",), ("serious-harm-nonfatal",)])),
                tuple((theme, name) for theme, (name, _) in asked),
            )
        )
    return found


@given(_cases())
@settings(max_examples=15, deadline=None)
def test_every_count_is_that_of_the_records(cases: list[MadeCase]) -> None:
    records = records_of(cases)
    view = view_of(records)
    links = read_links(view)
    dead, alive = factors_by_case(links, load_vocabulary())
    for table, outcome in ((dead, "fatal-outcome"), (alive, "serious-harm-nonfatal")):
        own = {one.id for one in cases if outcome in one.outcomes}
        assert table.base == len(own)
        for factor, count in zip(table.ids, table.cases().tolist(), strict=True):
            assert count == len(cases_with(records, factor) & own)
    involved = agencies_by_case(links)
    assert involved.base == sum(bool(one.agencies) for one in cases)
    cells = read_gap_map(view).cells(GapFilter())
    assert {place: one.reviews for place, one in cells.items()} == gap_counts(records)


@given(_cases())
@settings(max_examples=15, deadline=None)
def test_what_links_both_ends_is_counted_once(cases: list[MadeCase]) -> None:
    records = records_of(cases)
    view = view_of(records)
    links = read_links(view)
    names = read_names(view, links)
    one, other = _FACTORS[:2]
    found = find_paths(view, links, names, one, other)
    both = cases_with(records, one) & cases_with(records, other)
    assert found.joint.get("case", 0) == len(both)
    assert bool(found.paths) >= bool(both)
    for path in found.paths:
        assert all(step.citation and step.citation.quote for step in path.steps)
        ids = [thing.iri for thing in path.things]
        assert len(set(ids)) == len(ids)
