"""Whether a review graph is what the shapes say it must be, quickly.

pyshacl takes seconds over a review of ordinary size, so ingest runs the same
`shapes.ttl` compiled to SPARQL: one query for each constraint, in Oxigraph.
The tests hold both to the same verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pyoxigraph
from rdflib import RDF, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from graph.errors import VocabularyInvalid
from graph.namespaces import PREFIXES, SKOS
from graph.vocabulary.skos import vocabulary_files

__all__ = ["Violation", "validate"]

_TURTLE = pyoxigraph.RdfFormat.TURTLE

# What it means that a value breaks a constraint of one parameter.
_TESTS = {
    SH["class"]: "NOT EXISTS {{ ?value a {} }}",
    SH.datatype: "!isLiteral(?value) || DATATYPE(?value) != {}",
    SH.pattern: "!REGEX(STR(?value), {})",
    SH.minInclusive: "!(?value >= {})",
    SH.maxInclusive: "!(?value <= {})",
}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken rule: the thing that breaks it, the rule, and the value at fault if any.

    `component` is what SHACL calls the kind of rule: "MinCount", "Class", "SPARQL".
    """

    node: str
    message: str
    value: str | None = None
    component: str = field(default="", compare=False)


def validate(quads: Iterable[pyoxigraph.Quad]) -> list[Violation]:
    """Return what is wrong with one review graph, sorted; nothing when it is valid.

    A graph is judged by itself and the vocabulary: what other documents say of
    the same review or agency plays no part.
    """
    store = pyoxigraph.Store()
    store.extend(_schemes())
    store.extend(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads)
    return sorted(
        {_violation(row, rule) for rule in _queries() for row in _rows(store, rule.query)},
        key=lambda found: (found.node, found.message, found.value or ""),
    )


def _rows(store: pyoxigraph.Store, query: str) -> Iterator[pyoxigraph.QuerySolution]:
    found = store.query(query, prefixes=PREFIXES)
    if isinstance(found, pyoxigraph.QuerySolutions):
        yield from found


def _violation(row: pyoxigraph.QuerySolution, rule: _Rule) -> Violation:
    terms = [getattr(term, "value", None) for term in row]
    value = terms[1] if len(terms) > 1 else None
    return Violation(str(terms[0]), rule.message, value, rule.component)


@cache
def _schemes() -> tuple[pyoxigraph.Quad, ...]:
    """Return the vocabulary as far as shapes look at it: what is a concept of which scheme."""
    wanted = {str(RDF.type), str(SKOS.inScheme)}
    return tuple(
        pyoxigraph.Quad(triple.subject, triple.predicate, triple.object)
        for file in vocabulary_files()
        for triple in pyoxigraph.parse(file.read_bytes(), format=_TURTLE)
        if triple.predicate.value in wanted
    )


@dataclass(frozen=True, slots=True, order=True)
class _Rule:
    """One constraint of the shapes: what to say, how to find what breaks it, its kind."""

    message: str
    query: str
    component: str


@cache
def _queries() -> tuple[_Rule, ...]:
    """Return each constraint of the shapes as a SELECT."""
    shapes = Graph().parse(data=(files("graph") / "shapes.ttl").read_bytes(), format="turtle")
    found: list[_Rule] = []
    for shape, target in sorted(shapes.subject_objects(SH.targetClass)):
        found += [
            _Rule(_message(shapes, rule), _own_query(shapes, rule, target), "SPARQL")
            for rule in shapes.objects(shape, SH.sparql)
        ]
        for rule in shapes.objects(shape, SH.property):
            message = _message(shapes, rule)
            found += [
                _Rule(message, query, component)
                for component, query in _property_queries(shapes, rule, target)
            ]
    return tuple(sorted(found))


def _message(shapes: Graph, rule: Node) -> str:
    return str(shapes.value(rule, SH.message))


def _own_query(shapes: Graph, rule: Node, target: Node) -> str:
    body = str(shapes.value(rule, SH.select))
    return body.replace("WHERE {", f"WHERE {{ $this a {target.n3()} .", 1)


def _property_queries(shapes: Graph, rule: Node, target: Node) -> Iterator[tuple[str, str]]:
    """Yield the kind and the SELECT of each constraint on one property."""
    path_node = shapes.value(rule, SH.path)
    if path_node is None:
        raise VocabularyInvalid("A property shape has no sh:path. Correct graph/shapes.ttl.")
    path = _path(shapes, path_node)
    focus = f"?this a {target.n3()} ."
    for constraint, value in sorted(shapes.predicate_objects(rule)):
        if constraint in (SH.path, SH.message):
            continue
        name = str(constraint).removeprefix(str(SH))
        component = name[:1].upper() + name[1:]
        if constraint in (SH.minCount, SH.maxCount):
            sign = "<" if constraint == SH.minCount else ">"
            query = (
                f"SELECT ?this WHERE {{ {focus} OPTIONAL {{ ?this {path} ?value }} }} "
                f"GROUP BY ?this HAVING (COUNT(DISTINCT ?value) {sign} {value})"
            )
        else:
            test = _bad_value(shapes, URIRef(str(constraint)), value)
            query = f"SELECT ?this ?value WHERE {{ {focus} ?this {path} ?value . FILTER({test}) }}"
        yield component, query


def _bad_value(shapes: Graph, constraint: URIRef, value: Node) -> str:
    """Return the SPARQL test that a value breaks this constraint; raises on an unknown one."""
    if constraint == SH["in"]:
        members = ", ".join(member.n3() for member in Collection(shapes, value))
        return f"?value NOT IN ({members})"
    if constraint == SH.node:
        return f"NOT EXISTS {{ {_has_value(shapes, value)} }}"
    if constraint not in _TESTS:
        raise VocabularyInvalid(
            f"{constraint} is not compiled. Use another constraint in graph/shapes.ttl."
        )
    return _TESTS[constraint].format(value.n3())


def _has_value(shapes: Graph, shape: Node) -> str:
    rules = list(shapes.objects(shape, SH.property))
    if len(rules) != 1 or shapes.value(rules[0], SH.hasValue) is None:
        raise VocabularyInvalid(
            f"{shape} is more than one sh:hasValue. Keep shapes behind sh:node to that."
        )
    path, wanted = shapes.value(rules[0], SH.path), shapes.value(rules[0], SH.hasValue)
    return f"?value {_path(shapes, path)} {wanted.n3() if wanted else ''}"


def _path(shapes: Graph, path: Node | None) -> str:
    """Return a property path: one property, its inverse, or a sequence."""
    if isinstance(path, URIRef):
        return path.n3()
    if path is not None and (inverse := shapes.value(path, SH.inversePath)):
        return f"^{inverse.n3()}"
    if path is not None and shapes.value(path, RDF.first):
        return "/".join(step.n3() for step in Collection(shapes, path))
    raise VocabularyInvalid("Unknown kind of sh:path. Use a property, its inverse or a sequence.")
