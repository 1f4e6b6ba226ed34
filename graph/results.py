"""Answers of SPARQL queries as a table, in the W3C result formats, or as RDF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import pyoxigraph

from graph.errors import UsageInvalid
from graph.namespaces import DEFAULT_BASE
from graph.triples import Names, as_turtle

__all__ = ["FORMATS", "GRAPH_FORMS", "QueryResult", "write_graph", "write_result"]

# A cell of SPARQL 1.1 Query Results JSON: {"type": "uri", "value": ...}.
Cell = dict[str, Any]

_WIDEST_CELL = 60  # characters of a table's cell; what is longer ends in an ellipsis
_TABLE_ROW = "  "


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query answered: rows, or yes and no, or triples; the others are None.

    `truncated` says that there was more than the limit allowed.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[dict[str, Cell], ...] | None = None
    answer: bool | None = None
    triples: str | None = None
    truncated: bool = False


def write_result(result: QueryResult, form: str, base: str = DEFAULT_BASE) -> str:
    """Return the result as text in one of FORMATS, with a newline at the end.

    Raises UsageInvalid for an unknown format, or for Turtle of what is no graph
    and the other way round.
    """
    writer = FORMATS.get(form)
    if writer is None:
        raise UsageInvalid(f"{form!r} is no result format. Choose one of {', '.join(FORMATS)}.")
    if (result.triples is not None) != (form in GRAPH_FORMS):
        rows = ", ".join(one for one in FORMATS if one not in GRAPH_FORMS)
        raise UsageInvalid(
            f"CONSTRUCT and DESCRIBE are written as {', '.join(GRAPH_FORMS)}, SELECT and ASK as "
            f"{rows}. Choose another format."
        )
    return writer(result, base)


def write_graph(triples: Iterable[pyoxigraph.Triple], form: str, base: str = DEFAULT_BASE) -> str:
    """Return triples in one of GRAPH_FORMS, sorted, so that equal graphs are equal text.

    Raises UsageInvalid for another format.
    """
    if form not in GRAPH_FORMS:
        raise UsageInvalid(f"{form!r} writes no graph. Choose one of {', '.join(GRAPH_FORMS)}.")
    told = sorted(set(triples), key=str)
    if form == "ttl":
        return as_turtle(told, base)
    written = pyoxigraph.serialize(told, format=GRAPH_FORMS[form])
    return (written or b"").decode()


def _json(result: QueryResult, _base: str) -> str:
    """SPARQL 1.1 Query Results JSON."""
    plain: dict[str, Any] = {"head": {"vars": list(result.variables)}}
    if result.answer is not None:
        plain = {"head": {}, "boolean": result.answer}
    else:
        plain["results"] = {"bindings": list(result.rows or ())}
    if result.truncated:
        plain["truncated"] = True
    return json.dumps(plain, ensure_ascii=False) + "\n"


def _csv(result: QueryResult, base: str) -> str:
    """SPARQL 1.1 Query Results CSV; an ASK is one word."""
    return _w3c(result, base, pyoxigraph.QueryResultsFormat.CSV).replace("\r\n", "\n")


def _tsv(result: QueryResult, base: str) -> str:
    """SPARQL 1.1 Query Results TSV; an ASK is one word."""
    return _w3c(result, base, pyoxigraph.QueryResultsFormat.TSV)


def _xml(result: QueryResult, base: str) -> str:
    """SPARQL Query Results XML Format."""
    return _w3c(result, base, pyoxigraph.QueryResultsFormat.XML)


def _w3c(result: QueryResult, base: str, form: pyoxigraph.QueryResultsFormat) -> str:
    found = pyoxigraph.parse_query_results(
        # The mark of a cut answer is our own addition, which the parser refuses.
        _json(replace(result, truncated=False), base),
        format=pyoxigraph.QueryResultsFormat.JSON,
    )
    text = (found.serialize(format=form) or b"").decode()
    return text if text.endswith("\n") else f"{text}\n"


def _table(result: QueryResult, base: str) -> str:
    """Aligned columns for a terminal; IRIs by their prefixes."""
    if result.answer is not None:
        return "yes\n" if result.answer else "no\n"
    prefixes = Names(base).prefixes()
    body = [
        [_shown(row.get(name), prefixes) for name in result.variables] for row in result.rows or ()
    ]
    lines = [list(result.variables), *body]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    if result.truncated:
        lines.append(["(there are more rows than the limit)"])
    shown = (
        _TABLE_ROW.join(cell.ljust(width) for cell, width in zip(line, widths, strict=False))
        for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in shown)


def _shown(cell: Cell | None, prefixes: dict[str, str]) -> str:
    if cell is None:
        return ""
    value = " ".join(str(cell["value"]).split())
    if cell["type"] == "uri":
        for prefix, namespace in prefixes.items():
            if value.startswith(namespace):
                return f"{prefix}:{value.removeprefix(namespace)}"
    # A document's words must not move the cursor of a terminal.
    value = "".join(character for character in value if character.isprintable())
    return value if len(value) <= _WIDEST_CELL else value[: _WIDEST_CELL - 1] + "…"


def _rdf(form: str) -> Callable[[QueryResult, str], str]:
    def write(result: QueryResult, base: str) -> str:
        given = pyoxigraph.parse(result.triples or "", format=pyoxigraph.RdfFormat.N_TRIPLES)
        triples = (pyoxigraph.Triple(one.subject, one.predicate, one.object) for one in given)
        return write_graph(triples, form, base)

    return write


# The name of a format of a graph, and what Oxigraph calls it.
GRAPH_FORMS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}

FORMATS: dict[str, Callable[[QueryResult, str], str]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
} | {form: _rdf(form) for form in GRAPH_FORMS}
