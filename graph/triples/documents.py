"""The document, its passages, and the run that read it (PROV-O, Dublin Core Terms)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from graph.model import Passage
from graph.namespaces import CR, DCTERMS, PROV, RDF, RDFS
from graph.triples.setting import Setting
from graph.triples.terms import count, date, text, texts

__all__ = ["SECTION_SEPARATOR", "document_quads"]

# Between the headings of a section path, so that a path is one literal.
SECTION_SEPARATOR = " > "


def document_quads(at: Setting) -> Iterator[Quad]:
    """Yield the document, its extraction run and its passages in reading order."""
    yield from _document(at)
    yield from _extraction(at)
    for position, passage in enumerate(at.record.passages, start=1):
        yield from _passage(passage, position, at)


def _document(at: Setting) -> Iterator[Quad]:
    document = at.record.document
    source = document.source
    yield from at.say.about(
        at.document,
        (RDF.type, CR.Document),
        (DCTERMS.title, text(document.title)),
        (DCTERMS.issued, date(document.published)),
        (DCTERMS.format, text(source.media_type)),
        (CR.fileName, text(source.file)),
        (CR.sha256, text(source.sha256)),
        (CR.pages, count(source.pages)),
        (CR.warning, texts(f"{one.code}: {one.message}" for one in at.record.warnings)),
    )


def _extraction(at: Setting) -> Iterator[Quad]:
    yield from at.say.about(at.say.graph, (PROV.wasGeneratedBy, at.run))
    yield from at.say.about(
        at.run,
        (RDF.type, PROV.Activity),
        (PROV.used, at.document),
        (CR.extractor, text(at.extractor)),
        (RDFS.label, text(f"Extraction by {at.extractor}")),
    )


def _passage(passage: Passage, position: int, at: Setting) -> Iterator[Quad]:
    yield from at.say.about(
        at.names.passage(passage.id),
        (RDF.type, CR.Passage),
        (DCTERMS.isPartOf, at.document),
        (CR.position, count(position)),
        (CR.number, text(passage.number)),
        (CR.page, count(passage.page)),
        (CR.section, text(SECTION_SEPARATOR.join(passage.section))),
        (CR.kind, text(passage.kind.value)),
        (CR.charStart, count(passage.start)),
        (CR.charEnd, count(passage.end)),
        (CR.text, text(passage.text)),
    )
