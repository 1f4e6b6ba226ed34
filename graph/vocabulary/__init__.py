"""The controlled vocabulary, read from the SKOS files in this folder."""

from graph.vocabulary.concepts import Concept, Vocabulary
from graph.vocabulary.skos import load_vocabulary

__all__ = ["Concept", "Vocabulary", "load_vocabulary"]
