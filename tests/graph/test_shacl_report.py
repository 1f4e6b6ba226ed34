"""The report on a published graph: what is wrong is named as SHACL names it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH

from graph.namespaces import CR, DCTERMS
from graph.shacl_report import graph_violations, shacl_report
from graph.store import GraphWriter
from graph.triples import Names, triples
from graph.validation import Violation
from tests import factories

COVER = Names().document("doc-cover")


def _published(folder: Path, *, without: URIRef | None = None) -> Path:
    """Publish the factory's library, the cover report without one of its properties."""
    with GraphWriter(folder / "graph") as writer:
        writer.load_vocabulary()
        for record in factories.library():
            kept = [
                quad
                for quad in triples(record)
                if (quad.subject.value, quad.predicate.value) != (str(COVER), str(without))  # type: ignore[union-attr]  # no triple is a subject here
            ]
            writer.replace(Names().graph(record.document.id), kept)
        writer.backup(folder / "snapshot")
    return folder / "snapshot"


@pytest.mark.parametrize(
    ("without", "component"),
    [(None, None), (DCTERMS.title, SH.MinCountConstraintComponent)],
)
def test_the_served_graph_is_judged(
    tmp_path: Path, without: URIRef | None, component: URIRef | None
) -> None:
    found = graph_violations(_published(tmp_path, without=without))
    report = Graph().parse(data=shacl_report(found), format="turtle")
    (whole,) = report.subjects(RDF.type, SH.ValidationReport)
    assert bool(report.value(whole, SH.conforms)) is (component is None)
    results = list(report.objects(whole, SH.result))
    if component is None:
        assert results == []
        return
    (result,) = results
    assert report.value(result, SH.focusNode) == COVER
    assert report.value(result, SH.sourceConstraintComponent) == component
    assert report.value(result, SH.resultSeverity) == SH.Violation
    assert "one title" in str(report.value(result, SH.resultMessage))


def test_the_report_has_the_shape_that_the_standard_gives_it() -> None:
    shape = Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        [] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
            sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ] .
        [] a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
            sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
                [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
                [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ] .
        """,
        format="turtle",
    )
    wrong = [
        Violation("https://x.example/1", "A title.", None, "MinCount"),
        Violation("https://x.example/1", "A date.", "when", "Pattern"),
        Violation("https://x.example/2", "A kind.", str(CR.Case), "Class"),
    ]
    report = Graph().parse(data=shacl_report(wrong), format="turtle")
    conforms, _, told = pyshacl.validate(report, shacl_graph=shape)
    assert conforms, told
    assert len(set(report.subjects(RDF.type, SH.ValidationResult))) == len(wrong)


def test_other_graphs_are_left_alone(tmp_path: Path) -> None:
    """Verdicts and derived themes are no documents: the shapes do not speak of them."""
    snapshot = _published(tmp_path)
    store = pyoxigraph.Store(snapshot)
    graph = pyoxigraph.NamedNode("https://lessons-graph.example/id/graph/verdicts")
    document = pyoxigraph.NamedNode(str(CR.Document))
    kind = pyoxigraph.NamedNode(str(RDF.type))
    store.add(pyoxigraph.Quad(pyoxigraph.NamedNode("https://x.example/1"), kind, document, graph))
    store.flush()
    del store
    assert graph_violations(snapshot) == []
