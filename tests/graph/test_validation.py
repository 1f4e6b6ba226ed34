"""Good graphs pass the shapes; each bad one, broken in one way, fails for that reason.

Both judges, ours for ingest and pyshacl, must say the same of every graph.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

import pyoxigraph
import pyshacl
import pytest
from rdflib import Graph

from graph.model import CaseFactor, Evidence, FactorStatus, Passage, Record, Status
from graph.namespaces import CR, RDF, SKOS
from graph.triples import Names, as_turtle, triples
from graph.validation import Violation, validate
from graph.vocabulary.skos import vocabulary_files
from tests import factories

_Break = Callable[[Record], Record]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=(files("graph") / "shapes.ttl").read_bytes(), format="turtle")


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    everything = Graph()
    for file in vocabulary_files():
        everything.parse(data=file.read_bytes(), format="turtle")
    found = Graph()
    for wanted in (RDF.type, SKOS.inScheme):  # all that the shapes look at
        found += everything.triples((None, wanted, None))
    return found


def _pyshacl(quads: list[pyoxigraph.Quad], shapes: Graph, vocabulary: Graph) -> bool:
    data = Graph().parse(data=as_turtle(quads, Names().base), format="turtle")
    conforms, _, _ = pyshacl.validate(data + vocabulary, shacl_graph=shapes)
    return bool(conforms)


@pytest.mark.parametrize("record", [*factories.library(), factories.two_reviews_record()])
def test_good_graphs_pass(record: Record) -> None:
    assert validate(triples(record)) == []


def test_pyshacl_passes_them_too(shapes: Graph, vocabulary: Graph) -> None:
    assert _pyshacl(list(triples(factories.record())), shapes, vocabulary)


def _passages(change: Callable[[Passage], Passage]) -> _Break:
    def broken(record: Record) -> Record:
        first, *others = record.passages
        return replace(record, passages=(change(first), *others))

    return broken


def _evidence(change: Callable[[Evidence], Evidence]) -> _Break:
    """Break the reading of "domestic violence" that the first factor stands on."""

    def broken(record: Record) -> Record:
        wanted = record.cases[0].factors[0].evidence[0]
        changed = tuple(change(one) if one.id == wanted else one for one in record.evidence)
        return replace(record, evidence=changed)

    return broken


def _factor(change: Callable[[CaseFactor], CaseFactor]) -> _Break:
    def broken(record: Record) -> Record:
        case, *others = record.cases
        first, *factors = case.factors
        return replace(record, cases=(replace(case, factors=(change(first), *factors)), *others))

    return broken


BROKEN: list[tuple[_Break, str]] = [
    (
        lambda r: replace(r, document=replace(r.document, title="")),
        "A document has one title.",
    ),
    (
        lambda r: replace(r, document=replace(r.document, published="last spring")),
        "A document has at most one date of publication, in ISO 8601.",
    ),
    (
        lambda r: replace(
            r, document=replace(r.document, source=replace(r.document.source, sha256="abc"))
        ),
        "A document has one SHA-256 of its file.",
    ),
    (
        _passages(lambda p: replace(p, text=p.text + " ")),
        "A passage is as long as its offsets say.",
    ),
    (
        lambda r: replace(r, reviews=()),
        "A case is examined by a review.",
    ),
    (
        lambda r: replace(r, reviews=(replace(r.reviews[0], review_type="police"),)),
        "A review has at most one type, of the scheme of review types.",
    ),
    (
        lambda r: replace(r, cases=r.cases[1:]),  # the review still names it
        "A review examines cases that this graph describes.",
    ),
    (
        lambda r: replace(r, cases=(replace(r.cases[0], label=""), r.cases[1])),
        "A case has one label.",
    ),
    (
        lambda r: replace(r, cases=(r.cases[0], replace(r.cases[1], outcomes=("sudi",)))),
        "An outcome stands on evidence.",
    ),
    (
        lambda r: replace(r, agencies=(replace(r.agencies[0], type="mother"), *r.agencies[1:])),
        "An agency's type is of the scheme of agency types.",
    ),
    (
        _evidence(lambda e: replace(e, quote="domestic abuse!!!")),
        "The quotation is the passage's own words at these offsets.",
    ),
    (
        _evidence(lambda e: replace(e, start=e.start - 1, end=e.end - 1)),
        "The quotation is the passage's own words at these offsets.",
    ),
    (
        _evidence(lambda e: replace(e, concept="no-such-concept")),
        "Evidence is about one concept of the vocabulary.",
    ),
    (
        _evidence(lambda e: replace(e, confidence=1.5)),
        "Evidence has one confidence, from 0 to 1.",
    ),
    (
        _evidence(lambda e: replace(e, method="")),
        "Evidence says by which method it was read.",
    ),
    (
        _evidence(lambda e: replace(e, person="police")),
        "Evidence names at most one person, by role.",
    ),
    (
        _evidence(lambda e: replace(e, passage="elsewhere")),
        "Evidence stands in one passage.",
    ),
    (
        _evidence(lambda e: replace(e, status=Status.POLICY)),
        "Only evidence that says something of a case feeds a factor.",
    ),
    (
        _evidence(lambda e: replace(e, status=Status.POSSIBLE)),
        "A factor that is present has evidence to that effect.",
    ),
    (
        _evidence(lambda e: replace(e, case=factories.CASE_M)),
        "The evidence of an assertion is about the same case.",
    ),
    (_factor(lambda f: replace(f, evidence=())), "A factor stands on evidence."),
    (_factor(lambda f: replace(f, evidence=("nowhere",))), "A factor stands on evidence."),
    (
        _factor(lambda f: replace(f, concept="care-order")),  # a legal status, not a factor
        "A factor is one concept of the scheme of risk factors.",
    ),
    (_factor(lambda f: replace(f, person="")), "A factor is one person's, by role."),
    (
        _factor(lambda f: replace(f, status=FactorStatus.NEGATED)),
        "A factor that is negated has evidence to that effect.",
    ),
    (
        lambda r: replace(r, lessons=(replace(r.lessons[0], text=""),)),
        "A lesson has one text.",
    ),
    (
        lambda r: replace(r, lessons=(replace(r.lessons[0], themes=("homelessness",)),)),
        "A lesson's themes are of the scheme of practice themes.",
    ),
    (
        lambda r: replace(
            r, recommendations=(replace(r.recommendations[0], passage="p"), r.recommendations[1])
        ),
        "A recommendation stands in one passage.",
    ),
    (
        lambda r: replace(
            r,
            recommendations=(
                replace(r.recommendations[0], actions=("hidden-men",)),
                r.recommendations[1],
            ),
        ),
        "A recommendation's actions are of the scheme of actions.",
    ),
]


@pytest.mark.parametrize(("broken", "reason"), BROKEN)
def test_bad_graphs_fail_for_their_reason(broken: _Break, reason: str) -> None:
    found = validate(triples(broken(factories.record())))
    assert reason in {violation.message for violation in found}


# One graph for each kind of constraint that is compiled: minCount, pattern,
# class, node, inclusive bounds, a sequence of properties, and SPARQL of its own.
@pytest.mark.parametrize("index", [0, 2, 7, 9, 10, 13, 16, 18, 20])
def test_pyshacl_fails_them_too(index: int, shapes: Graph, vocabulary: Graph) -> None:
    broken, _ = BROKEN[index]
    assert not _pyshacl(list(triples(broken(factories.record()))), shapes, vocabulary)


def test_a_shortcut_without_an_assertion_is_found() -> None:
    # No Record can say this; a graph edited by hand could.
    case, police = Names().case(factories.CASE_M), pyoxigraph.NamedNode(str(CR.hasFactor))
    forged = pyoxigraph.Quad(
        pyoxigraph.NamedNode(str(case)),
        police,
        pyoxigraph.NamedNode("https://lessons-graph.example/vocab/domestic-abuse"),
    )
    assert validate([*triples(factories.record()), forged]) == [
        Violation(
            str(case),
            "A shortcut to a factor that is present has an assertion behind it.",
            "https://lessons-graph.example/vocab/domestic-abuse",
        )
    ]
