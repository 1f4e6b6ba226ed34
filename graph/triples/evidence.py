"""Evidence as Web Annotation resources: where it stands, what it says, who read it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad
from rdflib import URIRef

from graph.model import Evidence
from graph.namespaces import CR, OA, PROV, RDF
from graph.triples.setting import Setting
from graph.triples.terms import concept, count, share, text

__all__ = ["evidence_quads"]


def evidence_quads(at: Setting) -> Iterator[Quad]:
    """Yield each Evidence with both selectors: position for speed, quote for repair.

    The selectors are named, not blank, so that two builds are equal line by line.
    """
    for item in at.record.evidence:
        node = at.names.evidence(item.id)
        position, quotation = URIRef(f"{node}#position"), URIRef(f"{node}#quote")
        yield from _reading(item, node, at)
        yield from at.say.about(node, (OA.hasSelector, [position, quotation]))
        yield from _selectors(item, position, quotation, at)


def _reading(item: Evidence, node: URIRef, at: Setting) -> Iterator[Quad]:
    yield from at.say.about(
        node,
        (RDF.type, [OA.SpecificResource, CR.Evidence]),
        (OA.hasSource, at.document),
        (CR.inPassage, at.names.passage(item.passage)),
        (CR.concept, concept(item.concept)),
        (CR.status, CR[item.status.name]),
        (CR.personRole, concept(item.person)),
        (CR.aboutCase, at.names.case(item.case) if item.case else None),
        (CR.method, text(item.method)),
        (CR.confidence, share(item.confidence)),
        (PROV.wasGeneratedBy, at.run),
    )


def _selectors(item: Evidence, position: URIRef, quotation: URIRef, at: Setting) -> Iterator[Quad]:
    yield from at.say.about(
        position,
        (RDF.type, OA.TextPositionSelector),
        (OA.start, count(item.start)),
        (OA.end, count(item.end)),
    )
    yield from at.say.about(
        quotation, (RDF.type, OA.TextQuoteSelector), (OA.exact, text(item.quote))
    )
