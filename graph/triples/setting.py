"""What every part of the conversion works with: the Record and how to speak of it."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

from graph.model import Record
from graph.triples.agencies import AgencyDirectory
from graph.triples.names import Names
from graph.triples.terms import Statements

__all__ = ["Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One Record on its way into the graph; `extractor` made it."""

    record: Record
    names: Names
    say: Statements
    agencies: AgencyDirectory
    extractor: str

    @classmethod
    def of(cls, record: Record, base: str, extractor: str) -> Setting:
        """Return the setting for a Record whose things hang under `base`."""
        names = Names(base)
        say = Statements(names.graph(record.document.id))
        return cls(record, names, say, AgencyDirectory(record, names), extractor)

    @property
    def document(self) -> URIRef:
        """The document's node."""
        return self.names.document(self.record.document.id)

    @property
    def run(self) -> URIRef:
        """The extraction run's node."""
        return self.names.extraction(self.record.document.id, self.extractor)
