"""What `lessons show` finds under an id, whatever kind of thing it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import URIRef

from graph.errors import NotFound
from graph.namespaces import V
from graph.triples import Names
from graph.view import GraphView
from graph.vocabulary import load_vocabulary

__all__ = ["as_text", "look_up"]

_Json = dict[str, Any]

# Kind -> (variable of the head query, queries in the order they are shown). The
# first query has no row when there is no such thing.
_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "review": (
        ("pages/review", "review"),
        ("pages/review-boards", "review"),
        ("pages/review-documents", "review"),
        ("pages/review-cases", "review"),
        ("pages/review-learning", "about"),
    ),
    "case": (
        ("pages/case", "case"),
        ("pages/case-outcomes", "case"),
        ("pages/case-factors", "case"),
        ("pages/case-legal", "case"),
        ("pages/case-agencies", "case"),
    ),
    "agency": (
        ("pages/agency", "agency"),
        ("pages/agency-reviews", "agency"),
        ("pages/agency-learning", "about"),
    ),
    "document": (("pages/document", "document"), ("pages/document-reviews", "document")),
    "recommendation": (("pages/learning-item", "item"), ("pages/learning-links", "item")),
    "lesson": (("pages/learning-item", "item"), ("pages/learning-links", "item")),
    "passage": (("pages/passage", "passage"),),
}


def look_up(identifier: str, view: GraphView) -> _Json:
    """Return everything the pages would show about one id, as plain values.

    Raises NotFound when the library and the vocabulary have nothing under it.
    """
    if identifier in load_vocabulary():
        return _concept(identifier, view)
    for kind, parts in _PARTS.items():
        iri = getattr(Names(), kind)(identifier)
        (head, variable), *rest = parts
        rows = view.select(head, **{variable: iri})
        if any(value is not None for row in rows for value in row.values()):
            found = {head: rows} | {name: view.select(name, **{v: iri}) for name, v in rest}
            return _answer(identifier, kind, iri, found)
    raise NotFound(
        f"The library has nothing under {identifier!r}. Find ids with: lessons search WORDS"
    )


def as_text(found: _Json) -> str:
    """Return what was found as lines for a person."""
    return "\n".join(_lines(found)) + "\n"


def _concept(identifier: str, view: GraphView) -> _Json:
    concept = load_vocabulary()[identifier]
    about = {
        "label": concept.pref_label,
        "scheme": concept.scheme,
        "broader": ", ".join(concept.broader),
        "note": concept.scope_note,
        "also": ", ".join(concept.alt_labels),
    }
    parts: _Json = {"concept": [about]}
    if concept.scheme == "risk-factor":
        parts["pages/factor-cases"] = view.select("pages/factor-cases", concept=V[identifier])
    if concept.scheme == "practice-theme":
        parts["pages/theme-learning"] = view.select("pages/theme-learning", about=V[identifier])
    return _answer(identifier, "concept", V[identifier], parts)


def _answer(identifier: str, kind: str, iri: URIRef, parts: _Json) -> _Json:
    return {
        "schema": "lessons-show/1",
        "id": identifier,
        "kind": kind,
        "iri": str(iri),
        "parts": {name.removeprefix("pages/"): rows for name, rows in parts.items()},
    }


def _lines(found: _Json) -> Iterator[str]:
    yield f"{found['kind']} {found['id']}"
    for name, rows in found["parts"].items():
        yield f"\n{name.replace('-', ' ')} ({len(rows)})" if len(rows) != 1 else f"\n{name}"
        for row in rows:
            told = [f"{key}: {value}" for key, value in row.items() if value not in (None, "")]
            yield "  " + "\n    ".join(told)
