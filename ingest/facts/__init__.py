"""What the document says of each concept, place by place: Evidence."""

from __future__ import annotations

from ingest.facts.finding import find_evidence

__all__ = ["find_evidence"]
