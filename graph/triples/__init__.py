"""Record -> quads: pure, deterministic, one named graph per document.

A document's graph holds everything that this document says: its passages, the
reviews it reports, their cases, evidence, agencies, lessons and
recommendations. So a document is replaced or withdrawn by dropping one graph,
two documents of one review (summary and overview) stand or fall on their own,
and two reviews reported in one document never leave half of its text behind.
"""

from graph.triples.names import VOCABULARY_GRAPH, Names
from graph.triples.record import triples
from graph.triples.views import as_dataset, as_turtle, record_turtle

__all__ = [
    "VOCABULARY_GRAPH",
    "Names",
    "as_dataset",
    "as_turtle",
    "record_turtle",
    "triples",
]
