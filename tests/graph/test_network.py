"""The projection onto networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from rdflib import URIRef

from graph.namespaces import V
from graph.network import network
from graph.triples import Names
from graph.view import GraphView

NAMES = Names()


@pytest.fixture(scope="module")
def found(view: GraphView) -> nx.MultiDiGraph[str]:
    return network(view)


@pytest.mark.parametrize(
    ("source", "target", "relation", "numbers"),
    [
        # two documents, two places, one edge
        (NAMES.case("case-e"), V["domestic-abuse"], "has_factor", ["4.6", "1"]),
        (NAMES.case("case-e"), V["parental-alcohol-misuse"], "possible_factor", ["4.6"]),
        (NAMES.case("case-e"), V["parental-childhood-adversity"], "historical_factor", ["4.7"]),
        (NAMES.case("case-m"), V["parental-drug-misuse"], "ruled_out", ["4.2"]),
        (NAMES.case("case-e"), V["fatal-outcome"], "has_outcome", ["4.6"]),
        (NAMES.recommendation("rec-1"), V["hidden-men"], "addresses", ["6.1"]),
        (NAMES.recommendation("rec-1"), V["domestic-abuse"], "addresses", ["6.1"]),
        # a review's cases are facts of the whole report
        (NAMES.review("review-wendlebury-2007"), NAMES.case("case-m"), "examines", []),
    ],
)
def test_an_edge_lists_the_places_it_stands_on(
    found: nx.MultiDiGraph[str], source: URIRef, target: URIRef, relation: str, numbers: list[str]
) -> None:
    places = found.edges[str(source), str(target), relation]["evidence"]
    assert [place["number"] for place in places] == numbers


def test_agencies_are_linked_to_cases_and_recommendations(found: nx.MultiDiGraph[str]) -> None:
    by_label = {str(data["label"]): node for node, data in found.nodes(data=True)}
    police = by_label["Wendlebury Police"]
    linked = {(source, key) for source, _, key in found.in_edges(police, keys=True)}
    assert linked == {
        (str(NAMES.case("case-e")), "involves"),
        (str(NAMES.case("case-rowan")), "involves"),
        (str(NAMES.recommendation("rec-1")), "addressed_to"),
        (str(NAMES.recommendation("rec-larkshire-1")), "addressed_to"),
    }


def test_every_node_has_a_kind_and_a_label(found: nx.MultiDiGraph[str]) -> None:
    kinds = {data.get("kind") for _, data in found.nodes(data=True)}
    assert kinds == {"case", "concept", "agency", "recommendation", "review"}
    assert found.nodes[str(V["domestic-abuse"])]["label"] == "Domestic abuse"


def test_legal_statuses_and_loose_mentions_make_no_edge(found: nx.MultiDiGraph[str]) -> None:
    factors = found[str(NAMES.case("case-m"))]
    assert set(factors) == {str(V["parental-drug-misuse"])}


def test_two_builds_are_equal(view: GraphView, found: nx.MultiDiGraph[str]) -> None:
    again = network(view)
    assert list(again.nodes(data=True)) == list(found.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(found.edges(keys=True, data=True))
