"""The real seed report, from file to answers (ONTOLOGY.md, section 9, states them)."""

from __future__ import annotations

import pyoxigraph
import pytest

from graph.store import vocabulary_quads
from graph.triples import triples
from graph.validation import validate
from graph.view import GraphView
from ingest.extract import extract
from tests.real import shared

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def seed() -> GraphView:
    file = shared("data/seed/000_7cf25c6332ad0004.txt")
    quads = list(triples(extract(file.read_bytes(), file.name)))
    assert validate(quads) == []
    store = pyoxigraph.Store()
    store.extend(vocabulary_quads())
    store.extend(quads)
    return GraphView(store)


def test_substance_misuse_with_domestic_abuse_is_case_e_alone(seed: GraphView) -> None:
    found = seed.select("questions/co-occurring-factors")
    assert {row["caseLabel"] for row in found} == {"Baby E"}
    assert {row["number"] for row in found} <= {"4.6", "4.8"}
    assert {row["number"] for row in found} >= {"4.8"}


def test_police_and_domestic_abuse_is_case_e_alone(seed: GraphView) -> None:
    found = seed.select(
        """SELECT DISTINCT ?label WHERE { ?case rdfs:label ?label ; cr:hasFactor ?factor ;
        cr:involves/cr:agencyType ?type . ?factor skos:broader* v:domestic-abuse .
        ?type skos:broader* v:police }"""
    )
    assert [row["label"] for row in found] == ["Baby E"]


def test_accommodated_under_section_20_is_no_housing_factor(seed: GraphView) -> None:
    found = seed.select(
        """SELECT DISTINCT ?label ?concept WHERE { ?concept skos:broader* v:accommodation .
        ?case cr:hasFactor|cr:hasPossibleFactor ?concept ; rdfs:label ?label }"""
    )
    assert {str(row["concept"]).rpartition("/")[2] for row in found} <= {"confidential-relocation"}
    assert {row["label"] for row in found} <= {"Baby E"}
