"""The people of a case, and whose attribute a place in the text speaks of."""

from __future__ import annotations

from ingest.people.finding import Subject, find_people
from ingest.people.persons import OUTSIDE, default_person
from ingest.people.resolution import People

__all__ = ["OUTSIDE", "People", "Subject", "default_person", "find_people"]
