"""What a page says of itself in schema.org's words, for programs that read pages.

The block of JSON in a page is data, not script: it is never run, so the strict
policy on scripts stands.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, request, url_for

from graph.namespaces import V
from web.content.cells import NAMES
from web.negotiation import GRAPH_TYPES, SUFFIXES

__all__ = ["page_alternates", "page_statements", "register"]

_Json = dict[str, Any]

# Endpoint -> the kind of thing in its IRI, and schema.org's word for it. A case is
# no more than a thing: nothing here describes a person.
_ABOUT = {
    "agencies.agency": ("agency", "Organization"),
    "cases.case": ("case", "Thing"),
    "documents.document": ("document", "Report"),
    "families.family": ("family", "Collection"),
    "lessons.lesson": ("lesson", "CreativeWork"),
    "recommendations.recommendation": ("recommendation", "CreativeWork"),
    "reviews.review": ("review", "CreativeWork"),
    "themes.discovered": ("theme", "Collection"),
}
_CONCEPTS = frozenset({"factors.factor", "themes.theme", "vocabulary.concept"})


def page_statements(title: str, details: _Json | None = None) -> _Json:
    """Return JSON-LD of this page: its name, its place, and the thing it is about.

    `details` are schema.org properties of that thing that the page knows.
    """
    site = {
        "@type": "WebSite",
        "@id": url_for("home.home", _external=True) + "#site",
        "name": "Lessons Graph",
        "url": url_for("home.home", _external=True),
    }
    page: _Json = {
        "@context": "https://schema.org/",
        "@type": "WebPage",
        "url": request.base_url,
        "name": title or "Lessons Graph",
        "inLanguage": "en-GB",
        "isPartOf": site,
    }
    about = _about(title)
    return page | {"mainEntity": about | (details or {})} if about else page


def page_alternates() -> list[tuple[str, str]]:
    """Return (media type, address) of what this page tells, as triples."""
    given = request.view_args or {}
    endpoint = request.endpoint or ""
    if endpoint in _CONCEPTS:
        name = given.get("identifier") or given.get("name", "")
        return [
            (kind, url_for("vocabulary.concept", name=f"{name}.{ending}"))
            for ending, kind in SUFFIXES.items()
        ]
    if endpoint in _ABOUT:
        own, name = _ABOUT[endpoint][0], given["identifier"]
        return [
            (kind, url_for("linked.thing", kind=own, name=f"{name}.{ending}"))
            for ending, kind in SUFFIXES.items()
        ]
    return [(next(iter(GRAPH_TYPES)), url_for("data.void"))]


def _about(title: str) -> _Json:
    given = request.view_args or {}
    endpoint = request.endpoint or ""
    if endpoint in _CONCEPTS:
        return _concept(str(given.get("identifier") or given.get("name", "")), title)
    if endpoint in _ABOUT:
        kind, word = _ABOUT[endpoint]
        iri = getattr(NAMES, kind)(given["identifier"])
        return {"@type": word, "@id": str(iri), "name": title}
    if endpoint == "data.about":
        return _dataset(title)
    return {}


def _concept(name: str, title: str) -> _Json:
    word = "DefinedTermSet" if name.startswith("scheme-") else "DefinedTerm"
    return {"@type": word, "@id": str(V[name]), "name": title, "termCode": name}


def _dataset(title: str) -> _Json:
    return {
        "@type": "Dataset",
        "name": "Lessons Graph",
        "description": title,
        "distribution": {
            "@type": "DataDownload",
            "contentUrl": url_for("data.dump", _external=True),
            "encodingFormat": "application/n-quads",
        },
    }


def register(app: Flask) -> None:
    """Give templates these functions."""
    app.add_template_global(page_statements, "page_statements")
    app.add_template_global(page_alternates, "page_alternates")
