"""The IRIs of a library's own things: base + kind + id, stable across rebuilds."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from rdflib import URIRef

from graph.errors import IdentifierInvalid, UsageInvalid
from graph.identifiers import content_id
from graph.namespaces import DEFAULT_BASE, PREFIXES, V

__all__ = ["VOCABULARY_GRAPH", "Names"]

# The vocabulary and the ontology share one graph: both belong to the release.
VOCABULARY_GRAPH = URIRef(str(V))

_KINDS = (
    "agency",
    "assertion",
    "case",
    "document",
    "evidence",
    "extraction",
    "family",
    "graph",
    "lesson",
    "passage",
    "recommendation",
    "review",
    "theme",
)


@dataclass(frozen=True, slots=True)
class Names:
    """Mints IRIs under `base`, an absolute IRI that ends in a slash.

    Raises UsageInvalid for another base. Ids are percent-encoded, so whatever
    a document prints cannot leave its path segment.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not self.base.startswith(("http://", "https://")) or not self.base.endswith("/"):
            raise UsageInvalid(
                f"{self.base!r} is no base for IRIs. Give an http(s) address that ends in a slash."
            )

    def agency(self, key: str) -> URIRef:
        """Return the IRI of an agency, by its key (`graph.triples.agencies`)."""
        return self._mint("agency", key)

    def assertion(self, *parts: str) -> URIRef:
        """Return the IRI of a statement about a case; it depends on every part."""
        return self._mint("assertion", content_id("as", *parts))

    def case(self, identifier: str) -> URIRef:
        """Return the IRI of a case."""
        return self._mint("case", identifier)

    def document(self, identifier: str) -> URIRef:
        """Return the IRI of a document."""
        return self._mint("document", identifier)

    def evidence(self, identifier: str) -> URIRef:
        """Return the IRI of an Evidence."""
        return self._mint("evidence", identifier)

    def extraction(self, *parts: str) -> URIRef:
        """Return the IRI of an extraction run: this document, read by this version."""
        return self._mint("extraction", content_id("run", *parts))

    def family(self, identifier: str) -> URIRef:
        """Return the IRI of a family of lessons or recommendations."""
        return self._mint("family", identifier)

    def graph(self, document: str) -> URIRef:
        """Return the IRI of the named graph that holds what a document says."""
        return self._mint("graph", document)

    def lesson(self, identifier: str) -> URIRef:
        """Return the IRI of a lesson."""
        return self._mint("lesson", identifier)

    def passage(self, identifier: str) -> URIRef:
        """Return the IRI of a passage."""
        return self._mint("passage", identifier)

    def recommendation(self, identifier: str) -> URIRef:
        """Return the IRI of a recommendation."""
        return self._mint("recommendation", identifier)

    def review(self, identifier: str) -> URIRef:
        """Return the IRI of a review."""
        return self._mint("review", identifier)

    def theme(self, identifier: str) -> URIRef:
        """Return the IRI of a discovered theme."""
        return self._mint("theme", identifier)

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes for people: the shared ones and one for each kind of thing."""
        return PREFIXES | {kind: f"{self.base}{kind}/" for kind in _KINDS}

    def _mint(self, kind: str, identifier: str) -> URIRef:
        if not identifier:
            raise IdentifierInvalid(f"A {kind} has an empty id. Extract the document again.")
        return URIRef(f"{self.base}{kind}/{quote(identifier, safe='')}")
