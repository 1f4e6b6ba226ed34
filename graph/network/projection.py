"""The graph as a networkx network: things, how they are linked, and what each link stands on."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from graph.view import GraphView, Row

__all__ = ["network"]

# The queries that give edges (graph/queries/network).
_EDGES = ("network/assertions", "network/learning", "network/reviews")
# What of a row describes one place that an edge stands on.
_PLACE = ("evidence", "passage", "number", "start", "end")


def network(view: GraphView) -> nx.MultiDiGraph[str]:
    """Return cases, concepts, agencies, recommendations and reviews as a directed network.

    Nodes are IRIs with `kind` and `label`. There is at most one edge for each
    source, target and relation; its key is the relation (`has_factor`,
    `possible_factor`, `historical_factor`, `ruled_out`, `has_outcome`,
    `involves`, `addresses`, `addressed_to`, `recommended_by`, `examines`,
    `commissioned_by`) and its `evidence` lists the places it stands on, each
    with evidence and passage IRI, printed number, start and end. Nodes and
    edges come in the order of their IRIs, so two builds are equal.
    """
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in view.select("network/nodes"):
        found.add_node(str(row["node"]), kind=row["kind"], label=row["label"] or "")
    for (source, relation, target), places in sorted(_edges(view).items()):
        found.add_edge(source, target, key=relation, evidence=places)
    return found


def _edges(view: GraphView) -> dict[tuple[str, str, str], list[Row]]:
    edges: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for query in _EDGES:
        for row in view.select(query):
            places = edges[str(row["source"]), str(row["relation"]), str(row["target"])]
            place = {key: row[key] for key in _PLACE if row.get(key) is not None}
            if place:
                places.append(place)
    return edges
