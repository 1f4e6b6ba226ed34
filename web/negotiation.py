"""Which form an answer takes: what the client accepts, of what there is."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from werkzeug.exceptions import NotAcceptable

from graph.errors import NotFound

__all__ = [
    "GRAPH_TYPES",
    "HTML",
    "ROW_TYPES",
    "SUFFIXES",
    "ending_of",
    "negotiated",
    "opened_to_all",
    "page_or_graph",
    "split_suffix",
    "wants_html",
]

HTML = "text/html"

# Media type -> format of `graph.results`; where a client takes anything, the first.
ROW_TYPES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}

# The ending of an address that names its format.
SUFFIXES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}


def negotiated(offers: Mapping[str, str] | tuple[str, ...]) -> str:
    """Return the media type of the offers that the client likes best; the first for any.

    Raises NotAcceptable (406) when it accepts none of them.
    """
    accepted = request.accept_mimetypes
    if not accepted:
        return next(iter(offers))
    found = accepted.best_match(list(offers))
    if found is None:
        raise NotAcceptable(f"This address answers as {', '.join(offers)}. Ask for one of these.")
    return found


def page_or_graph(ending: str = "") -> str:
    """Return the media type of what has a page and triples: that of the ending, if any.

    Raises NotFound for an ending that names no format, NotAcceptable as `negotiated` does.
    """
    if not ending:
        return negotiated((HTML, *GRAPH_TYPES))
    if ending not in SUFFIXES:
        raise NotFound(f"There is no format {ending!r}. Take one of {', '.join(SUFFIXES)}.")
    return SUFFIXES[ending]


def wants_html() -> bool:
    """Tell whether a person's browser asks: it names HTML, and likes nothing better."""
    accepted = request.accept_mimetypes
    best = max((quality for _, quality in accepted), default=0)
    return any(name == HTML for name, _ in accepted) and accepted[HTML] == best


def opened_to_all(headers: dict[str, str] | None = None) -> dict[str, str]:
    """Return headers that let pages of any origin read this answer, and name what it varies by.

    Nothing here depends on who asks: no cookie is set or read.
    """
    return {"Access-Control-Allow-Origin": "*", "Vary": "Accept"} | (headers or {})


def split_suffix(name: str) -> tuple[str, str]:
    """Return a name without the ending that names a format, and that ending.

    >>> split_suffix("case-1.ttl"), split_suffix("case.1")
    (('case-1', 'ttl'), ('case.1', ''))
    """
    bare, _, ending = name.rpartition(".")
    return (bare, ending) if bare and ending in SUFFIXES else (name, "")


def ending_of(media_type: str) -> str:
    """Return the ending that names a format in an address."""
    return next(ending for ending, kind in SUFFIXES.items() if kind == media_type)
