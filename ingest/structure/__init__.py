"""A document as sections and citable passages: Reading -> Outline.

In order: pieces (blocks and their numbers), furniture (contents pages and
running lines), headings, depth, title, kinds, passages; rules holds the data.
"""

from ingest.structure.outlining import outline

__all__ = ["outline"]
