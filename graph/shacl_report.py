"""What the shapes find wrong in a published graph, as a SHACL validation report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.namespace import SH

from graph.namespaces import DEFAULT_BASE, RDF, XSD
from graph.store import open_read_only
from graph.triples import as_turtle
from graph.triples.names import VOCABULARY_GRAPH
from graph.validation import Violation, validate

__all__ = ["graph_violations", "shacl_report"]


def graph_violations(snapshot: Path) -> list[Violation]:
    """Return what is wrong in the documents' graphs of a published store, each judged alone.

    Raises LibraryMissing or LibraryDamaged when the store cannot be opened.
    """
    store = open_read_only(snapshot)
    found: set[Violation] = set()
    for graph in store.named_graphs():
        if str(graph.value) != str(VOCABULARY_GRAPH) and _is_document(store, graph):
            found |= set(validate(store.quads_for_pattern(None, None, None, graph)))
    return sorted(found, key=_order)


def shacl_report(violations: list[Violation]) -> str:
    """Return a `sh:ValidationReport` in Turtle; it conforms when there are no violations."""
    return as_turtle(_report(violations), DEFAULT_BASE)


def _order(found: Violation) -> tuple[str, str, str]:
    return found.node, found.message, found.value or ""


def _is_document(store: pyoxigraph.Store, graph: NamedNode | BlankNode) -> bool:
    """Tell a document's graph, which names the run that made it, from others."""
    made = store.quads_for_pattern(graph, None, None, graph)
    return next(iter(made), None) is not None


def _report(violations: list[Violation]) -> Iterator[Triple]:
    report = BlankNode("report")
    conforms = Literal("false" if violations else "true", datatype=_iri(XSD.boolean))
    yield Triple(report, _iri(RDF.type), _iri(SH.ValidationReport))
    yield Triple(report, _iri(SH.conforms), conforms)
    for number, found in enumerate(violations, start=1):
        result = BlankNode(f"result{number}")
        yield Triple(report, _iri(SH.result), result)
        yield from _result(result, found)


def _result(result: BlankNode, found: Violation) -> Iterator[Triple]:
    component = f"{SH}{found.component}ConstraintComponent"
    yield Triple(result, _iri(RDF.type), _iri(SH.ValidationResult))
    yield Triple(result, _iri(SH.resultSeverity), _iri(SH.Violation))
    yield Triple(result, _iri(SH.focusNode), _iri(found.node))
    yield Triple(result, _iri(SH.sourceConstraintComponent), _iri(component))
    yield Triple(result, _iri(SH.resultMessage), Literal(found.message, language="en"))
    if found.value is not None:
        yield Triple(result, _iri(SH.value), _term(found.value))


def _term(value: str) -> NamedNode | Literal:
    """Return the value at fault: an IRI where it is one of a thing, else the words it is."""
    return NamedNode(value) if value.startswith(("http://", "https://")) else Literal(value)


def _iri(value: str) -> NamedNode:
    return NamedNode(str(value))
