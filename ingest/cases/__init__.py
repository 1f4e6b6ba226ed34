"""The cases of a document: whose life each is about, and which passages speak of it."""

from __future__ import annotations

from ingest.cases.finding import find_cases

__all__ = ["find_cases"]
