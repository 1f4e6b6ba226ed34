"""Questions to a published graph: rows of plain values, parameters as RDF terms."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Self

import pyoxigraph
from oxrdflib import OxigraphStore
from rdflib import Dataset, URIRef

from graph.errors import QueryInvalid
from graph.namespaces import PREFIXES, XSD
from graph.queries import query_text
from graph.store import open_read_only

__all__ = ["GraphView", "Row", "Value", "bind"]

# What a cell holds: an IRI (URIRef), words, a number, a truth value, or nothing.
Value = URIRef | str | int | float | bool | None
Row = dict[str, Value]

# In a query, `?name` is a variable and `$name` a parameter. Parameters stay out
# of comments and strings: a test looks after our files.
_PARAMETER = re.compile(r"\$([a-z]\w*)", re.ASCII)

# Datatypes that come back as Python values; dates stay the ISO text they are.
_PLAIN: dict[str, Callable[[str], Value]] = {
    str(XSD.integer): int,
    str(XSD.decimal): float,
    str(XSD.double): float,
    str(XSD.boolean): "true".__eq__,
}


class GraphView:
    """Reads a graph; it has no way to write one.

    A query is the name of a file of `graph.queries` ("pages/case-factors") or,
    when it holds a space, SPARQL of our own. Never hand user text to it: that
    is what `graph.untrusted` is for.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return a view of the published store at `path`.

        Raises LibraryMissing or LibraryDamaged when it cannot be opened.
        """
        return cls(open_read_only(path))

    def select(self, query: str, *, limit: int | None = None, **bindings: Value) -> list[Row]:
        """Return the rows of a SELECT, each with every variable of its head.

        A binding takes the place of the parameter `$name` in the query: URIRef
        as an IRI, anything else as a literal. Raises QueryInvalid when a
        parameter and the bindings do not match, or the query is wrong.
        """
        solutions = self._run(query, bindings)
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise QueryInvalid(f"{query} gives no rows. Use a SELECT query here.")
        names = [variable.value for variable in solutions.variables]
        return [dict(zip(names, map(_value, row), strict=True)) for row in islice(solutions, limit)]

    def texts(self, query: str, **bindings: Value) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT as text, nothing as "": a third faster for long tables.

        Raises QueryInvalid as `select` does.
        """
        solutions = self._run(query, bindings)
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise QueryInvalid(f"{query} gives no rows. Use a SELECT query here.")
        written = solutions.serialize(format=pyoxigraph.QueryResultsFormat.CSV) or b""
        rows = csv.reader(io.StringIO(written.decode(), newline=""))
        next(rows, None)  # the names of the variables
        return [tuple(row) for row in rows]

    def ask(self, query: str, **bindings: Value) -> bool:
        """Return the answer of an ASK."""
        answer = self._run(query, bindings)
        if not isinstance(answer, pyoxigraph.QueryBoolean):
            raise QueryInvalid(f"{query} is not answered by yes or no. Use an ASK query here.")
        return bool(answer)

    def construct(self, query: str, **bindings: Value) -> list[pyoxigraph.Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE, each once, in the order found."""
        found = self._run(query, bindings)
        if not isinstance(found, pyoxigraph.QueryTriples):
            raise QueryInvalid(f"{query} gives no triples. Use a CONSTRUCT query here.")
        return list(dict.fromkeys(found))

    def statements(self, graph: URIRef) -> Iterator[pyoxigraph.Quad]:
        """Yield the quads of one named graph."""
        return self._store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(str(graph)))

    def dataset(self) -> Dataset:
        """Return the graph as an rdflib Dataset, for analyses that want one; do not write to it."""
        return Dataset(store=OxigraphStore(store=self._store), default_union=True)

    def __len__(self) -> int:
        return len(self._store)

    def _run(
        self, query: str, bindings: dict[str, Value]
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        text = bind(query if " " in query else query_text(query), bindings)
        try:
            return self._store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        except SyntaxError as cause:
            raise QueryInvalid(f"{query} is not SPARQL: {cause}. Correct the query.") from cause


def bind(text: str, bindings: Mapping[str, Value]) -> str:
    """Return a query with each parameter `$name` written as its RDF term.

    The terms must stand in the text: Oxigraph plans a query before it looks at
    substitutions, and without the constant it scans everything. pyoxigraph
    checks and writes each term, so a value can never be more than one term.
    Raises QueryInvalid when names do not match or a value is no RDF term.
    """
    terms = {name: str(_term(value)) for name, value in bindings.items()}
    wanted = set(_PARAMETER.findall(text))
    if wanted != set(terms):
        raise QueryInvalid(
            f"The query's parameters are {sorted(wanted)}, not {sorted(terms)}. "
            "Bind each of them once."
        )
    return _PARAMETER.sub(lambda found: terms[found[1]], text)


def _term(value: Value) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if isinstance(value, URIRef):
        try:
            return pyoxigraph.NamedNode(str(value))
        except ValueError as cause:
            raise QueryInvalid(f"{value!r} is no IRI. Correct the address.") from cause
    if isinstance(value, (str, bool, int, float)):
        return pyoxigraph.Literal(value)
    raise QueryInvalid(f"{value!r} is no RDF term. Bind an IRI, words, a number or a truth value.")


def _value(term: object) -> Value:
    if term is None:
        return None
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        return _plain(term)
    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{term.value}"
    raise QueryInvalid(f"Unexpected RDF term {term!r}. Ask for IRIs and literals only.")


def _plain(literal: pyoxigraph.Literal) -> Value:
    convert = _PLAIN.get(literal.datatype.value)
    return convert(literal.value) if convert else literal.value
