"""The graph as a network: its projection onto networkx, paths in words, and measures.

`projection` gives networkx with every quotation; `links` the same links as
compact arrays, which stay small over millions of quads; `paths` the evidenced
paths between two things; `measures` figures that answer a question.
"""

from __future__ import annotations

from graph.network.projection import network

__all__ = ["network"]
