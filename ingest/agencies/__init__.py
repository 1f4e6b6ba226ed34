"""Agencies: named bodies and generic services, and who a text addresses."""

from ingest.agencies.find import find_agencies

__all__ = ["find_agencies"]
